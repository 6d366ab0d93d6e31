// SPDX-License-Identifier: Apache-2.0
/** What all commands about people have in common: how they are read, and how they say no. */
import { type Result, refused } from "@cisterna/quantity";
import type { z } from "zod";
import type { House } from "../desk/house.ts";
import type { CommandRow, Refusal } from "../desk/row.ts";
import { readBy } from "../fact/refusal.ts";
import type { Fact } from "../store/event.ts";
import type { Account, People } from "./account.ts";

/** What a command about people comes to. */
export type Verdict = Result<readonly Fact[], Refusal>;

type Context = Parameters<CommandRow["decide"]>[2];

type Definition<N extends string, S extends z.ZodType> = Omit<
  CommandRow,
  "decide" | "subject" | "input" | "name"
> & {
  readonly name: N;
  readonly input: S;
  readonly decide: (house: House, input: z.output<S>, context: Context) => Verdict;
};

/** A command about people. */
export const command = <N extends string, S extends z.ZodType>(
  definition: Definition<N, S>,
): CommandRow & { readonly name: N; readonly input: S; readonly subject: "people" } => ({
  ...definition,
  subject: "people",
  decide: (house, json, context) => {
    const input = readBy(definition.input, json);
    return input.ok ? definition.decide(house, input.value, context) : input;
  },
});

/** No: to one field. */
export const no = (
  kind: string,
  path: string,
  [read, accepted]: readonly [string, string],
): ReturnType<typeof refused<Refusal>> => refused({ kind, path, read, accepted });

/** The account, if it is open. */
export const known = (people: People, account: string): Account | null => {
  const found = Object.hasOwn(people.accounts, account) ? people.accounts[account] : undefined;
  return found === undefined || found.closed ? null : found;
};

/** There is no such account. */
export const noAccount = (account: string): Verdict =>
  no("not-there", "account", [account, "an open account"]);
