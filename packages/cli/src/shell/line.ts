// SPDX-License-Identifier: Apache-2.0
/**
 * One call of the command line, from words to what stands on standard output and standard error.
 * Nothing here touches the process: `main` prints what comes out, tests and fuzzers read it.
 */
import type { CommandEntry, CommandGroup, CommandModule, Io, Outcome, Refusal } from "./command.ts";
import { nearest } from "./near.ts";
import { refusedOutcome } from "./refusal.ts";
import { CISTERNA } from "./registry.ts";
import { reportOf } from "./supervisor.ts";
import { version } from "./version.ts";

/** What a call comes to. Status 3 is a broken invariant: a bug, reported as one. */
export type Printed = {
  readonly status: 0 | 1 | 2 | 3;
  readonly stdout: string;
  readonly stderr: string;
};

/** The last line of every text: what Cisterna is not. */
const NOTICE =
  "Cisterna is not a medical device and not cleared for treatment: " +
  "a second check, never the only one.";

const FLAGS: readonly string[] = ["--json", "--help", "-h", "--version", "-V"];

/** The words split into what every command understands and what this one is told. */
const withoutFlags = (words: readonly string[]) => {
  const end = words.indexOf("--");
  const open = end < 0 ? words : words.slice(0, end);
  const rest = end < 0 ? [] : words.slice(end);
  const has = (...flags: readonly string[]) => open.some((word) => flags.includes(word));
  return {
    words: [...open.filter((word) => !FLAGS.includes(word)), ...rest],
    json: has("--json"),
    help: has("--help", "-h"),
    version: has("--version", "-V"),
  };
};

/** The command that the first words name, the words left for it, and how it was called. */
type Route = {
  readonly command: CommandModule | CommandGroup;
  readonly path: readonly string[];
  readonly words: readonly string[];
};

const entryNamed = (group: CommandGroup, name: string): CommandEntry | undefined =>
  group.commands.find((each) => each.name === name);

const route = async (from: Route): Promise<Route> => {
  const { command, path, words } = from;
  const [name, ...rest] = words;
  if (!("commands" in command) || name === undefined) return from;
  const entry = entryNamed(command, name);
  if (entry === undefined) return from;
  const { command: next } = await entry.load();
  return route({ command: next, path: [...path, name], words: rest });
};

const notACommand = (group: CommandGroup, { path, words }: Route): Refusal => {
  const names = group.commands.map((each) => each.name);
  const place = path.at(-1) ?? "command";
  const accepted = names.join(", ");
  const read = words[0];
  if (read === undefined) return { kind: "missing-command", path: place, accepted };
  const near = nearest(read, names);
  const kind = read.startsWith("-") ? "unknown-option" : "unknown-command";
  return { kind, path: place, read, ...(near === undefined ? {} : { near }), accepted };
};

const helpFor = async ({ command, path }: Route): Promise<Outcome> => {
  const { helpOf, helpOfGroup } = await import("./help.ts");
  const help = "commands" in command ? helpOfGroup(command, path) : helpOf(command, path);
  return { status: 0, json: { help }, text: help };
};

const seeHelp = (outcome: Outcome, path: readonly string[]): Outcome => ({
  ...outcome,
  text: `${outcome.text}${["./cisterna", ...path, "--help"].join(" ")} shows what is accepted.\n`,
});

const perform = async ({ command, path, words }: Route, io: Io): Promise<Outcome> => {
  if ("commands" in command) {
    return seeHelp(refusedOutcome([notACommand(command, { command, path, words })]), path);
  }
  const { readWords } = await import("./words.ts");
  const { request, refusals } = readWords(words, command);
  if (refusals.length > 0) return seeHelp(refusedOutcome(refusals), path);
  const outcome = await command.run(request, io);
  return outcome.status === 2 ? outcome : { ...outcome, text: `${outcome.text}\n${NOTICE}\n` };
};

const answer = async (argv: readonly string[], io: Io): Promise<Outcome> => {
  const flags = withoutFlags(argv);
  const found = await route({ command: CISTERNA, path: [], words: flags.words });
  if (flags.help) return helpFor(found);
  if (flags.version) return { status: 0, json: { version: version() }, text: `${version()}\n` };
  return perform(found, io);
};

const document = (json: unknown): string => `${JSON.stringify(json, null, 2)}\n`;

/** What a call comes to in which something was thrown. */
export const brokenBy = (thrown: unknown, argv: readonly string[]): Printed => {
  const report = reportOf(thrown, argv);
  const stdout = withoutFlags(argv).json ? document(report.json) : "";
  return { status: 3, stdout, stderr: report.text };
};

/**
 * Runs one call in process. `argv` is what stands behind `./cisterna`.
 * Law: with `--json`, standard output is exactly one JSON document. Law: no input throws.
 */
export const runCommandLine = async (argv: readonly string[], io: Io): Promise<Printed> => {
  const json = withoutFlags(argv).json;
  try {
    const { status, json: value, text } = await answer(argv, io);
    if (json) return { status, stdout: document(value), stderr: "" };
    return status === 2
      ? { status, stdout: "", stderr: text }
      : { status, stdout: text, stderr: "" };
  } catch (thrown) {
    return brokenBy(thrown, argv);
  }
};
