// SPDX-License-Identifier: Apache-2.0
/** The import of a pump list: its command, all of the list or nothing. */
import { accepted, refused } from "@cisterna/quantity";
import { z } from "zod";
import { kept } from "../desk/house.ts";
import type { CommandRow, Refusal } from "../desk/row.ts";
import { mapping } from "../fact/field.ts";
import { readBy } from "../fact/refusal.ts";
import type { Role } from "../fact/role.ts";
import type { Problem } from "./cells.ts";
import { takeIn } from "./take-in.ts";

const MOST = 1_000_000;

const ACCEPTED = `CSV of at most ${MOST} characters`;

/** Who takes pump lists in. */
export const IMPORTING: readonly Role[] = ["physician"];

/** A pump list as text. */
export const pumpList = mapping(
  {
    csv: z
      .string({ error: () => ACCEPTED })
      .max(MOST, { error: () => ACCEPTED })
      .meta({ description: "The list: a line of column names, and a line for each pump" }),
  },
  "A pump list",
);

const problemSchema = z.object({
  line: z.int().meta({ description: "From 1, as a spreadsheet shows it; 0: the whole list" }),
  column: z.int().meta({ description: "From 1; 0: there is no such column" }),
  name: z.string().meta({ description: "Of the column" }),
  kind: z.string(),
  read: z.string(),
  accepted: z.string(),
});

/** What a dry run says. */
export const dryRunSchema = z.object({
  ready: z.boolean().meta({ description: "Whether import-pump-list would take it" }),
  lines: z.array(
    z.object({
      line: z.int(),
      patient: z.string(),
      implant: z.string(),
      adds: z.array(z.enum(["patient", "implant", "therapy"])),
      to_confirm: z.array(z.string()).meta({ description: "Checks for the next visit" }),
    }),
  ),
  problems: z.array(problemSchema),
});

/** A problem as a command refuses it: its path is the line and the column. */
const refusalOf = ({ line, column, name, kind, read, accepted: would }: Problem): Refusal => ({
  ...{ kind, read, accepted: would },
  path: line === 0 ? "csv" : `csv:${line}:${column} ${name}`.trim(),
});

/** Takes a pump list in. */
export const IMPORT_LIST: CommandRow = {
  name: "import-pump-list",
  subject: "clinic",
  about: "Takes patients, implants and what runs in them from a list (CSV), all or nothing",
  who: IMPORTING,
  signature: "sign",
  factors: "both",
  input: pumpList,
  decide: ({ practice }, json, context) => {
    const input = readBy(pumpList, json);
    if (!input.ok) return input;
    const { problems, facts } = takeIn(practice, input.value.csv, context);
    const [first, ...rest] = problems.map(refusalOf);
    return first === undefined
      ? accepted(facts.flatMap((each) => kept(each.facts, each.patient)))
      : refused(first, ...rest);
  },
};
