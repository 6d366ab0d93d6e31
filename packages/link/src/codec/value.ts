// SPDX-License-Identifier: Apache-2.0
/**
 * Values of a record on the wire: what a pump reports (events, status, refusals) is data of the
 * record and travels as such: whole numbers, text, yes and no, nothing, lists and members, in one
 * form. What a pump is told never has this shape.
 */

import type { Canonical } from "@cisterna/record";
import { utf8 } from "../bytes.ts";
import { fail, MAJOR, majorAt, type Reader, readHead, SIMPLE, takeByte } from "./reader.ts";
import { type Shape, text } from "./shape.ts";
import { type Writer, writeByte, writeHead } from "./writer.ts";

const DEEPEST = 16;
const MOST_TEXT = 4096;
const MOST_ITEMS = 16_384;

const WORD = text(MOST_TEXT);

/** Shorter keys first, then byte by byte: the order of RFC 8949 for text keys. */
const isBefore = (one: string, other: string): boolean => {
  const [first, second] = [utf8(one), utf8(other)];
  if (first.length !== second.length) return first.length < second.length;
  const index = first.findIndex((byte, at) => byte !== second[at]);
  return index >= 0 && (first[index] ?? 0) < (second[index] ?? 0);
};

const inOrder = (one: string, other: string): number => (isBefore(one, other) ? -1 : 1);

const writeNumber = (writer: Writer, value: number): boolean => {
  const isMinus = value < 0;
  writeHead(writer, isMinus ? MAJOR.minus : MAJOR.count, isMinus ? -1 - value : value);
  return Number.isSafeInteger(value);
};

const writeMembers = (
  writer: Writer,
  members: Readonly<Record<string, Canonical>>,
  depth: number,
): boolean => {
  const names = Object.keys(members).toSorted(inOrder);
  writeHead(writer, MAJOR.members, names.length);
  return names.every(
    (name) => WORD.write(writer, name) && writeValue(writer, members[name] ?? null, depth + 1),
  );
};

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);

const writeObject = (
  writer: Writer,
  value: Exclude<Canonical, number | string | boolean>,
  depth: number,
): boolean => {
  if (depth > DEEPEST) return false;
  if (value === null) {
    writeByte(writer, SIMPLE.nothing);
    return true;
  }
  if (!isList(value)) return writeMembers(writer, value, depth);
  writeHead(writer, MAJOR.list, value.length);
  return value.length <= MOST_ITEMS && value.every((each) => writeValue(writer, each, depth + 1));
};

const writeValue = (writer: Writer, value: Canonical, depth: number): boolean => {
  if (typeof value === "number") return writeNumber(writer, value);
  if (typeof value === "string") return WORD.write(writer, value);
  if (typeof value !== "boolean") return writeObject(writer, value, depth);
  writeByte(writer, value ? SIMPLE.yes : SIMPLE.no);
  return true;
};

const readMinus = (reader: Reader): number | undefined => {
  const argument = readHead(reader, MAJOR.minus);
  if (argument === undefined) return undefined;
  return argument === Number.MAX_SAFE_INTEGER ? fail(reader, "out-of-range") : -1 - argument;
};

const readList = (reader: Reader, depth: number): Canonical | undefined => {
  const length = readHead(reader, MAJOR.list);
  if (length === undefined) return undefined;
  if (length > MOST_ITEMS) return fail(reader, "too-long");
  const values: Canonical[] = [];
  for (let index = 0; index < length; index += 1) {
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
};

const readNamed = (reader: Reader, depth: number): Canonical | undefined => {
  const length = readHead(reader, MAJOR.members);
  if (length === undefined) return undefined;
  if (length > MOST_ITEMS) return fail(reader, "too-long");
  const members: [string, Canonical][] = [];
  for (let last: string | null = null; members.length < length; ) {
    const name = WORD.read(reader);
    if (name === undefined) return undefined;
    if (last !== null && !isBefore(last, name)) return fail(reader, "not-canonical");
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    members.push([name, value]);
    last = name;
  }
  return Object.fromEntries(members);
};

const readSimple = (reader: Reader): Canonical | undefined => {
  if (takeByte(reader, SIMPLE.nothing)) return null;
  if (takeByte(reader, SIMPLE.yes)) return true;
  return takeByte(reader, SIMPLE.no) ? false : fail(reader, "wrong-type");
};

const readValue = (reader: Reader, depth: number): Canonical | undefined => {
  if (depth > DEEPEST) return fail(reader, "too-deep");
  switch (majorAt(reader)) {
    case MAJOR.count:
      return readHead(reader, MAJOR.count);
    case MAJOR.minus:
      return readMinus(reader);
    case MAJOR.text:
      return WORD.read(reader);
    case MAJOR.list:
      return readList(reader, depth);
    case MAJOR.members:
      return readNamed(reader, depth);
    default:
      return readSimple(reader);
  }
};

/** Anything that a record may hold. */
export const value: Shape<Canonical> = {
  layout: { kind: "value" },
  write: (writer, canonical) => writeValue(writer, canonical, 0),
  read: (reader) => readValue(reader, 0),
};
