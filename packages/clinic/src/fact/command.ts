// SPDX-License-Identifier: Apache-2.0
/**
 * Command: what somebody asks the clinic to take down. `decide` is the only place that says yes or
 * no: it is given the standing of the clinic, the input as it came, and the context (who, when,
 * where), and gives facts or every reason why not. Law: the same arguments, the same answer.
 */
import type { Passport } from "@cisterna/passport";
import { accepted, type Instant, type Result } from "@cisterna/quantity";
import type { z } from "zod";
import type { Fact, Subject } from "./fact.ts";
import { type Refusal, readBy } from "./refusal.ts";
import type { Role } from "./role.ts";

/** Somebody who has signed in. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
};

/** The clinic's hand that signs passports: its public half, and a passport as signed text. */
export type Seal = { readonly key: string; readonly write: (passport: Passport) => string };

/** Everything from outside that a decision may depend on. */
export type Context = {
  /** Now, with the offset of the clinic's clock. */
  readonly now: Instant;
  readonly who: Person;
  /** Whoever signed beside `who`; null: nobody did. */
  readonly second: Person | null;
  /** Id of the patient that a command about a patient is sent to; null for the others. */
  readonly patient: string | null;
  /** Given to a command that seals, and to no other. */
  readonly seal?: Seal;
};

/** What has to be signed: nothing, by who asks, or by two different people. */
export type Signature = "none" | "sign" | "four-eyes";

/** What a command comes to. */
export type Decision = Result<readonly Fact[], Refusal>;

/** A command of the table, over everything that the record of a clinic has come to. */
export type Command<
  Practice,
  N extends string = string,
  S extends z.ZodType = z.ZodType,
  G extends Subject = Subject,
> = {
  /** Imperative, such as `record-refill`. */
  readonly name: N;
  /** Whose record it is sent to; its facts may touch the clinic's stock as well. */
  readonly subject: G;
  readonly about: string;
  readonly who: readonly Role[];
  readonly signature: Signature;
  /** Whether it puts a prescription in force: every hand under it then shows its second factor. */
  readonly prescribes: boolean;
  /** Whether it is given the clinic's seal. */
  readonly seals: boolean;
  readonly input: S;
  /** Decides JSON as it came: what cannot be read is refused like what is not allowed. */
  readonly decide: (practice: Practice, json: unknown, context: Context) => Decision;
};

type Definition<Standing, N extends string, S extends z.ZodType, G extends Subject> = {
  readonly name: N;
  readonly subject: G;
  readonly about: string;
  readonly who: readonly Role[];
  readonly signature?: Signature;
  readonly prescribes?: boolean;
  readonly seals?: boolean;
  readonly input: S;
  readonly decide: (standing: Standing, input: z.output<S>, context: Context) => Decision;
};

/** Makes the commands that look at a practice from one patient. */
export const commandsOver =
  <Practice, Standing>(look: (practice: Practice, patient: string | null) => Standing) =>
  <N extends string, S extends z.ZodType, G extends Subject>(
    definition: Definition<Standing, N, S, G>,
  ): Command<Practice, N, S, G> => ({
    ...definition,
    signature: definition.signature ?? "none",
    prescribes: definition.prescribes ?? false,
    seals: definition.seals ?? false,
    decide: (practice, json, context) => {
      const input = readBy(definition.input, json);
      if (!input.ok) return input;
      return definition.decide(look(practice, context.patient), input.value, context);
    },
  });

/** The facts of a decision that said yes. */
export const facts = (...list: readonly Fact[]): Decision => accepted(list);
