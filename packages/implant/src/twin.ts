// SPDX-License-Identifier: Apache-2.0
/**
 * A twin: a small text that is kept in two files in turns, each with its number and a checksum. At
 * any cut one of them is whole; the later whole one counts.
 */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

/** A twin that is open. It has one owner. */
export type Twin = { readonly paths: readonly [string, string]; number: number };

type Found = { readonly number: number; readonly text: string };

const check = (text: string): string => createHash("sha256").update(text).digest("hex");

const framed = (number: number, text: string): string => {
  const body = `${number}\n${text}`;
  return `${check(body)}\n${body}`;
};

const readOne = (path: string): Found | null => {
  let whole: string;
  try {
    whole = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  const [sum, number] = whole.split("\n", 2);
  const body = whole.slice((sum?.length ?? 0) + 1);
  if (sum === undefined || number === undefined || check(body) !== sum) return null;
  return { number: Number(number), text: body.slice(number.length + 1) };
};

/** Opens a twin, with the text that it holds; null: none that is whole. */
export const openTwin = (path: string): { readonly twin: Twin; readonly text: string | null } => {
  const paths = [`${path}.a`, `${path}.b`] as const;
  const found = paths.flatMap((each) => readOne(each) ?? []);
  const last = found.toSorted((a, b) => a.number - b.number).at(-1);
  return { twin: { paths, number: last?.number ?? 0 }, text: last?.text ?? null };
};

/** Keeps a text; durably, where that is asked for. Throws what the disk says. */
export const writeTwin = (twin: Twin, text: string, durably: boolean): void => {
  const number = twin.number + 1;
  const file = openSync(number % 2 === 0 ? twin.paths[0] : twin.paths[1], "w", 0o600);
  try {
    writeSync(file, framed(number, text));
    if (durably) fsyncSync(file);
  } finally {
    closeSync(file);
  }
  twin.number = number;
};
