// SPDX-License-Identifier: Apache-2.0
/** The definition of the scenario file: a life of a pump that is worth keeping, in counts. */
import { BARE } from "@cisterna/pump";
import { milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { DRUG_CLASSES } from "@cisterna/therapy";
import { FAULT_KINDS, LAWS, PLAIN, SLIPS } from "@cisterna/world";
import { z } from "zod";

const count = z.int().nonnegative();
const ms = count.transform(milliseconds);
const nl = count.transform(nanolitres);
const pulse = count.transform(pulses);
const rate = count.transform(pulsesPerDay);

const week = z.array(z.strictObject({ from: ms, rate }));
const bolus = { pulses: pulse, over: ms };

const draft = z.strictObject({
  clock: ms,
  week,
  titration: z.array(z.strictObject({ at: ms, week })),
  periodic: z.strictObject({ ...bolus, first: ms, every: ms }).nullable(),
  onDemand: z.strictObject({ ...bolus, lockout: ms, perDay: count, validity: ms }).nullable(),
  single: z.strictObject(bolus).nullable(),
  transition: z.strictObject({ kind: z.enum(["prime", "bridge"]), pulses: pulse, rate }).nullable(),
  minimum: rate,
  onFault: z.enum(["hold", "minimum", "stop"]),
  drugClass: z.enum(DRUG_CLASSES),
  limits: z.strictObject({ rate, hour: pulse, day: pulse }),
});

const sending = { draft, slip: z.enum(SLIPS).nullable(), catheter: z.string().nullable() };

const act = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("program"), ...sending }),
  z.strictObject({ kind: z.literal("exchange"), volume: nl, fluid: z.string(), ...sending }),
  z.strictObject({ kind: z.literal("press"), age: z.int() }),
  z.strictObject({
    kind: z.literal("refill"),
    volume: nl,
    fluid: z.string(),
    garbled: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("stop"), maximum: ms }),
  z.strictObject({ kind: z.literal("set-clock"), clock: ms }),
  z.strictObject({ kind: z.literal("begin-scan"), lasts: ms }),
  z.strictObject({ kind: z.enum(PLAIN) }),
  z.strictObject({
    kind: z.literal("fault"),
    fault: z.enum(FAULT_KINDS),
    lasts: ms,
    severity: z.int().min(1).max(1_000),
  }),
  z.strictObject({ kind: z.literal("again"), back: z.int().positive() }),
]);

const marks = z.strictObject({ replace: count, end: count, weak: count, least: count });

/** What watches over a pump may be left out; then nothing does. */
const device = z.strictObject({
  pulse: nl,
  least: rate,
  most: rate,
  capacity: nl,
  low: nl.default(BARE.low),
  battery: marks.nullable().default(BARE.battery),
  testEvery: ms.nullable().default(BARE.testEvery),
});

const life = z.strictObject({
  drive: z.enum(["peristaltic", "valve-gated", "gas-driven"]),
  fitted: z.strictObject({ level: z.boolean(), pressure: z.boolean(), flow: z.boolean() }),
  device,
  spent: z.int().min(0).max(1_000),
  kept: z.boolean().default(false),
  start: z.strictObject({ at: ms, reservoir: nl, fluid: z.string().nullable() }),
  turns: z.array(z.strictObject({ at: ms, act })),
  upto: ms,
});

/** The scenario file. */
export const scenarioFile = z.strictObject({
  scenario: z.literal(1),
  title: z.string(),
  source: z.string(),
  mode: z.enum(["safety", "liveness", "both"]),
  breaks: z.enum(LAWS).nullable(),
  life,
});
