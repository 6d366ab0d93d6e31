// SPDX-License-Identifier: Apache-2.0
/**
 * From the words of a call to a request: options and operands by a command's own table, and every
 * word that does not fit as a refusal. Splitting is Node's; judging is ours, because all refusals
 * are reported at once and as data.
 */
import { parseArgs } from "node:util";
import type { NonEmpty } from "@cisterna/quantity";
import type { CommandModule, Refusal, Request } from "./command.ts";
import { nearest } from "./near.ts";

/** A request and what its words are refused for; only an empty list may be run. */
export type Reading = { readonly request: Request; readonly refusals: readonly Refusal[] };

/** The words without options whose value is missing, and the refusals of those. */
const withValues = (words: readonly string[], command: CommandModule) => {
  const takers = new Map(
    command.options.flatMap((each) => (each.value === null ? [] : [[`--${each.name}`, each]])),
  );
  const kept: string[] = [];
  const refusals: Refusal[] = [];
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? "";
    const option = place < end ? takers.get(word) : undefined;
    const next = words[place + 1];
    if (option === undefined) kept.push(word);
    else if (next === undefined || next.startsWith("--")) {
      refusals.push({ kind: "missing-value", path: option.name, accepted: option.about });
    } else {
      kept.push(word, next);
      place += 1;
    }
  }
  return { kept, refusals };
};

/** The words in three heaps: values by option, words by their place, options that are unknown. */
const split = (words: readonly string[], command: CommandModule) => {
  const values = new Map<string, [string, ...string[]]>();
  const operands: string[] = [];
  const strays = new Map<number, string>();
  for (const token of tokensOf(words, command)) {
    const word = words[token.index] ?? "";
    if (token.kind === "option") {
      const option = command.options.find((each) => `--${each.name}` === token.rawName);
      const known = option !== undefined && (option.value === null) === (token.value === undefined);
      if (!known) strays.set(token.index, word);
      else {
        const before = option.value === null ? [] : (values.get(option.name) ?? []);
        values.set(option.name, append(before, token.value ?? ""));
      }
    } else if (token.kind === "positional" && !takenAlong(strays, token.index)) {
      operands.push(word);
    }
  }
  return { values, operands, strays: [...strays.values()] };
};

/** Node's own parser in its lenient manner: it splits, and every judgement is ours. */
const tokensOf = (words: readonly string[], command: CommandModule) =>
  parseArgs({
    args: [...words],
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [
        name,
        { type: value === null ? ("boolean" as const) : ("string" as const), multiple: true },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;

const append = (list: readonly string[], last: string): [string, ...string[]] => {
  const [first, ...rest] = list;
  return first === undefined ? [last] : [first, ...rest, last];
};

/** An unknown option is taken to have the word behind it as its value, unless it has an own. */
const takenAlong = (strays: ReadonlyMap<number, string>, place: number): boolean =>
  strays.get(place - 1)?.includes("=") === false;

const unknownOption = (word: string, command: CommandModule): Refusal => {
  const name = word.replace(/^-+/, "").replace(/=.*$/s, "");
  const names = command.options.map((each) => each.name);
  const near = nearest(name, names);
  return {
    kind: "unknown-option",
    path: name === "" ? word : name,
    read: word,
    ...(near === undefined ? {} : { near: `--${near}` }),
    accepted: [...names, "json", "help"].map((each) => `--${each}`).join(", "),
  };
};

const repeated = (command: CommandModule, values: ReadonlyMap<string, NonEmpty<string>>) =>
  command.options.flatMap(({ name, repeatable }): readonly Refusal[] => {
    const given = values.get(name) ?? [];
    return repeatable === true || given.length < 2
      ? []
      : [{ kind: "repeated-option", path: name, read: given.join('", "'), accepted: "it once" }];
  });

const missing = (command: CommandModule, given: (option: string) => boolean) =>
  command.options.flatMap(({ name, needed, about }): readonly Refusal[] =>
    needed === true && !given(name)
      ? [{ kind: "missing-option", path: name, accepted: about }]
      : [],
  );

/** A word of no letters names nothing: as if it had been left out. */
const missingOperands = (command: CommandModule, operands: readonly string[]) =>
  command.operands.flatMap(({ name, needed, about }, place): readonly Refusal[] => {
    const word = operands[place];
    const left = word === undefined ? needed : word === "";
    return left ? [{ kind: "missing-operand", path: name, accepted: about }] : [];
  });

const strayOperands = (command: CommandModule, operands: readonly string[]) =>
  operands.slice(command.operands.length).map(
    (read): Refusal => ({
      kind: "unexpected-operand",
      path: command.name,
      read,
      accepted: command.operands.map((each) => each.name).join(" ") || "options only",
    }),
  );

/** Reads the words of a call by the command's table. Refuses by kind; never corrects a word. */
export const readWords = (words: readonly string[], command: CommandModule): Reading => {
  const valued = withValues(words, command);
  const { values, operands, strays } = split(valued.kept, command);
  const request = { operands, options: values };
  const without = new Set(valued.refusals.map((each) => each.path));
  const refusals = [
    ...valued.refusals,
    ...strays.map((word) => unknownOption(word, command)),
    ...repeated(command, values),
    ...missing(command, (name) => values.has(name) || without.has(name)),
    ...missingOperands(command, request.operands),
    ...strayOperands(command, request.operands),
    ...(command.check?.(request) ?? []).filter(
      (each) => each.kind !== "missing-option" || !without.has(each.path),
    ),
  ];
  return { request, refusals };
};
