// SPDX-License-Identifier: Apache-2.0
/**
 * The shape that every command has. A command is a value: its name, what it takes, and a function
 * from a request to an outcome. It never prints, exits or reads a clock; the shell around it parses
 * the words, hands in `Io`, prints the outcome as text or as one JSON document, and turns the
 * status into the exit status. So a test or a fuzzer runs a command in process: `runCommandLine`.
 *
 * To add one: `src/commands/NAME.ts` exports `const command: CommandModule`; one row in
 * `registry.ts` loads it by dynamic import. `--json`, `--help`, the exit status and the notice of
 * what Cisterna is not (the last line of every text) are the shell's: a command has none of them.
 */
import type { Instant, NonEmpty, Result } from "@cisterna/quantity";

/**
 * Why something was not done, as data. `path` is the place: a key of the case file
 * (`prescription.on_demand.lockout`), an option (`dose`) or a file. Further data rides along under
 * its own names (`asked`, `limit`, `line`, `column`, `source`); a sentence never does.
 */
export type Refusal = {
  readonly kind: string;
  readonly path: string;
  /** What stood there. */
  readonly read?: string;
  /** What could stand there. */
  readonly accepted?: string;
  /** The accepted name nearest to what was read. */
  readonly near?: string;
  readonly [data: string]: unknown;
};

/**
 * What a command comes to. Status 0: done. 1: understood and refused. 2: unreadable input or usage.
 * `json` is the whole document of `--json`. `text` is what a person reads without it: on standard
 * output for 0 and 1, on standard error for 2. A broken invariant (3) is thrown, not returned.
 */
export type Outcome = {
  readonly status: 0 | 1 | 2;
  readonly json: unknown;
  readonly text: string;
};

/** A named option: `--days N` takes a value, `--steady` (value null) takes none. */
export type Option = {
  /** Without the dashes, in kebab-case. */
  readonly name: string;
  /** Placeholder of its value in the help, such as `N` or `FILE`; null for a switch. */
  readonly value: string | null;
  readonly about: string;
  /** Missing it is a usage error, reported by the shell. */
  readonly needed?: boolean;
  /** May stand more than once; otherwise the second one is a usage error. */
  readonly repeatable?: boolean;
};

/** A word by its place: `CASE` in `plan CASE`. Only the last ones may be left out. */
type Operand = { readonly name: string; readonly about: string; readonly needed: boolean };

/** The words of one call, checked against the command's operands and options. */
export type Request = {
  readonly operands: readonly string[];
  /** Values of each option that was given, in order; a switch that was given has the value "". */
  readonly options: ReadonlyMap<string, NonEmpty<string>>;
};

/** The world outside a command. Everything that could fail comes back as a refusal. */
export type Io = {
  /**
   * Text of a file, or of standard input when the path is `-`. Refuses: `file-not-found`,
   * `file-unreadable`, `file-not-text`, `file-too-large`; `path` is the file's name.
   */
  readonly readText: (path: string) => Promise<Result<string, Refusal>>;
  /**
   * Writes a whole file (its folder must exist); a secret one is for its owner's eyes alone, and
   * never takes the place of another file. One that is renewed is there whole or as it was before.
   * Refuses: `file-not-writable`.
   */
  readonly writeText: (
    path: string,
    text: string,
    how?: { readonly secret: boolean; readonly renewed?: boolean },
  ) => Promise<Result<null, Refusal>>;
  /** Writes a file of bytes, for its owner's eyes alone and never in the place of another file. */
  readonly writeBytes: (path: string, bytes: Uint8Array) => Promise<Result<null, Refusal>>;
  /**
   * How far long work is, a share between 0 and 1. Shown on standard error only when it is a
   * terminal and the work has taken over a second; cheap to call often.
   */
  readonly progress: (share: number, what: string) => void;
  /** Says something at once, on standard error: what work that goes on has come to. */
  readonly say: (line: string) => void;
  /** Asks the person at the terminal; null when there is none, or nothing more is said. */
  readonly ask: (question: string) => Promise<string | null>;
  /** Comes when the process is told to end, with the name of the signal. */
  readonly ended: () => Promise<string>;
  /** The present, with the offset of the zone of the clock on the wall. */
  readonly now: () => Instant;
};

/** A command with a job of its own. */
export type CommandModule = {
  readonly name: string;
  /** One line for the list of commands; no full stop. */
  readonly summary: string;
  /** A whole call that works, without the leading `./cisterna`. */
  readonly example: string;
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  /** Lines under the options in `--help`: what is taken and given, with units. */
  readonly details?: string;
  /**
   * What already the words are refused for. The shell asks it along with its own look at the words,
   * so that a misspelt option and an unreadable value are reported together.
   */
  readonly check?: (request: Request) => readonly Refusal[];
  readonly run: (request: Request, io: Io) => Outcome | Promise<Outcome>;
};

/** A command that only holds others: `calc flow`, `calc bridge`. */
export type CommandGroup = {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  readonly commands: readonly CommandEntry[];
};

/** A row of a list of commands; the module is loaded when its name is called. */
export type CommandEntry = {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CommandModule | CommandGroup }>;
};

/** The value of an option, the last one of a repeatable option; undefined when not given. */
export const optionOf = (request: Request, option: string): string | undefined =>
  request.options.get(option)?.at(-1);

/** All values of a repeatable option, in order. */
export const valuesOf = (request: Request, option: string): readonly string[] =>
  request.options.get(option) ?? [];

/** The word at an operand's place, or undefined when it was left out. */
export const operandOf = (request: Request, place: number): string | undefined =>
  request.operands[place];

/** The outcome of work that was done. */
export const done = (json: unknown, text: string): Outcome => ({ status: 0, json, text });
