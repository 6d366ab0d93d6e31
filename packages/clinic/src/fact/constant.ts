// SPDX-License-Identifier: Apache-2.0
/**
 * Constant lists: long ones that are shown again and again as they are. Their JSON is made once, of
 * the texts of their items, each of which is made once too; so a list in which one item is another
 * costs one text.
 */

const texts = new WeakMap<object, string>();
const constants = new WeakMap<object, { bytes: Buffer | null }>();

const textOf = (item: object): string => {
  const text = texts.get(item) ?? JSON.stringify(item);
  texts.set(item, text);
  return text;
};

/** Marks a list that will never be another, nor any of its items. */
export const constant = <T extends object>(list: readonly T[]): readonly T[] => {
  constants.set(list, { bytes: null });
  return list;
};

/** The bytes of a constant list; null: it is none. */
const bytesOf = (value: unknown): Buffer | null => {
  const kept = Array.isArray(value) ? constants.get(value) : undefined;
  if (kept === undefined || !Array.isArray(value)) return null;
  kept.bytes ??= Buffer.from(`[${value.map(textOf).join(",")}]`);
  return kept.bytes;
};

/**
 * The JSON of what is shown: as bytes where a member of it is a constant list, else as text.
 * Law: it is that of `JSON.stringify`.
 */
export const jsonOf = (shown: unknown): string | Buffer => {
  const members = Object.entries(shown ?? {}).filter(([, each]) => each !== undefined);
  const known = members.map(([, each]) => bytesOf(each));
  if (Array.isArray(shown) || known.every((each) => each === null)) return JSON.stringify(shown);
  const parts = members.flatMap(([name, each], place) => [
    Buffer.from(`${place === 0 ? "{" : ","}${JSON.stringify(name)}:`),
    known[place] ?? Buffer.from(JSON.stringify(each)),
  ]);
  return Buffer.concat([...parts, Buffer.from("}")]);
};
