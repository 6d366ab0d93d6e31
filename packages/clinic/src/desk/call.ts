// SPDX-License-Identifier: Apache-2.0
/** Calls: what every command takes and every view asks and answers, as types of the one table. */
import type { z } from "zod";
import type { COMMANDS, VIEWS } from "../fact/registry.ts";
import type { PEOPLE_COMMANDS } from "../people/commands.ts";
import type { PEOPLE_VIEWS } from "../people/views.ts";

/** Every command. */
export type TableCommand = (typeof COMMANDS)[number] | (typeof PEOPLE_COMMANDS)[number];

/** Every view. */
export type TableView = (typeof VIEWS)[number] | (typeof PEOPLE_VIEWS)[number];

type Named<Row, N> = Extract<Row, { readonly name: N }>;

/** What a command takes, as it is sent. */
export type CommandInput<N extends TableCommand["name"]> = z.input<Named<TableCommand, N>["input"]>;

/** What a view is asked. */
export type ViewQuestion<N extends TableView["name"]> = z.input<Named<TableView, N>["asks"]>;

/** What a view answers. */
export type ViewAnswer<N extends TableView["name"]> = NonNullable<
  Extract<ReturnType<Named<TableView, N>["read"]>, { readonly ok: true }>["value"]
>;
