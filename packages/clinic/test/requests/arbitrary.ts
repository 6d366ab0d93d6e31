// SPDX-License-Identifier: Apache-2.0
/** Values from JSON Schemas as the clinic's description has them, and the same values spoiled. */
import fc from "fast-check";

/** A JSON Schema, as far as the description uses one. */
export type Schema = {
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
};

/** Texts that mean something in the clinic of the run; they lead deeper than any drawn text. */
export type Words = { readonly names: readonly string[]; readonly password: string };

const MOST_ITEMS = 3;
const MOST_LETTERS = 40;

/** Ranges of letters that a pattern asks for are kept; what it repeats is kept short. */
const short = (pattern: string): RegExp =>
  new RegExp(
    pattern
      .replaceAll(/\{(\d+),(\d{2,})\}/g, (_, least) => `{${least},${Number(least) + 8}}`)
      .replaceAll(/(\[[^\]]+\])\+/g, "$1{1,4}"),
  );

const fits = (text: string, { pattern, maxLength = 4_000 }: Schema): boolean =>
  text.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(text));

const letters = (schema: Schema): fc.Arbitrary<string> => {
  const minLength = schema.minLength ?? 0;
  return schema.pattern === undefined
    ? fc.string({ minLength, maxLength: Math.max(minLength, MOST_LETTERS) })
    : fc.stringMatching(short(schema.pattern));
};

const text = (schema: Schema, { names, password }: Words): fc.Arbitrary<string> => {
  if (schema.format === "password" && schema.pattern === undefined) return fc.constant(password);
  const known = names.filter((name) => fits(name, schema));
  return known.length === 0
    ? letters(schema)
    : fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 3 }, letters(schema));
};

const mapping = (schema: Schema, words: Words): fc.Arbitrary<unknown> =>
  fc.record(
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, each]) => [key, valid(each, words)]),
    ),
    { requiredKeys: [...(schema.required ?? [])] },
  );

const list = (schema: Schema, words: Words): fc.Arbitrary<unknown> => {
  const minLength = schema.minItems ?? 0;
  return fc.array(valid(schema.items ?? {}, words), {
    minLength,
    maxLength: Math.max(minLength, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS)),
  });
};

/** Values that a schema takes. */
export const valid = (schema: Schema, words: Words): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined) return fc.oneof(...branches.map((each) => valid(each, words)));
  switch (schema.type) {
    case "object":
      return mapping(schema, words);
    case "array":
      return list(schema, words);
    case "string":
      return text(schema, words);
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1e6, max: Math.min(schema.maximum ?? 1e6, 1e9) });
    case "boolean":
      return fc.boolean();
    default:
      return fc.jsonValue();
  }
};

/** What no field expects: other types, sizes, signs, scripts, keys of every object. */
export const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  1.5,
  "",
  " ",
  "\u0000",
  "\ud800",
  "NaN mL",
  "-1 mg",
  "1e3 mg/d",
  "１０ mg",
  "2026-02-30",
  "'; drop table event; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "é".repeat(200),
  "a".repeat(5_000),
  [],
  [[[[]]]],
  {},
  { constructor: 1 },
  { toString: null },
];

const KEYS = ["extra", "constructor", "hasOwnProperty", "toString", "length", ""] as const;

type Place = readonly (string | number)[];

const placesIn = (value: unknown, at: Place = []): readonly Place[] =>
  typeof value === "object" && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]))]
    : [at];

const changedAt = (value: unknown, place: Place, change: (old: unknown) => unknown): unknown => {
  const [key, ...rest] = place;
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = changedAt(copy[key], rest, change);
  return copy;
};

const withKey = (old: unknown, key: string, strange: unknown): unknown =>
  typeof old === "object" && old !== null ? { ...old, [key]: strange } : strange;

const without = (value: unknown, place: Place): unknown => {
  const [key, ...rest] = place;
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  if (rest.length > 0) return changedAt(value, [key], (old) => without(old, rest));
  return Array.isArray(value)
    ? value.filter((_, index) => String(index) !== String(key))
    : Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
};

const way = fc.constantFrom("replaced", "added", "left out");

/** A value with one place of it spoiled. */
export const spoiled = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.nat(), way, fc.constantFrom(...STRANGE), fc.constantFrom(...KEYS))
    .map(([value, drawn, how, strange, key]) => {
      const places = placesIn(value);
      const place = places[drawn % places.length] ?? [];
      if (how === "left out") return without(value, place);
      return changedAt(value, place, (old) =>
        how === "added" ? withKey(old, key, strange) : strange,
      );
    });
