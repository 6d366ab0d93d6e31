// SPDX-License-Identifier: Apache-2.0
/** Random prescriptions and what a run of them needs; shared by the tests of the world. */
import { createHash } from "node:crypto";
import { BARE, type Device } from "@cisterna/pump";
import {
  type Concentration,
  canonical,
  DAY_MS,
  type Dimension,
  type DoseRate,
  doseFor,
  durationOf,
  flowOfPulses,
  type Instant,
  later,
  type Milliseconds,
  massIn,
  milliseconds,
  type Nanolitres,
  nanolitres,
  pulses,
  pulsesPerDay,
  type Quantity,
  rational,
  times,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import {
  type Basal,
  type Fluid,
  type OnFault,
  type Prescription,
  type Program,
  programOf,
  WEEKDAYS,
} from "@cisterna/therapy";
import type { Infusion, LinePart, Presses, Timing } from "@cisterna/world";
import fc from "fast-check";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A case of the law: what is infused, for how long, with which presses, by which device. */
export type Sample = {
  readonly infusion: Infusion;
  readonly timing: Timing;
  readonly device: Device;
};

const MINUTE = 60_000;
const ms = (count: number): Milliseconds => milliseconds(count);
const minutes = (count: number) => durationOf(ms(count * MINUTE));

type Scale = { readonly pulse: Nanolitres; readonly concentration: Concentration };

/** Some mass or dose near a whole number of pulses, so that rounding has something to do. */
const nearly = <D extends Dimension>(exact: Quantity<D>, off: number): Quantity<D> =>
  times(exact, rational(BigInt(1_000_000 + off), 1_000_000n));

const someOff = fc.integer({ min: -900, max: 900 });

const doseAtRate = (rate: number, scale: Scale): DoseRate =>
  doseFor(flowOfPulses(pulsesPerDay(rate), scale.pulse), scale.concentration);

const someDose = (scale: Scale): fc.Arbitrary<DoseRate> =>
  fc
    .tuple(fc.oneof(fc.nat(400), fc.nat(20_000)), someOff)
    .map(([rate, off]) => nearly(doseAtRate(rate, scale), off));

const someBolus = (scale: Scale, most: number) =>
  fc
    .record({
      count: fc.integer({ min: 1, max: most }),
      off: someOff,
      over: fc.integer({ min: 1, max: 90 }),
    })
    .map(({ count, off, over }) => ({
      dose: nearly(massIn(volumeOfPulses(pulses(count), scale.pulse), scale.concentration), off),
      over: minutes(over),
      overMinutes: over,
    }));

const someBasal = (scale: Scale): fc.Arbitrary<Basal> => {
  const step = fc.record({
    from: fc.nat(1439),
    dose: someDose(scale),
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  });
  const pattern = fc
    .uniqueArray(step, { minLength: 1, maxLength: 5, selector: ({ from }) => from })
    .map(([first, ...rest]): Basal => {
      if (first === undefined) throw new RangeError("a pattern has a step");
      return { kind: "pattern", steps: [first, ...rest] };
    });
  return fc.oneof(
    someDose(scale).map((dose): Basal => ({ kind: "continuous", dose })),
    pattern,
  );
};

const someTitration = (scale: Scale, start: Instant) =>
  fc
    .uniqueArray(
      fc.record({ after: fc.integer({ min: 1, max: 20_000_000 }), basal: someBasal(scale) }),
      {
        maxLength: 3,
        selector: ({ after }) => after,
      },
    )
    .map((steps) =>
      steps
        .toSorted((a, b) => a.after - b.after)
        .map(({ after, basal }) => ({ at: later(start, durationOf(ms(after * 100))), basal })),
    );

const somePrescription = (scale: Scale, start: Instant): fc.Arbitrary<Prescription> =>
  fc.record({
    doseOf: fc.constant("morphine" as const),
    basal: someBasal(scale),
    periodic: fc.option(
      fc
        .record({ bolus: someBolus(scale, 300), gap: fc.nat(3000), first: fc.nat(1439) })
        .map(({ bolus: { overMinutes, ...bolus }, gap, first }) => ({
          ...bolus,
          every: minutes(overMinutes + gap),
          first,
        })),
    ),
    onDemand: fc.option(
      fc
        .record({
          bolus: someBolus(scale, 100),
          gap: fc.nat(600),
          perDay: fc.integer({ min: 1, max: 12 }),
        })
        .map(({ bolus: { overMinutes, ...bolus }, gap, perDay }) => ({
          ...bolus,
          lockout: minutes(overMinutes + gap),
          perDay,
        })),
    ),
    single: fc.option(someBolus(scale, 500).map(({ overMinutes: _, ...bolus }) => bolus)),
    titration: someTitration(scale, start),
    transition: fc.constant(null),
    onFault: fc.constantFrom<OnFault>("hold", "minimum", "stop"),
    confirmed: fc.constant([]),
  });

const someTransition = (scale: Scale) =>
  fc.option(
    fc
      .record({
        kind: fc.constantFrom("prime" as const, "bridge" as const),
        count: fc.integer({ min: 1, max: 900 }),
        rate: fc.integer({ min: 20, max: 40_000 }),
      })
      .map(({ kind, count, rate }) => ({
        kind,
        volume: volumeOfPulses(pulses(count), scale.pulse),
        rate: flowOfPulses(pulsesPerDay(rate), scale.pulse),
      })),
  );

const someConcentration: fc.Arbitrary<Concentration> = fc
  .integer({ min: 1, max: 50_000 })
  .map((perMillilitre) => canonical(rational(BigInt(perMillilitre), 1000n)));

/** A fluid with morphine and perhaps one drug more. */
const someFluid: fc.Arbitrary<Fluid> = fc
  .tuple(
    someConcentration,
    fc.option(
      fc.tuple(fc.constantFrom("bupivacaine" as const, "clonidine" as const), someConcentration),
    ),
  )
  .map(([concentration, second]): Fluid => {
    const first = { drug: "morphine", concentration } as const;
    return second === null ? [first] : [first, { drug: second[0], concentration: second[1] }];
  });

const somePresses: fc.Arbitrary<Presses> = fc.oneof(
  fc.constant<Presses>({ kind: "none" }),
  fc
    .integer({ min: 20, max: 1440 })
    .map((every): Presses => ({ kind: "every", interval: ms(every * MINUTE) })),
  fc
    .array(fc.nat(10 * DAY_MS), { maxLength: 12 })
    .map((times): Presses => ({ kind: "at", times: times.map(ms) })),
);

/** The most pulses that the integers of a pump can hold, and more than any of these runs gives. */
const RESERVOIR_PULSES = 50_000_000;

const programFor = (
  given: { scale: Scale; start: Instant; prescription: Prescription },
  transition: Parameters<typeof programOf>[0]["transition"],
): Program =>
  programOf({
    ...given,
    onFault: "hold",
    fluid: [{ drug: "morphine", concentration: given.scale.concentration }],
    transition,
    range: {
      least: flowOfPulses(pulsesPerDay(0), given.scale.pulse),
      most: flowOfPulses(pulsesPerDay(DAY_MS), given.scale.pulse),
    },
  });

const someStart: fc.Arbitrary<Instant> = fc
  .record({
    quarters: fc.nat(4 * 24 * 21),
    offset: fc.integer({ min: -12, max: 14 }),
    odd: fc.nat(899_999),
  })
  .map(({ quarters, offset, odd }) => ({
    epochMs: 1_772_000_000_000 + quarters * 15 * MINUTE + odd,
    offsetMinutes: offset * 60,
  }));

const someLine = (fluid: Fluid): fc.Arbitrary<readonly LinePart[]> =>
  fc.array(
    fc.record({
      volume: fc.nat(400_000).map(nanolitres),
      fluid: fc.oneof(fc.constant(null), fc.constant(fluid), someFluid),
    }),
    { maxLength: 3 },
  );

const someGround = fc.record({
  pulse: fc
    .oneof(fc.constantFrom(100, 250, 2000), fc.integer({ min: 1, max: 2500 }))
    .map(nanolitres),
  fluid: someFluid,
  start: someStart,
});

/** Everything a run can meet: patterns with weekdays, boluses, titration, transitions, presses. */
export const someSample: fc.Arbitrary<Sample> = someGround.chain(({ pulse, fluid, start }) => {
  const scale = { pulse, concentration: fluid[0].concentration };
  const capacity = nanolitres(pulse * RESERVOIR_PULSES);
  return fc
    .record({
      prescription: somePrescription(scale, start),
      transition: someTransition(scale),
      line: someLine(fluid),
      upto: fc.integer({ min: 1, max: 10 * DAY_MS }).map(ms),
      step: fc.integer({ min: 60 * MINUTE, max: 2 * DAY_MS }).map(ms),
      presses: somePresses,
    })
    .map(
      ({ prescription, transition, line, ...timing }): Sample => ({
        infusion: {
          program: programFor({ scale, start, prescription }, transition),
          pulse,
          reservoir: { fluid, volume: capacity, alarm: nanolitres(0) },
          line,
          tip: "T10",
        },
        timing,
        device: { pulse, least: pulsesPerDay(0), most: pulsesPerDay(DAY_MS), capacity, ...BARE },
      }),
    );
});

/** The line of an infusion in the plan's own terms. */
export const lineOfPlan = (line: readonly LinePart[]) =>
  line.map((part) => ({ volume: volumeOf(part.volume), fluid: part.fluid }));
