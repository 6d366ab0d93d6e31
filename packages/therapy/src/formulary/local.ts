// SPDX-License-Identifier: Apache-2.0
/**
 * A clinic's local formulary: the entries with which it confirms unverified numbers against its own
 * copy of the publication. Entries come in as a person wrote them; out comes the formulary with
 * those rows confirmed, or every reason why not.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Confirmation, RowId } from "../sources/fact.ts";
import { type Amend, type AmountRefusal, amendment, type WrittenValue } from "./amount.ts";
import { DRUG_IDS, type Drug, type DrugId, type Formulary } from "./drug.ts";
import { type UnverifiedRow, unverifiedRows } from "./unverified.ts";

/** One entry of a local formulary file, as it was read; what is absent or empty is refused. */
export type LocalEntry = {
  readonly drug?: string;
  /** Key of the row, such as `pacc-2017-maximum-dose-per-day`. */
  readonly row?: string;
  /** What the clinic's own copy says. */
  readonly value?: WrittenValue;
  /** Stated when the clinic's copy says something else than was recalled here. */
  readonly differs?: boolean;
  readonly page?: string;
  readonly name?: string;
  /** Calendar day, such as 2026-03-01. */
  readonly date?: string;
  readonly signature?: string;
  /** What a plan that breaks the number meets: `refuse` or `confirm`. */
  readonly acts?: string;
};

/** A field that every entry has to fill. */
export type EntryField = "drug" | "row" | "value" | "page" | "name" | "date" | "signature" | "acts";

/** Why an entry confirms nothing. `entry` is its place in the file, from 0. */
export type LocalRefusal = { readonly entry: number } & (
  | { readonly kind: "field-missing"; readonly field: EntryField }
  | { readonly kind: "unknown-drug"; readonly read: string; readonly accepted: readonly string[] }
  | {
      readonly kind: "unknown-row";
      readonly drug: DrugId;
      readonly read: string;
      readonly accepted: readonly RowId[];
    }
  | { readonly kind: "unknown-action"; readonly read: string; readonly accepted: readonly string[] }
  | { readonly kind: "malformed-date"; readonly read: string }
  | { readonly kind: "confirmed-twice"; readonly drug: DrugId; readonly row: RowId }
  | AmountRefusal
);

/** What is wrong with one entry, without its place. */
type Reason = LocalRefusal extends infer R ? (R extends unknown ? Omit<R, "entry"> : never) : never;

const REQUIRED: readonly EntryField[] = [
  "drug",
  "row",
  "value",
  "page",
  "name",
  "date",
  "signature",
  "acts",
];
const ACTS = ["refuse", "confirm"] as const;

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === "string" && value.trim() === "");

const missingFields = (entry: LocalEntry): readonly Reason[] =>
  REQUIRED.filter((field) => isEmpty(entry[field])).map((field) => ({
    kind: "field-missing",
    field,
  }));

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const malformedFields = ({ date = "", acts = "" }: LocalEntry): readonly Reason[] => [
  ...(isEmpty(date) || isDay(date) ? [] : [{ kind: "malformed-date", read: date } as const]),
  ...(isEmpty(acts) || ACTS.some((each) => each === acts)
    ? []
    : [{ kind: "unknown-action", read: acts, accepted: ACTS } as const]),
];

/** The drug and the row that an entry names. */
type Target = { readonly drug: DrugId; readonly row: UnverifiedRow };

const findTarget = (formulary: Formulary, entry: LocalEntry): Target | readonly Reason[] => {
  const { drug = "", row = "" } = entry;
  if (isEmpty(drug)) return [];
  const id = DRUG_IDS.find((each) => each === drug);
  const known = id === undefined ? undefined : formulary.get(id);
  if (id === undefined || known === undefined)
    return [{ kind: "unknown-drug", read: drug, accepted: [...formulary.keys()] }];
  if (isEmpty(row)) return [];
  const rows = unverifiedRows(known);
  const found = rows.find((each) => each.id === row);
  const offered = rows.map((each) => each.id);
  return found === undefined
    ? [{ kind: "unknown-row", drug: id, read: row, accepted: offered }]
    : { drug: id, row: found };
};

const isTarget = (found: Target | readonly Reason[]): found is Target => "row" in found;

/** An entry that was understood: what it does to its drug, and who stands for it. */
type Confirmed = {
  readonly drug: DrugId;
  readonly amend: Amend;
  readonly confirmation: Confirmation;
};

type Judged = { readonly confirmed: readonly Confirmed[]; readonly reasons: readonly Reason[] };

const confirmationOf = (entry: LocalEntry): Confirmation => {
  const { page = "", name = "", date = "", signature = "", differs = false } = entry;
  const acts = entry.acts === "refuse" ? "refuse" : "confirm";
  return { page, name, date, signature, acts, differs };
};

const judgeEntry = (formulary: Formulary, entry: LocalEntry): Judged => {
  const found = findTarget(formulary, entry);
  const { value: written, differs = false } = entry;
  const amend =
    isTarget(found) && written !== undefined && !isEmpty(written)
      ? amendment(found.row, { written, differs })
      : null;
  const reasons: readonly Reason[] = [
    ...missingFields(entry),
    ...malformedFields(entry),
    ...(isTarget(found) ? [] : found),
    ...(amend === null || amend.ok ? [] : amend.refusals),
  ];
  if (reasons.length > 0 || !isTarget(found) || !amend?.ok) return { confirmed: [], reasons };
  const confirmation = confirmationOf(entry);
  return { confirmed: [{ drug: found.drug, amend: amend.value, confirmation }], reasons };
};

const twice = (entries: readonly LocalEntry[], formulary: Formulary): readonly LocalRefusal[] => {
  const seen = new Set<string>();
  return entries.flatMap((each, entry): readonly LocalRefusal[] => {
    const found = findTarget(formulary, each);
    if (!isTarget(found)) return [];
    const key = `${found.drug} ${found.row.id}`;
    const again = seen.has(key);
    seen.add(key);
    return again ? [{ kind: "confirmed-twice", entry, drug: found.drug, row: found.row.id }] : [];
  });
};

const lay = (formulary: Formulary, one: Confirmed): Formulary =>
  new Map(
    [...formulary].map(([id, drug]): readonly [DrugId, Drug] => [
      id,
      id === one.drug ? one.amend(drug, one.confirmation) : drug,
    ]),
  );

/**
 * The formulary with a clinic's confirmations laid over it.
 *
 * Refuses: an unknown drug or row, a row that was read and needs no confirmation, a missing page,
 * name, date or signature, a value that is not the recalled one and is not said to differ; all
 * entries' reasons at once, and then nothing is confirmed.
 * Law: an unverified number never acts until its entry is complete.
 */
export const confirm = (
  formulary: Formulary,
  entries: readonly LocalEntry[],
): Result<Formulary, LocalRefusal> => {
  const judged = entries.map((entry) => judgeEntry(formulary, entry));
  const refusals: readonly LocalRefusal[] = [
    ...judged.flatMap(({ reasons }, entry) =>
      reasons.map((reason): LocalRefusal => ({ ...reason, entry })),
    ),
    ...twice(entries, formulary),
  ];
  const [first, ...rest] = refusals;
  if (first !== undefined) return refused(first, ...rest);
  return accepted(judged.flatMap(({ confirmed }) => confirmed).reduce(lay, formulary));
};
