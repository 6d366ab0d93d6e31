// SPDX-License-Identifier: Apache-2.0
/**
 * Codec: a log to text and back. One entry a line, each in canonical JSON, and a closing line with
 * the number of entries and the head, so that a file cut off between two lines is seen as well.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { canonicalText } from "./canonical.ts";
import { type ChainRefusal, type Digest, headOf, verify } from "./chain.ts";
import type { Entry, Log } from "./envelope.ts";

/** What is wrong with the text of a log. Lines count from 1. */
export type LineRefusal = { readonly line: number } & (
  | { readonly kind: "line-cut" }
  | { readonly kind: "line-not-json" }
  | { readonly kind: "line-not-canonical" }
  | { readonly kind: "line-not-an-entry"; readonly member: string }
  | { readonly kind: "closing-line-missing" }
  | { readonly kind: "chain-broken"; readonly fault: ChainRefusal }
);

const lineOf = (value: unknown): string => {
  const text = canonicalText(value);
  return text.ok ? text.value : "";
};

const closingLine = (log: Log): string => lineOf({ entries: log.length, head: headOf(log) });

/** The text of a log, in JSON Lines. Law: `fromLines` of it gives the log. */
export const toLines = (log: Log): string =>
  [...log.map(lineOf), closingLine(log)].map((line) => `${line}\n`).join("");

const MEMBERS = [
  ["seq", "number"],
  ["version", "number"],
  ["at", "number"],
  ["actor", "string"],
  ["kind", "string"],
  ["previous", "string"],
  ["hash", "string"],
] as const;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first member that an entry lacks, has in the wrong type, or should not have. */
const wrongMember = (members: Members): string | undefined => {
  const wrong = MEMBERS.find(([name, type]) => typeof members[name] !== type);
  if (wrong !== undefined) return wrong[0];
  if (!Object.hasOwn(members, "data")) return "data";
  const names: readonly string[] = [...MEMBERS.map(([name]) => name), "data"];
  return Object.keys(members).find((name) => !names.includes(name));
};

const isEntry = (members: Members): members is Members & Entry =>
  wrongMember(members) === undefined;

const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

const readLine = (text: string, line: number): Result<Entry, LineRefusal> => {
  const read = parsed(text);
  if (read === null) return refused({ kind: "line-not-json", line });
  if (!isMembers(read.value)) return refused({ kind: "line-not-an-entry", line, member: "" });
  if (lineOf(read.value) !== text) return refused({ kind: "line-not-canonical", line });
  return isEntry(read.value)
    ? accepted(read.value)
    : refused({ kind: "line-not-an-entry", line, member: wrongMember(read.value) ?? "" });
};

type Reading = { readonly log: Log; readonly wrong: LineRefusal | null };

/** Entries up to the first line that holds none. */
const readEntries = (lines: readonly string[]): Reading => {
  const log: Entry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = readLine(line, index + 1);
    if (!entry.ok) return { log, wrong: entry.refusals[0] };
    log.push(entry.value);
  }
  return { log, wrong: null };
};

/**
 * The log that a text holds, verified.
 *
 * Refuses: at the first line that is wrong: cut, not JSON, not in canonical form, not an entry, or
 * not fitting the chain; a text without its closing line.
 * Law: a text that lost or changed any character is refused with its line.
 */
export const fromLines = (text: string, digest: Digest): Result<Log, LineRefusal> => {
  const lines = text.split("\n");
  if (lines.pop() !== "") return refused({ kind: "line-cut", line: lines.length + 1 });
  const closing = lines.pop();
  const { log, wrong } = readEntries(lines);
  const chain = verify(log, digest);
  if (!chain.ok) {
    const fault = chain.refusals[0];
    return refused({ kind: "chain-broken", line: fault.index + 1, fault });
  }
  if (wrong !== null) return refused(wrong);
  return closing === closingLine(log)
    ? accepted(log)
    : refused({ kind: "closing-line-missing", line: log.length + 1 });
};
