// SPDX-License-Identifier: Apache-2.0
import { advance, type Fault, modeOf, type Pump } from "@cisterna/pump";
import { milliseconds, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { hours, minutes, steady } from "../../pump/test/sample.ts";
import type { Channel, Head, Role } from "../src/index.ts";
import {
  ask,
  type Bedside,
  CLEAR,
  call,
  dial,
  EMERGENCY_SECRET,
  envelope,
  type Line,
  MAKER,
  PUMP_NAME,
  pairWith,
  stranger,
  tell,
  transmit,
  wait,
} from "./bedside.ts";
import { DOCTOR, ENGINEER, invite, PATIENT, program, type Ward, ward } from "./ward.ts";
import { imageOf, offer, put } from "./workshop.ts";

const CHANNELS: readonly Channel[] = ["near", "far"];
const ROLES: readonly Role[] = ["patient", "clinician", "service", "emergency"];
const PHASES = [
  "silent",
  "greeted",
  "talking",
  "in mid-message",
  "proposed",
  "updating",
  "left",
] as const;
const MODES = ["running", "stopped", "dry", "transition"] as const;
/** None, and one for each way in which faults hold delivery back. */
const ALARMS: readonly (Fault | null)[] = [null, "free-flow", "clock-lost", "log-full"];
const LOSSES = ["the link dies", "the link lives"] as const;

type Phase = (typeof PHASES)[number];

/** A week of many segments: a proposal that needs several frames. */
const LONG = program(2, {
  week: Array.from({ length: 100 }, (_, index) => ({
    from: hours(index),
    rate: steady.week[0]?.rate ?? pulsesPerDay(480),
  })),
});

const inMode = (pump: Pump, mode: (typeof MODES)[number]): Pump => {
  switch (mode) {
    case "running":
      return pump;
    case "stopped": {
      const stop = { at: pump.now, reason: "walk", maximum: hours(2), expired: false };
      return { ...pump, stop };
    }
    case "dry":
      return { ...pump, reservoir: nanolitres(0), dry: true };
    case "transition": {
      const order = {
        kind: "bridge",
        pulses: steady.limits.hour,
        rate: steady.limits.rate,
      } as const;
      return { ...pump, begun: null, transition: { ...order, left: order.pulses * 86_400_000 } };
    }
  }
};

const withAlarm = (pump: Pump, fault: Fault | null): Pump => {
  const since = pump.now;
  const active = { since, acknowledged: false, silentUntil: milliseconds(0) };
  return fault === null ? pump : { ...pump, faults: [{ fault, ...active }] };
};

type Known = { readonly scene: Ward; readonly engineer: Parameters<typeof dial>[2] };

/** A ward where an engineer has paired, too; its value is taken up again for every walk. */
const known = ((): Known => {
  const scene = ward();
  const line = dial(scene, DOCTOR, scene.doctor);
  const engineer = pairWith(scene, ENGINEER, invite(scene, line, "service"));
  ask(scene, line, { kind: "leave" });
  wait(scene, minutes(20));
  if (engineer === null) throw new Error("the engineer pairs");
  return { scene, engineer };
})();

/** Every mode with every alarm. */
const PUMPS: readonly Pump[] = MODES.flatMap((mode) =>
  ALARMS.map((alarm) => withAlarm(inMode(known.scene.pump, mode), alarm)),
);

const taken = (pump: Pump): Ward => ({
  ...{ ...known.scene, pump, air: CLEAR },
  ...{ log: [], notes: [], heard: [] },
});

const lineFor = (scene: Ward, role: Role, channel: Channel): Line | null => {
  if (role === "patient") return dial(scene, PATIENT, scene.patient, channel);
  if (role === "clinician") return dial(scene, DOCTOR, scene.doctor, channel);
  if (role === "service") return dial(scene, ENGINEER, known.engineer, channel);
  const to = { pump: PUMP_NAME, secret: EMERGENCY_SECRET, maker: MAKER.key };
  return call(scene, { caller: stranger(77, role).caller, channel, counter: scene.now, ...to });
};

/** Lets the air die after so many frames from now. */
const dieAfter = (scene: Bedside, many: number): void => {
  let left = many;
  scene.air = (bytes) => {
    left -= 1;
    return left >= 0 ? [bytes] : [];
  };
};

/** The link is brought to a phase; null where a role cannot get there. */
const brought = (scene: Ward, phase: Phase, of: { role: Role; channel: Channel }): Line | null => {
  if (phase === "silent") return null;
  const line = lineFor(scene, of.role, of.channel);
  if (line === null || phase === "greeted") return line;
  tell(scene, line, { kind: "interrogate" });
  if (phase === "in mid-message") dieAfter(scene, 2);
  if (phase === "proposed" || phase === "in mid-message") {
    ask(scene, line, { kind: "propose", told: LONG, ...envelope(scene) });
  }
  if (phase === "updating") {
    const image = imageOf(scene);
    offer(scene, line, image);
    put(scene, line, { ...image, from: 0 });
  }
  if (phase === "left") ask(scene, line, { kind: "leave" });
  return line;
};

const isQuiet = ({ sessions, control, proposal, pending, invitation }: Head): boolean =>
  sessions.length === 0 && [control, proposal, pending, invitation].every((each) => each === null);

/** Half an hour and more goes by, with or without somebody who goes on asking. */
const goOn = (scene: Ward, line: Line | null, lives: boolean): void => {
  scene.air = lives ? scene.air : () => [];
  for (let turn = 0; turn < 25; turn += 1) {
    wait(scene, minutes(1.5));
    if (lives && line !== null && scene.head.sessions.length > 0) {
      for (const bytes of [line.call.waiting ?? new Uint8Array(3)])
        transmit(scene, bytes, line.channel);
    }
  }
};

const walks = CHANNELS.flatMap((channel) =>
  ROLES.flatMap((role) => PHASES.map((phase) => ({ channel, role, phase }))),
);

describe.each(walks)("$role, $channel, $phase", ({ channel, role, phase }) => {
  test("[REQ-066 holds] [REQ-095 holds] delivery as without a link; sessions end", () => {
    for (const pump of PUMPS) {
      for (const loss of LOSSES) {
        const scene = taken(pump);
        const line = brought(scene, phase, { role, channel });
        goOn(scene, line, loss === "the link lives");
        expect(scene.pump).toEqual(advance(pump, scene.now));
        expect(isQuiet(scene.head)).toBe(true);
        expect(scene.head.wares?.running).toBe(known.scene.head.wares?.running);
        scene.air = CLEAR;
        const reply = ask(scene, dial(scene, DOCTOR, scene.doctor), { kind: "leave" });
        const found = { kind: "statement", statement: { mode: modeOf(scene.pump) } };
        expect(reply).toMatchObject(found);
      }
    }
  });
});

test("a session that is talked in all the time ends all the same", () => {
  const scene = taken(known.scene.pump);
  const line = dial(scene, DOCTOR, scene.doctor);
  let minute = 0;
  for (; scene.head.sessions.length > 0; minute += 1) {
    tell(scene, line, { kind: "interrogate" });
    wait(scene, minutes(1));
  }
  expect(minute).toBe(15);
});

test("[REQ-066 breaks] a telemetry that holds the pump while it talks is seen", () => {
  const scene = taken(known.scene.pump);
  dial(scene, DOCTOR, scene.doctor);
  const before = scene.pump;
  wait(scene, minutes(1));
  // As it was in the world: nothing flows until the session is over.
  const { delivered, history } = before;
  const held = { ...scene.pump, delivered, history };
  expect(held).not.toEqual(advance(before, scene.now));
  expect(scene.pump).toEqual(advance(before, scene.now));
});
