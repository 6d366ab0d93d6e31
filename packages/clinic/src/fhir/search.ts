// SPDX-License-Identifier: Apache-2.0
/** Searches: what a query asks, read against the table of types. What is not in it is refused. */
import { accepted, type Result } from "@cisterna/quantity";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { type Criterion, DATE_PREFIXES, isDateAsked } from "./match.ts";
import { EVERYWHERE, type Param, type TypeRow } from "./types.ts";

/** A query as the router gives it. */
export type Query = Readonly<Record<string, unknown>>;

/** What a search asks. */
export type Search = {
  readonly criteria: readonly Criterion[];
  readonly count: number;
  readonly offset: number;
};

const COUNT = { usual: 50, most: 200 };
const FORMATS: readonly string[] = ["json", "application/json", "application/fhir+json"];

/** What every query may say about its answer. */
export const ANSWER_PARAMS = {
  _count: `resources on a page, from 1 to ${COUNT.most}; ${COUNT.usual} if left out`,
  _offset: "where a page begins, as the link of the page before says",
  _format: `one of ${FORMATS.join(", ")}`,
} as const;

/** The parameters of a type. */
export const paramsOf = ({ params }: TypeRow): readonly Param[] => [...EVERYWHERE, ...params];

const LONGEST = 200;

/** The texts of a parameter; what is no text is a text of nothing. */
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).map((each) => (typeof each === "string" ? each : ""));

const wrong = (name: string, read: string, words: string): Refusal =>
  refusal("malformed-text", name, { read: read.slice(0, 80), accepted: words });

const wholeIn = (
  query: Query,
  name: "_count" | "_offset",
  { usual, most }: { usual: number; most: number },
): number | Refusal => {
  const value = query[name];
  if (value === undefined) return usual;
  const text = textsOf(value).join();
  const whole = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  const isFine = whole >= (name === "_count" ? 1 : 0) && whole <= most;
  return isFine ? whole : wrong(name, text, ANSWER_PARAMS[name]);
};

const formatFault = ({ _format: format }: Query): Refusal | null => {
  if (format === undefined) return null;
  const text = textsOf(format).join();
  return FORMATS.includes(text) ? null : wrong("_format", text, ANSWER_PARAMS._format);
};

const faultOf = ({ name, type }: Param, text: string): Refusal | null => {
  if (text === "" || text.length > LONGEST) {
    return wrong(name, text, `text of 1 to ${LONGEST} characters`);
  }
  if (type !== "date" || isDateAsked(text)) return null;
  const prefixes = DATE_PREFIXES.join(", ");
  return wrong(name, text, `a date such as ge2026-03-01; before it one of ${prefixes}, or nothing`);
};

const criteriaOf = (param: Param, value: unknown): readonly Criterion[] =>
  textsOf(value).map((text) => ({ param, any: text.split(",") }));

const unknownIn = (row: TypeRow, query: Query): readonly Refusal[] => {
  const names = [...paramsOf(row).map(({ name }) => name), ...Object.keys(ANSWER_PARAMS)];
  return Object.keys(query)
    .filter((name) => !names.includes(name))
    .map((name) =>
      refusal("unknown-key", name.slice(0, 80), {
        read: name.slice(0, 80),
        accepted: `one of ${names.join(", ")}`,
      }),
    );
};

/** Reads a query about a type. Refuses: what is not in the table, values of no sense. */
export const readSearch = (row: TypeRow, query: Query): Result<Search, Refusal> => {
  const criteria = paramsOf(row)
    .filter(({ name }) => query[name] !== undefined)
    .flatMap((param) => criteriaOf(param, query[param.name]));
  const count = wholeIn(query, "_count", COUNT);
  const offset = wholeIn(query, "_offset", { usual: 0, most: 999_999_999 });
  const faults = criteria.flatMap(({ param, any }) => any.map((text) => faultOf(param, text)));
  const refused = refusedBy([
    ...unknownIn(row, query),
    ...faults,
    formatFault(query),
    ...[count, offset].map((each) => (typeof each === "number" ? null : each)),
  ]);
  if (refused !== null || typeof count !== "number" || typeof offset !== "number") {
    return refused ?? accepted({ criteria, count: 0, offset: 0 });
  }
  return accepted({ criteria, count, offset });
};

/** Reads a query of something that is asked nothing but its format. */
export const readNothing = (query: Query): Result<null, Refusal> =>
  refusedBy([
    ...Object.keys(query)
      .filter((name) => name !== "_format")
      .map((name) =>
        refusal("unknown-key", name.slice(0, 80), { read: name.slice(0, 80), accepted: "_format" }),
      ),
    formatFault(query),
  ]) ?? accepted(null);

const PATIENT = /^(?:Patient\/)?([A-Za-z0-9.-]{1,64})$/;

/** The one patient whom a query names; null: none, or more than one. */
export const patientNamed = ({ type }: TypeRow, query: Query): string | null => {
  const names = type === "Patient" ? ["_id"] : ["patient", "subject"];
  const said = names.flatMap((name) => (query[name] === undefined ? [] : textsOf(query[name])));
  const found = said.map((text) => PATIENT.exec(text)?.[1] ?? null);
  const [first] = found;
  return first !== undefined && found.every((each) => each === first) ? first : null;
};

/** The id that a query names, of something about a patient. */
export const idNamed = (query: Query): string | null => {
  const [only, second] = query["_id"] === undefined ? [] : textsOf(query["_id"]);
  return only === undefined || second !== undefined ? null : only;
};
