// SPDX-License-Identifier: Apache-2.0
/**
 * Agreement: what a plan computes and what the world delivers of it are the same, exactly. The plan
 * integrates the program in rationals; the world counts the pulses of a running pump and moves
 * slugs through a line. They share no code.
 */
import { CONTROLLER, type Controller, type Pump } from "@cisterna/pump";
import {
  canonical,
  DAY_MS,
  equal,
  type Mass,
  milliseconds,
  minus,
  nanolitres,
  none,
  plus,
  print,
  rational,
  type Volume,
  volumeOf,
} from "@cisterna/quantity";
import { ledger, massesAtTip, type Program } from "@cisterna/therapy";
import { type Delivery, deliver, massesOf, type Volumes } from "@cisterna/world";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOfPlan, type Sample, sha256, someSample } from "./sample.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? 1000);
const SEED = 20261122;

/** The two paths; a test breaks one of them. */
type Paths = {
  readonly ledger: typeof ledger;
  readonly massesAtTip: typeof massesAtTip;
  readonly controller: Controller;
  readonly infusion: (infusion: Sample["infusion"]) => Sample["infusion"];
};

const HONEST: Paths = {
  ledger,
  massesAtTip,
  controller: CONTROLLER,
  infusion: (infusion) => infusion,
};

/** A digest that costs nothing: this law is not about hashes. */
const brief = (text: string): string => String(text.length);

const owedVolume = ({ delivered, device }: Pump): Volume =>
  canonical(rational(BigInt(delivered.quanta) * BigInt(device.pulse), BigInt(DAY_MS) * 1_000_000n));

const sum = (series: Float64Array) => nanolitres(series.reduce((all, each) => all + each, 0));

const grantsOf = ({ events }: Delivery) =>
  events.flatMap((event) =>
    event.kind === "bolus-granted" && event.bolus.source === "on-demand" ? [event.bolus.from] : [],
  );

/** What the two paths say differently, or null. */
const disagreement = (sample: Sample, paths: Paths): string | null => {
  const { infusion, timing, device } = sample;
  const { program, pulse, reservoir } = infusion;
  const setting = { device, digest: brief, controller: paths.controller };
  const delivered = deliver(paths.infusion(infusion), timing, setting);
  if (!delivered.ok) return `refused: ${JSON.stringify(delivered.refusals)}`;
  const { pump, pumped, tip, fluids } = delivered.value;
  const counted = volumeOf(sum(pumped));
  const until = { upto: timing.upto, grants: grantsOf(delivered.value) };
  const planned = paths.ledger(program, pulse, until);
  if (!equal(plus(counted, owedVolume(pump)), planned)) {
    return `volume: counted ${print(counted, "nL")}, planned ${print(planned, "nL")}`;
  }
  const whole = minus(planned, owedVolume(pump));
  const expected = paths.massesAtTip(whole, lineOfPlan(infusion.line), reservoir.fluid);
  const found = massesOf(fluids, tip.map(sum) satisfies Volumes);
  const massOf = (list: typeof expected, drug: string): Mass =>
    list.find((each) => each.drug === drug)?.mass ?? none();
  const drugs = [...expected, ...found].map((each) => each.drug);
  const differs = drugs.find((drug) => !equal(massOf(expected, drug), massOf(found, drug)));
  if (differs === undefined) return null;
  const [asked, there] = [expected, found].map((list) => print(massOf(list, differs), "ng"));
  return `${differs}: planned ${asked}, at the tip ${there}`;
};

const check = (paths: Partial<Paths>, runs: number) =>
  fc.check(
    fc.property(someSample, (sample) => {
      const found = disagreement(sample, { ...HONEST, ...paths });
      if (found !== null) throw new Error(found);
    }),
    { seed: SEED, numRuns: runs, endOnFailure: true },
  );

describe("the plan's arithmetic and the world's delivery", () => {
  test(`agree exactly in volume and in mass of every drug, in ${numRuns} random cases`, () => {
    const run = check({}, numRuns);
    expect(run.errorInstance ?? null).toBeNull();
    expect(run.numRuns).toBe(numRuns);
  });

  test("are tried on every kind of program", () => {
    const seen = new Set<string>();
    fc.sample(someSample, { seed: SEED, numRuns: 200 }).forEach((sample) => {
      const { program, line } = sample.infusion;
      if (program.week.length > 1) seen.add("pattern");
      if (program.titration.length > 0) seen.add("titration");
      for (const part of ["periodic", "onDemand", "single"] as const) {
        if (program[part] !== null) seen.add(part);
      }
      if (program.transition !== null) seen.add(program.transition.kind);
      if (line.some((each) => each.fluid === null)) seen.add("drug-free line");
      const delivered = deliver(sample.infusion, sample.timing, { ...sample, digest: brief });
      if (delivered.ok && grantsOf(delivered.value).length > 0) seen.add("grants");
      if (delivered.ok && delivered.value.pump.withheld.pulses > 0) seen.add("withheld");
    });
    const kinds = ["pattern", "titration", "periodic", "onDemand", "single", "prime", "bridge"];
    expect([...seen].toSorted()).toEqual([...kinds, "drug-free line", "grants"].toSorted());
  });
});

const without = (part: Partial<Program>): Partial<Paths> => ({
  ledger: (program, pulse, until) => ledger({ ...program, ...part }, pulse, until),
});

/** A pump that forgets what it owes whenever time has passed. */
const forgetful: Controller = {
  ...CONTROLLER,
  pass: (pump, upto) => {
    const passed = CONTROLLER.pass(pump, upto);
    const { delivered } = passed.pump;
    return { ...passed, pump: { ...passed.pump, delivered: { ...delivered, quanta: 0 } } };
  },
};

/** A pump that grants a request and gives nothing for it. */
const stingy: Controller = {
  ...CONTROLLER,
  step: (pump, input) => {
    const passed = CONTROLLER.step(pump, input);
    return input.command.kind === "request"
      ? { ...passed, pump: { ...passed.pump, boluses: [] } }
      : passed;
  },
};

describe("the law catches", () => {
  const broken: Readonly<Record<string, Partial<Paths>>> = {
    "a world that drops what it owes": { controller: forgetful },
    "a pump that grants without giving": { controller: stingy },
    "a world that fills the line from the wrong end": {
      infusion: (infusion) => ({ ...infusion, line: infusion.line.toReversed() }),
    },
    "a world that takes the line for filled with the new fluid": {
      infusion: (infusion) => ({ ...infusion, line: [] }),
    },
    "a ledger that ignores a prime or a bridge": without({ transition: null }),
    "a ledger that ignores titration": without({ titration: [] }),
    "a ledger that ignores the single bolus": without({ single: null }),
    "a ledger that ignores boluses on the clock": without({ periodic: null }),
    "a ledger that ignores the weekday": without({ clock: milliseconds(0) }),
    "a ledger that ignores the patient's grants": {
      ledger: (program, pulse, until) => ledger(program, pulse, { ...until, grants: [] }),
    },
    "a plan that forgets what the line held": {
      massesAtTip: (volume, _, fluid) => massesAtTip(volume, [], fluid),
    },
    "a plan that knows only the first drug of a mixture": {
      massesAtTip: (volume, line, fluid) => massesAtTip(volume, line, [fluid[0]]),
    },
  };

  for (const [name, paths] of Object.entries(broken)) {
    test(name, () => {
      expect(String(check(paths, 300).errorInstance)).toContain("planned");
    });
  }
});

test("the record of a run is the same every time, to the last hash", () => {
  fc.assert(
    fc.property(someSample, ({ infusion, timing, device }) => {
      const heads = [0, 1].map(() => {
        const delivered = deliver(infusion, timing, { device, digest: sha256 });
        return delivered.ok ? delivered.value.log.at(-1)?.hash : null;
      });
      expect(heads[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(heads[1]).toBe(heads[0]);
    }),
    { seed: SEED, numRuns: Math.min(numRuns, 100) },
  );
});
