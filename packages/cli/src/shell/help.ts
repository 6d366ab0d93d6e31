// SPDX-License-Identifier: Apache-2.0
/**
 * The text of `--help`: usage, options or commands, details, and an example that works. Laid out by
 * Commander, which is loaded for this alone: every other call starts without it.
 */
import { Command } from "commander";
import type { CommandGroup, CommandModule, Option } from "./command.ts";

/** How the command line is called. */
const PROGRAM = "./cisterna";

const WIDTH = 100;

/** The option as Commander writes it: `--days <N>`, `--steady`. */
const flagsOf = ({ name, value }: Option): string =>
  value === null ? `--${name}` : `--${name} <${value}>`;

const blank = (path: readonly string[], summary: string): Command =>
  new Command([PROGRAM, ...path].join(" "))
    .description(`${summary}.`)
    .configureHelp({ helpWidth: WIDTH, showGlobalOptions: false })
    .helpOption("-h, --help", "print this help");

const closing = (details: string | undefined, example: string): string =>
  [
    ...(details === undefined ? [] : ["", details.trimEnd()]),
    "",
    "Example:",
    `  ${PROGRAM} ${example}`,
    "",
  ].join("\n");

/** Help of a command with a job of its own. */
export const helpOf = (command: CommandModule, path: readonly string[]): string => {
  const page = blank(path, command.summary);
  for (const { name, about, needed } of command.operands) {
    page.argument(needed ? `<${name}>` : `[${name}]`, about);
  }
  for (const option of command.options) {
    page.option(flagsOf(option), `${option.about}${option.needed === true ? " (needed)" : ""}`);
  }
  page.option("--json", "print one JSON document and nothing else");
  return page.helpInformation() + closing(command.details, command.example);
};

/** Help of a command that holds others. */
export const helpOfGroup = (group: CommandGroup, path: readonly string[]): string => {
  const page = blank(path, group.summary).usage("<command> …").helpCommand(false);
  for (const { name, summary } of group.commands) page.command(name).description(summary);
  if (path.length === 0) page.option("-V, --version", "print the version");
  const more = `${[PROGRAM, ...path].join(" ")} <command> --help tells more about one of them.`;
  return page.helpInformation() + closing(more, group.example);
};
