// SPDX-License-Identifier: Apache-2.0
/** Difference: the first place where two JSON values are not the same. */

/** Where, what stands there, and what would have to. */
type Difference = {
  readonly path: string;
  readonly read: string;
  readonly accepted: string;
};

const LONGEST = 80;

const shown = (value: unknown): string =>
  value === undefined ? "nothing" : (JSON.stringify(value) ?? "nothing").slice(0, LONGEST);

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const inside = (path: string, key: string, isList: boolean): string =>
  isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;

const between = (found: unknown, wanted: unknown, path: string): Difference | null => {
  if (!isMapping(found) || !isMapping(wanted) || Array.isArray(found) !== Array.isArray(wanted)) {
    return Object.is(found, wanted) ? null : { path, read: shown(found), accepted: shown(wanted) };
  }
  for (const key of new Set([...Object.keys(found), ...Object.keys(wanted)])) {
    const [one, other] = [found, wanted].map((each) =>
      Object.hasOwn(each, key) ? each[key] : undefined,
    );
    const difference = between(one, other, inside(path, key, Array.isArray(wanted)));
    if (difference !== null) return difference;
  }
  return null;
};

/** The first difference between what was found and what is wanted; null: there is none. */
export const differenceOf = (found: unknown, wanted: unknown): Difference | null =>
  between(found, wanted, "");
