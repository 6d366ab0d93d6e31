// SPDX-License-Identifier: Apache-2.0
/**
 * The store: a pump lives with its flash, the power goes at every step, every bit flips. After each
 * the same must hold: nothing is dosed twice, and therapy goes on.
 */
import { DAY_MS, milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  type Area,
  applyWrite,
  type Command,
  checkpointed,
  expectedReport,
  FIRST_PLACE,
  type Flash,
  isFull,
  kept,
  type Log,
  observe,
  type Place,
  type Pump,
  pass,
  readRing,
  recover,
  type Started,
  step,
  type Write,
  wasRead,
} from "../src/index.ts";
import {
  bridge,
  days,
  fresh,
  hours,
  minutes,
  refillOf,
  SAMPLE,
  steady,
  toRun,
  wish,
} from "./sample.ts";

/** A pump with its flash, and every step that was done to it. */
type Life = { pump: Pump; place: Place; readonly flash: Flash; readonly done: Write[] };

const doAll = (life: Life, writes: readonly Write[]): void => {
  for (const write of writes) {
    applyWrite(life.flash, write);
    life.done.push(write);
  }
};

const born = (): Life => {
  const { writes, place } = checkpointed(fresh, FIRST_PLACE);
  const life: Life = { pump: fresh, place, flash: new Map(), done: [] };
  doAll(life, writes);
  return life;
};

const keep = (life: Life, { pump, events }: { pump: Pump; events: Log }): void => {
  const { writes, place } = kept(life.place, events, pump);
  doAll(life, writes);
  life.pump = pump;
  life.place = place;
};

const tell = (life: Life, at: number, command: Command): void =>
  keep(life, step(life.pump, { at: milliseconds(at), command }));

/** The pump after a start at an instant, its self-test passed. */
const restarted = (flash: Flash, at: number, beat: number | null = at): Started => {
  const clock = milliseconds(at);
  const started = recover({
    flash,
    device: SAMPLE,
    clock,
    beat: beat === null ? null : milliseconds(beat),
  });
  const { memory, starts } = started;
  const report = { ...expectedReport(started.pump), memory, starts, selfTest: [] };
  return { ...started, pump: observe(started.pump, { at: started.pump.now, report }).pump };
};

const copyOf = (flash: Flash): Flash =>
  new Map([...flash].map(([area, bytes]) => [area, bytes.slice()]));

/** Everything that people may do in the first hours of a program. */
const STORY: readonly (readonly [at: number, command: (pump: Pump) => Command])[] = [
  [0, () => toRun({ ...steady, transition: bridge })],
  [hours(3), () => wish("first", hours(3))],
  [hours(4), (pump) => refillOf(pump, nanolitres(15_000_000))],
  [hours(6), () => wish("second", hours(6))],
  [hours(7), () => toRun({ ...steady, version: 2 })],
];

const told = (life: Life): void => {
  for (const [at, command] of STORY) tell(life, at, command(life.pump));
};

/** The life up to a step, that step cut after so many bytes. */
const cutAt = (steps: readonly Write[], step: number, bytes: number): Flash => {
  const flash: Flash = new Map();
  steps.slice(0, step).forEach((write) => {
    applyWrite(flash, write);
  });
  const torn = steps[step];
  if (torn !== undefined) applyWrite(flash, torn, bytes);
  return flash;
};

const LATE = hours(9);

/** How many boluses somebody who asks again and again still gets within a day. */
const boluses = (from: Pump): number => {
  let [pump, count] = [from, 0];
  for (let half = 0; half < 46; half += 1) {
    const at = milliseconds(from.now + half * minutes(30));
    const asked = step(pump, { at, command: wish(`again-${half}`, at) });
    if (asked.events.some(({ kind }) => kind === "bolus-granted")) count += 1;
    pump = asked.pump;
  }
  return count;
};

describe("[REQ-058 holds] a power cut at every single step of a life", () => {
  const life = born();
  const birth = life.done.length;
  told(life);
  const steps = life.done;
  const sizes = steps.map((write) => (write.kind === "write" ? write.bytes.length : 1));

  test("leaves a pump that runs the old program or the new one, and doses nothing twice", () => {
    const versions = new Set<number | null>();
    for (let at = birth; at <= steps.length; at += 1) {
      for (const bytes of [0, 1, Math.floor((sizes[at] ?? 0) / 2), (sizes[at] ?? 0) - 1]) {
        const { pump, memory } = restarted(cutAt(steps, at, Math.max(0, bytes)), LATE);
        versions.add(pump.program?.version ?? null);
        expect(memory.lost).toEqual([]);
        expect(pump.boluses).toEqual([]);
        expect(pump.grants.length).toBeLessThanOrEqual(2);
        if (pump.program === null) continue;
        expect(pass(pump, milliseconds(LATE + DAY_MS)).pump.delivered.pulses).toBeGreaterThan(
          pump.delivered.pulses + 400,
        );
      }
    }
    expect([...versions].toSorted()).toEqual([1, 2, null]);
  });

  test("[REQ-026 holds] a bolus that was cut off counts, whole, and is not begun again", () => {
    const cut = born();
    told(cut);
    tell(cut, hours(9), wish("third", hours(9)));
    const { pump } = restarted(cut.flash, hours(9) + minutes(10));
    expect(pump.boluses).toEqual([]);
    expect(pump.grants.at(-1)?.id).toBe("third");
    const again = step(pump, { at: pump.now, command: wish("third", hours(9)) });
    expect(again.events.some(({ kind }) => kind === "bolus-granted")).toBe(false);
    const whole = pass(cut.pump, milliseconds(hours(9) + minutes(10))).pump;
    expect(boluses(pump)).toBeLessThanOrEqual(boluses(whole));
  });

  test("[REQ-042 holds] a bridge goes on with what is left of it", () => {
    const cut = born();
    tell(cut, 0, toRun({ ...steady, transition: bridge }));
    const { pump } = restarted(cut.flash, hours(1));
    const whole = pass(cut.pump, hours(1)).pump;
    expect(pump.transition).toEqual(whole.transition);
  });

  test("[REQ-055 holds] a reset changes no program", () => {
    expect(restarted(life.flash, LATE).pump.program).toEqual({ ...steady, version: 2 });
  });
});

describe("every single bit", () => {
  const life = born();
  tell(life, 0, toRun({ ...steady, onDemand: null }));
  const sound = restarted(copyOf(life.flash), hours(1));

  const flipped = (area: Area, at: number, bit: number): Started => {
    const flash = copyOf(life.flash);
    const bytes = flash.get(area);
    if (bytes !== undefined) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    return restarted(flash, hours(1));
  };

  test("[REQ-018 holds] that flips in one copy changes nothing but that it is found", () => {
    for (const [area, bytes] of life.flash) {
      const used = Math.min(bytes.length, 400);
      for (let at = 0; at < used; at += 1) {
        const { pump, memory } = flipped(area, at, at % 8);
        expect({ area, at, lost: memory.lost }).toEqual({ area, at, lost: [] });
        expect({ ...pump, faults: [] }).toEqual({ ...sound.pump, faults: [] });
      }
    }
  });

  const spoilt = (record: string): Started => {
    const flash = copyOf(life.flash);
    for (const [area, bytes] of flash) if (area.startsWith(record)) bytes[10] = 0;
    return restarted(flash, hours(1));
  };

  test("[REQ-057 holds] both copies of a record are a typed loss with a way back", () => {
    const { pump, memory } = spoilt("program");
    expect(memory.lost).toEqual(["program"]);
    expect(pump.program).toBeNull();
    const again = step(pump, { at: pump.now, command: { ...toRun(steady), id: "again" } });
    expect(again.pump.program).toEqual(steady);
  });

  test("[REQ-016 holds] without totals every window counts as full but for basal", () => {
    const asking = born();
    tell(asking, 0, toRun(steady));
    const again = checkpointed(asking.pump, asking.place);
    doAll(asking, again.writes);
    for (const [area, bytes] of asking.flash) if (area.startsWith("totals")) bytes[20] = 0;
    const { pump, memory } = restarted(asking.flash, hours(1));
    expect(memory.lost).toEqual(["totals"]);
    const seen = step(pump, { at: pump.now, command: { kind: "acknowledge", id: "seen" } }).pump;
    const asked = step(seen, { at: pump.now, command: wish("w", pump.now) });
    expect(asked.events.map(({ kind }) => kind)).toEqual(["refused"]);
    expect(pass(pump, milliseconds(hours(1) + DAY_MS)).pump.delivered.pulses).toBe(480);
  });
});

describe("the clock at a start", () => {
  test("[REQ-022 holds] a beat after the last one nothing has flowed, nothing is made up", () => {
    const life = born();
    tell(life, 0, toRun({ ...steady, onDemand: null }));
    const { pump } = restarted(life.flash, hours(10), hours(2));
    expect(pump.delivered.pulses).toBe(40);
    expect(pass(pump, hours(11)).pump.delivered.pulses).toBe(60);
  });

  test("without a clock the pump goes on from the last beat", () => {
    const life = born();
    tell(life, 0, toRun(steady));
    const started = recover({ flash: life.flash, device: SAMPLE, clock: null, beat: hours(2) });
    expect(started.pump.now).toBe(hours(2) + minutes(1));
    expect(started.events.at(-1)).toMatchObject({ kind: "recovered", cause: "clock-stood" });
  });

  test("[REQ-022 holds] three starts in ten minutes are a loop", () => {
    const life = born();
    tell(life, 0, toRun({ ...steady, onFault: "stop" }));
    let started = restarted(life.flash, hours(1));
    for (const minute of [1, 2]) {
      for (const write of started.writes) applyWrite(life.flash, write);
      started = restarted(life.flash, hours(1) + minutes(minute));
    }
    expect(started.starts).toBe(3);
    expect(started.pump.faults.map(({ fault }) => fault)).toContain("reset-loop");
    expect(pass(started.pump, days(1)).pump.delivered).toEqual(started.pump.delivered);
  });

  test("a flash that never held anything gives a pump without a program", () => {
    const started = recover({ flash: new Map(), device: SAMPLE, clock: hours(1), beat: null });
    expect(started.pump.program).toBeNull();
    expect(started.memory.lost).toEqual([]);
  });
});

describe("[REQ-077 holds] the log", () => {
  test("holds a month of a busy pump, and a program that nobody has read for ever", () => {
    const life = born();
    tell(life, 0, toRun(steady));
    const first = life.place.unread;
    for (let hour = 1; hour < 24 * 400; hour += 2)
      tell(life, hours(hour), wish(`w${hour}`, hours(hour)));
    const kinds = readRing(life.flash, "orders", first).values.map((each) => Object(each).kind);
    expect(kinds[0]).toBe("programmed");
    const oldest = life.place.sectors[0] ?? first;
    const { values, end } = readRing(life.flash, "log", oldest);
    expect(end.number).toBe(life.place.entries);
    expect(oldest.number).toBeGreaterThan(0);
    expect(Object(values[0]).at).toBeLessThan(life.pump.now - 30 * DAY_MS);
  });

  test("is full of orders that nobody reads, and says so until they are read", () => {
    const life = born();
    const week = Array.from({ length: 300 }, (_, index) => ({
      from: minutes(30 * index),
      rate: pulsesPerDay(480),
    }));
    for (let version = 1; !isFull(life.place); version += 1) {
      tell(life, hours(version), toRun({ ...steady, week, version }));
      expect(version).toBeLessThan(100);
    }
    const { memory } = restarted(life.flash, hours(200));
    expect(memory.full).toBe(true);
    expect(isFull(wasRead(life.place))).toBe(false);
  });
});

describe("[REQ-058 breaks] a store that", () => {
  test("lets an effect come before its entry doses twice after a cut", () => {
    const life = born();
    tell(life, 0, toRun(steady));
    const early = step(life.pump, { at: hours(1), command: wish("w", hours(1)) });
    expect(early.pump.grants.length).toBe(1);
    const { pump } = restarted(life.flash, hours(1));
    const again = step(pump, { at: hours(1), command: wish("w", hours(1)) });
    expect(again.events.some(({ kind }) => kind === "bolus-granted")).toBe(true);
  });

  test("[REQ-018 breaks] keeps one copy loses the program with one bit", () => {
    const life = born();
    tell(life, 0, toRun(steady));
    for (const copy of ["log-1", "program-1-1", "totals-1-1", "constants-1-1"] as const) {
      life.flash.delete(copy);
    }
    const log = life.flash.get("log-0");
    if (log !== undefined) log[12] = (log[12] ?? 0) ^ 1;
    expect(restarted(life.flash, hours(1)).pump.program).toBeNull();
  });

  test("[REQ-026 breaks] forgets what was left of a bolus leaves room for another", () => {
    const life = born();
    tell(life, 0, toRun({ ...steady, limits: { ...steady.limits, hour: pulses(30) } }));
    tell(life, hours(1), wish("w", hours(1)));
    const { pump } = restarted(life.flash, milliseconds(hours(1) + 1));
    const forgetful = { ...pump, history: [] };
    const at = milliseconds(pump.now + 1);
    expect(boluses({ ...forgetful, grants: [] })).toBeGreaterThan(
      boluses({ ...pump, grants: [] }) - 1,
    );
    expect(pass(pump, at).pump.history).not.toEqual([]);
  });
});
