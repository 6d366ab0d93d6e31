// SPDX-License-Identifier: Apache-2.0
/**
 * The supervisor: the one place that catches a broken invariant. It says that this is a bug, what
 * was found broken, and what to send along; the stack is shown only when `CISTERNA_TRACE` is set.
 */
import { Broken } from "@cisterna/quantity";
import { version } from "./version.ts";

/** A report of a bug, for a person and for a machine. */
type BugReport = { readonly text: string; readonly json: unknown };

/** A broken invariant's values are rationals as often as not, and JSON has no big integers. */
const plain = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Says how to report what was thrown while these words were carried out. */
export const reportOf = (thrown: unknown, argv: readonly string[]): BugReport => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const values = error instanceof Broken ? JSON.stringify(error.values, plain) : undefined;
  const call = ["./cisterna", ...argv.map(quoted)].join(" ");
  const stack = process.env["CISTERNA_TRACE"] === undefined ? undefined : error.stack;
  const lines = [
    `Broken invariant: ${error.message}`,
    "This is a bug in Cisterna, not in your input. Do not use any result of this call.",
    "Please report it with the lines below and the files that the call names:",
    `  version  ${version()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `  call     ${call}`,
    ...(values === undefined ? [] : [`  values   ${values}`]),
    ...(stack === undefined
      ? ["  (with CISTERNA_TRACE=1 set, the stack is printed too)"]
      : [stack]),
  ];
  const json = {
    broken: {
      what: error.message,
      version: version(),
      call,
      ...(values === undefined ? {} : { values: JSON.parse(values) as unknown }),
    },
  };
  return { text: `${lines.join("\n")}\n`, json };
};
