// SPDX-License-Identifier: Apache-2.0
/** Sorted: a JSON value with its members by name, so that it is written in one way only. */

/** The value with every mapping in it sorted by name. */
export const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
};
