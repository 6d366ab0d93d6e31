// SPDX-License-Identifier: Apache-2.0
/** The definition of what the steps of `program` and `patient` print with `--json`. */
import { z } from "zod";

const about = <T extends z.ZodType>(type: T, description: string) => type.meta({ description });

const quantity = about(
  z.strictObject({ value: z.number(), unit: z.string() }),
  "A number with its UCUM unit",
);

const MODES = ["idle", "transition", "running", "stopped", "dry"] as const;

const WARES = ["firmware", "library", "constants"] as const;

const statement = z.strictObject({
  now: about(quantity, "The pump's clock"),
  mode: z.enum(MODES),
  version: about(z.int().nullable(), "Of the program that runs"),
  restraint: about(z.string(), "How far faults hold delivery back"),
  rate: quantity,
  reservoir: quantity,
  low_in: about(quantity.nullable(), "Until the low-reservoir mark, at the earliest"),
  empty_in: about(quantity.nullable(), "Until the reservoir is empty, at the earliest"),
  replace_in: about(quantity.nullable(), "Until elective replacement, where the pump knows it"),
  stop: z.strictObject({ reason: z.string(), ends_in: quantity.nullable() }).nullable(),
});

const status = z.strictObject({
  now: about(quantity, "The pump's clock"),
  mode: z.enum(MODES),
  version: z.int().nullable(),
  restraint: z.string(),
  rate: quantity,
  delivered: about(quantity, "Since the pump was made"),
  withheld: quantity,
  reservoir: quantity,
  fluid: z.string().nullable(),
  alarms: z.array(z.strictObject({ fault: z.string(), acknowledged: z.boolean() })),
});

const event = about(
  z.looseObject({ at: about(z.int(), "ms on the pump's clock"), kind: z.string() }),
  "An entry of the pump's log, with the counts that the pump keeps",
);

const entry = z.strictObject({
  at: about(quantity, "On the pump's clock"),
  wall: about(z.string().nullable(), "The same moment as a date with its zone, where it is known"),
  versions: z.record(z.enum(WARES), z.int()).nullable(),
  actor: z.looseObject({ kind: z.string() }),
  what: z.looseObject({ kind: z.string() }),
});

/** How the pump says that it runs on. */
export type StatementOutput = z.infer<typeof statement>;

/** How the pump was read to be. */
export type StatusOutput = z.infer<typeof status>;

const refusal = about(
  z.looseObject({ kind: z.string(), path: z.string() }),
  "What was refused: the field, what was read, what would be accepted",
);

/** What a session at the terminal prints: the pump's statement, and what belongs to the step. */
export const bedsideOutput = z.strictObject({
  statement: about(statement, "The pump's last word; absent: nobody knows").optional(),
  refusals: about(z.array(refusal), "Absent where everything was done").optional(),
  events: about(z.array(event), "What the pump did").optional(),
  status: status.optional(),
  program: about(z.looseObject({ version: z.int() }).nullable(), "In the pump's counts").optional(),
  wares: about(z.looseObject({ model: z.string() }).nullable(), "What it runs on").optional(),
  log: z.array(event).optional(),
  logbook: z.array(entry).optional(),
  next_in: about(quantity, "When a dose may be asked for again").optional(),
  hash: about(z.string(), "Of what the pump read back; its first digits sign").optional(),
  signed: z.boolean().optional(),
  version: z.int().optional(),
  role: z.string().optional(),
  code: about(z.string(), "With which one more device may pair, once").optional(),
  forgotten: about(z.int(), "The slot that is not listened to any more").optional(),
  pump: z.string().optional(),
  slot: z.int().optional(),
  epoch: z.int().optional(),
  ware: z.enum(WARES).optional(),
  state: z.enum(["on-trial", "kept", "rolled-back"]).optional(),
  flaw: z.looseObject({ kind: z.string() }).nullable().optional(),
});
