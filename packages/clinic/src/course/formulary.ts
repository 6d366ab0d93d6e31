// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic's local formulary: numbers that nobody here has read, each confirmed by somebody
 * against the clinic's own copy of its source. From then on they act in every visit; until then
 * they never do.
 */
import { printDay } from "@cisterna/quantity";
import {
  confirm,
  FORMULARY,
  type Formulary,
  type LocalEntry,
  type LocalRefusal,
  unverifiedRows,
} from "@cisterna/therapy";
import { facts } from "../fact/command.ts";
import { mapping } from "../fact/field.ts";
import { type RefusalKind, refusal, refusedBy } from "../fact/refusal.ts";
import {
  type ClinicState,
  type ConfirmedNumber,
  confirmableNumber,
  numberConfirmed,
  numberWithdrawn,
} from "./clinic.ts";
import { command, view } from "./standing.ts";

const entryFrom = ({ differs, ...entry }: ConfirmedNumber): LocalEntry => ({
  ...entry,
  ...(differs === undefined ? {} : { differs }),
});

const laid = new WeakMap<readonly ConfirmedNumber[], Formulary>();

/** The formulary as a clinic uses it. The confirmation of a row that is gone does nothing. */
export const formularyOf = ({ confirmed }: ClinicState): Formulary => {
  const known = laid.get(confirmed);
  if (known !== undefined) return known;
  const made = confirmed.reduce<Formulary>((formulary, each) => {
    const found = confirm(formulary, [entryFrom(each)]);
    return found.ok ? found.value : formulary;
  }, FORMULARY);
  laid.set(confirmed, made);
  return made;
};

type Said = readonly [kind: RefusalKind, path: string, accepted: string];

const RECALLED = "what was recalled here, or differs: true";

/** What the formulary refused, as a refusal of the command. */
const saidOf = (found: LocalRefusal): Said => {
  switch (found.kind) {
    case "field-missing":
      return ["missing-key", found.field, "a value"];
    case "unknown-drug":
      return ["unknown-word", "drug", found.accepted.join(", ")];
    case "unknown-row":
      return ["unknown-word", "row", found.accepted.join(", ") || "none: every number was read"];
    case "unknown-action":
      return ["unknown-word", "acts", found.accepted.join(", ")];
    case "malformed-date":
      return ["malformed-date", "date", "a day such as 2026-03-01"];
    case "confirmed-twice":
      return ["already-there", "row", "a number that is not confirmed yet"];
    case "value-unreadable":
      return ["malformed-quantity", "value", "a quantity in the unit of the number"];
    case "one-value-expected":
      return ["wrong-type", "value", "one quantity"];
    case "range-expected":
      return ["wrong-type", "value", "a mapping with low and high"];
    case "inverted-range":
      return ["inverted-range", "value", "low at most as large as high"];
    case "differs-from-recalled":
      return ["out-of-range", "value", RECALLED];
    case "same-as-recalled":
      return ["out-of-range", "differs", "false: it is what was recalled here"];
  }
};

const isOf =
  ({ drug, row }: Pick<ConfirmedNumber, "drug" | "row">) =>
  (each: ConfirmedNumber) =>
    each.drug === drug && each.row === row;

/** Confirms a number against the clinic's own copy of its source. */
export const confirmNumber = command({
  name: "confirm-number",
  subject: "clinic",
  about: "Confirms a number that nobody here has read, against the clinic's own copy; it then acts",
  who: ["physician", "pharmacist"],
  signature: "sign",
  input: confirmableNumber,
  decide: ({ clinic }, input, { who, now }) => {
    const entry = { ...input, name: who.name, signature: who.id, date: printDay(now) };
    const isThere = clinic.confirmed.some(isOf(input));
    const found = confirm(FORMULARY, [entryFrom(entry)]);
    return (
      refusedBy([
        isThere
          ? refusal("already-there", "row", {
              read: input.row,
              accepted: "a number that is not confirmed yet; withdraw-number first",
            })
          : null,
        ...(found.ok ? [] : found.refusals.map(saidOf)).map(([kind, path, accepted]) =>
          refusal(kind, path, { read: readOf(input, path), accepted }),
        ),
      ]) ?? facts(numberConfirmed.of(entry))
    );
  },
});

const readOf = (input: object, path: string): string => {
  const value = (input as Readonly<Record<string, unknown>>)[path] ?? "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** Takes a confirmation back. */
export const withdrawNumber = command({
  name: "withdraw-number",
  subject: "clinic",
  about: "Takes the confirmation of a number back; it acts no more",
  who: ["physician", "pharmacist"],
  signature: "sign",
  input: numberWithdrawn.payload,
  decide: ({ clinic }, input) =>
    refusedBy([
      clinic.confirmed.some(isOf(input))
        ? null
        : refusal("not-there", "row", {
            read: input.row,
            accepted: clinic.confirmed.map(({ row }) => row).join(", ") || "none is confirmed",
          }),
    ]) ?? facts(numberWithdrawn.of(input)),
});

/** What can be confirmed. The recalled value is not said: it is read in the clinic's own copy. */
const confirmable = () =>
  [...FORMULARY].flatMap(([drug, entry]) =>
    unverifiedRows(entry).map(({ id, of: { source, edition } }) => ({
      ...{ drug, row: id, source, edition },
    })),
  );

/** The local formulary, and what may come into it. */
export const localFormulary = view({
  name: "local-formulary",
  subject: "clinic",
  about: "Numbers that this clinic has confirmed against its own copy, and those it may confirm",
  who: ["physician", "nurse", "pharmacist", "auditor", "administrator"],
  asks: mapping({}, "Nothing"),
  read: ({ clinic: { confirmed } }) => ({
    confirmed,
    unverified: confirmable().filter((row) => !confirmed.some(isOf(row))),
  }),
});
