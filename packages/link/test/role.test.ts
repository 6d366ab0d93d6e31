// SPDX-License-Identifier: Apache-2.0
import { milliseconds, nanolitres } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { minutes } from "../../pump/test/sample.ts";
import {
  type Channel,
  LINK_REFUSAL,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
  type Told,
} from "../src/index.ts";
import {
  call,
  dial,
  EMERGENCY_SECRET,
  type Line,
  MAKER,
  PUMP_NAME,
  pairWith,
  stranger,
  tell,
} from "./bedside.ts";
import { DOCTOR, ENGINEER, invite, PATIENT, program, seenIn, type Ward, ward } from "./ward.ts";

const KINDS = Object.keys(PERMISSIONS) as Told["kind"][];
const EVERY_ROLE = Object.keys(ROLES) as Role[];

const FILL = {
  aspirated: nanolitres(0),
  volume: nanolitres(1_000_000),
  fluid: "morphine",
} as const;

/** One command of each kind, such as it is sent. */
const SAMPLES: { readonly [Kind in Told["kind"]]: Extract<Told, { kind: Kind }> } = {
  program: program(2),
  request: { kind: "request", askedAt: milliseconds(0) },
  refill: { kind: "refill", ...FILL },
  exchange: { ...program(2), kind: "exchange", ...FILL },
  acknowledge: { kind: "acknowledge" },
  silence: { kind: "silence" },
  "test-alarm": { kind: "test-alarm" },
  "set-clock": { kind: "set-clock", clock: milliseconds(0) },
  "begin-scan": { kind: "begin-scan", until: minutes(90) },
  "end-scan": { kind: "end-scan", turns: true },
  stop: { kind: "stop", reason: "test", maximum: minutes(10) },
  resume: { kind: "resume" },
  "cancel-bolus": { kind: "cancel-bolus" },
  interrogate: { kind: "interrogate" },
};

const lineOf = (scene: Ward, role: Role, channel: Channel): Line | null => {
  if (role === "patient") return dial(scene, PATIENT, scene.patient, channel);
  if (role === "clinician") return dial(scene, DOCTOR, scene.doctor, channel);
  if (role === "emergency") {
    const to = { pump: PUMP_NAME, secret: EMERGENCY_SECRET, maker: MAKER.key };
    return call(scene, { caller: stranger(77, role).caller, channel, counter: 5, ...to });
  }
  const line = dial(scene, DOCTOR, scene.doctor);
  const known = pairWith(scene, ENGINEER, invite(scene, line, "service"));
  return known === null ? null : dial(scene, ENGINEER, known, channel);
};

/** What the table lets be seen of a command that is told outright. */
const expected = (permission: Permission, channel: Channel): string => {
  switch (permission) {
    case "never":
      return "role-may-not";
    case "signed":
    case "signed-bedside":
      return "needs-signature";
    case "bedside":
      return channel === "near" ? "outcome" : "needs-near-field";
    case "always":
    case "control":
    case "lowering":
      return "outcome";
  }
};

const CASES = EVERY_ROLE.flatMap((role) =>
  (["near", "far"] as const).flatMap((channel) => KINDS.map((kind) => ({ role, channel, kind }))),
);

describe("every role with every command, near and far", () => {
  test.each(CASES)("[REQ-083 holds] $role tells $kind, $channel", ({ role, channel, kind }) => {
    const scene = ward();
    const line = lineOf(scene, role, channel);
    if (role === "emergency" && channel === "far") {
      expect(line).toBeNull();
      return;
    }
    const seen = line === null ? "silence" : seenIn(tell(scene, line, SAMPLES[kind]));
    expect(seen).toBe(expected(PERMISSIONS[kind][role], channel));
  });
});

test("the patient asks, silences and looks, no more", () => {
  const allowed = KINDS.filter((kind) => PERMISSIONS[kind].patient !== "never");
  expect(allowed).toEqual(["request", "silence", "interrogate"]);
});

test("an emergency can stop, lower and look, and never begins or raises", () => {
  const allowed = KINDS.filter((kind) => PERMISSIONS[kind].emergency !== "never");
  expect(allowed).toEqual(["program", "stop", "cancel-bolus", "interrogate"]);
  expect(PERMISSIONS.program.emergency).toBe("lowering");
});

test("every refusal of the link has its place on the wire", () => {
  expect(LINK_REFUSAL.layout.kind).toBe("variant");
});
