// SPDX-License-Identifier: Apache-2.0
/** The whole table: the domain's commands and views and those about people, in one shape. */
import { accepted } from "@cisterna/quantity";
import type { Practice } from "../course/standing.ts";
import type { Command } from "../fact/command.ts";
import { COMMANDS, VIEWS } from "../fact/registry.ts";
import type { View } from "../fact/view.ts";
import { PEOPLE_COMMANDS } from "../people/commands.ts";
import { PEOPLE_VIEWS } from "../people/views.ts";
import { IMPORT_LIST } from "../pumplist/import.ts";
import { kept } from "./house.ts";
import type { CommandRow, ViewRow } from "./row.ts";

const commandRow = ({ prescribes, ...command }: Command<Practice>): CommandRow => ({
  ...command,
  ...(prescribes ? { factors: "both" } : {}),
  decide: ({ practice }, json, context) => {
    const decision = command.decide(practice, json, context);
    return decision.ok ? accepted(kept(decision.value, context.patient)) : decision;
  },
});

const viewRow = (view: View<Practice>): ViewRow => ({
  ...view,
  read: ({ practice }, glance) => view.read(practice, glance),
});

const byName = <Row extends { readonly name: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.name, row]));

/** Every command, by name. */
export const COMMAND_ROWS: ReadonlyMap<string, CommandRow> = byName([
  ...COMMANDS.map(commandRow),
  ...PEOPLE_COMMANDS,
  IMPORT_LIST,
]);

/** Every view, by name. */
export const VIEW_ROWS: ReadonlyMap<string, ViewRow> = byName([
  ...VIEWS.map(viewRow),
  ...PEOPLE_VIEWS,
]);
