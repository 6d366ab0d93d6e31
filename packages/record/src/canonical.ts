// SPDX-License-Identifier: Apache-2.0
/**
 * Canonical text: one value, one spelling. A hash is taken over this text, so two writers of the
 * same entry must write the same characters. Values flow in, JSON text flows out, or every place
 * in the value that has no single spelling.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";

/**
 * What a record may hold: whole numbers, text, yes and no, nothing (`null`), and lists and members
 * of these: all that has one spelling. A fraction has none, and a measure no place in a record of
 * counts and decisions.
 */
export type Canonical =
  | number
  | string
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [member: string]: Canonical };

/** Why a value has no canonical text, and the place in it: `program.week[0].rate`. */
export type NotCanonical = {
  readonly kind: "not-canonical";
  readonly path: string;
  readonly found:
    | "fraction"
    | "unsafe-integer"
    | "negative-zero"
    | "undefined"
    | "bigint"
    | "function"
    | "symbol"
    | "object-with-a-class"
    | "too-deep";
};

/** Levels of nesting that are read; a value that contains itself is found by this. */
export const DEEPEST = 32;

type Members = Readonly<Record<string, unknown>>;

type Walk = { readonly path: string; readonly depth: number; readonly wrong: NotCanonical[] };

const reject = (walk: Walk, found: NotCanonical["found"]): string => {
  walk.wrong.push({ kind: "not-canonical", path: walk.path, found });
  return "";
};

const numberText = (value: number, walk: Walk): string => {
  if (Number.isSafeInteger(value)) {
    return Object.is(value, -0) ? reject(walk, "negative-zero") : String(value);
  }
  return reject(walk, Number.isInteger(value) ? "unsafe-integer" : "fraction");
};

const inside = (walk: Walk, place: string): Walk => ({
  path: walk.path + place,
  depth: walk.depth + 1,
  wrong: walk.wrong,
});

const listText = (list: readonly unknown[], walk: Walk): string =>
  `[${Array.from(list, (each, index) => textOf(each, inside(walk, `[${index}]`))).join(",")}]`;

const membersText = (members: Members, walk: Walk): string => {
  const dot = walk.path === "" ? "" : ".";
  const parts = Object.keys(members)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${textOf(members[name], inside(walk, dot + name))}`);
  return `{${parts.join(",")}}`;
};

const isPlain = (value: unknown): value is Members => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const objectText = (value: unknown, walk: Walk): string => {
  if (value === null) return "null";
  if (walk.depth > DEEPEST) return reject(walk, "too-deep");
  if (Array.isArray(value)) return listText(value, walk);
  return isPlain(value) ? membersText(value, walk) : reject(walk, "object-with-a-class");
};

const textOf = (value: unknown, walk: Walk): string => {
  const type = typeof value;
  switch (type) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return numberText(Number(value), walk);
    case "object":
      return objectText(value, walk);
    case "boolean":
      return String(value);
    case "undefined":
    case "bigint":
    case "function":
    case "symbol":
      return reject(walk, type);
  }
};

const plainList = (list: readonly unknown[], depth: number): string | null => {
  let text = "";
  for (const each of list) {
    const one = plainText(each, depth);
    if (one === null) return null;
    text += text === "" ? one : `,${one}`;
  }
  return `[${text}]`;
};

const plainMembers = (members: Members, depth: number): string | null => {
  let text = "";
  for (const name of Object.keys(members).toSorted()) {
    const one = plainText(members[name], depth);
    if (one === null) return null;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${one}`;
  }
  return `{${text}}`;
};

/** The text of what has one, without a word on where it has none: nearly everything has. */
const plainText = (value: unknown, depth: number): string | null => {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : null;
    case "boolean":
      return String(value);
    case "object":
      if (value === null) return "null";
      if (depth > DEEPEST) return null;
      if (Array.isArray(value)) return plainList(value, depth + 1);
      return isPlain(value) ? plainMembers(value, depth + 1) : null;
    default:
      return null;
  }
};

const textAt = (value: unknown, path: string, depth: number): Result<string, NotCanonical> => {
  const plain = plainText(value, depth);
  if (plain !== null) return accepted(plain);
  const wrong: NotCanonical[] = [];
  const text = textOf(value, { path, depth, wrong });
  const [first, ...rest] = wrong;
  return first === undefined ? accepted(text) : refused(first, ...rest);
};

/** The text of a value as it stands in the text of what it is a member of, by its name there. */
export const memberText = (name: string, value: unknown): Result<string, NotCanonical> =>
  textAt(value, name, 1);

/**
 * The one text of a value: members sorted by name (UTF-16 order), no spaces, whole numbers in
 * digits, text escaped as JSON does.
 *
 * Refuses: fractions, numbers beyond 2^53, −0, anything undefined, instances of classes,
 * nesting beyond `DEEPEST`; every place at once.
 * Law: the text does not depend on the order in which members were written.
 */
export const canonicalText = (value: unknown): Result<string, NotCanonical> => textAt(value, "", 0);
