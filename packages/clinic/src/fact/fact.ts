// SPDX-License-Identifier: Apache-2.0
/**
 * Fact: something that happened, as plain data. Every kind has one row: the schema of its payload,
 * the subject it is about, and what it does to that subject's state. State is the fold of facts and
 * nothing else, and is itself plain JSON.
 */
import type { z } from "zod";

/** What a fact or a command is about. `stock` is the clinic's register of drugs. */
const SUBJECTS = ["patient", "clinic", "stock"] as const;

/** One kind of subject. */
export type Subject = (typeof SUBJECTS)[number];

/** A fact as a decision gives it. */
export type Fact = {
  readonly kind: string;
  readonly version: number;
  readonly subject: Subject;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** When a fact was recorded, and by whom; from the envelope that the store puts around it. */
export type Recording = { readonly at: string; readonly by: string };

/** A fact with its recording: what a fold is given. */
export type Recorded = Fact & Recording;

/** The row of a kind of fact: all that a fold, a reader and a document need. */
export type FactRow<State> = {
  readonly kind: string;
  readonly version: number;
  readonly subject: Subject;
  readonly payload: z.ZodObject;
  /** The state after a fact of this kind, whose payload was read by the schema when it was made. */
  readonly evolve: (state: State, payload: unknown, recording: Recording) => State;
};

/** A kind of fact, with the maker of its facts. */
type FactKind<State, S extends z.ZodObject> = FactRow<State> & {
  readonly payload: S;
  readonly of: (payload: z.output<S>) => Fact;
};

type Definition<State, S extends z.ZodObject> = {
  readonly kind: string;
  readonly version: number;
  readonly payload: S;
  readonly evolve: (state: State, payload: z.output<S>, recording: Recording) => State;
};

/** Makes the kinds of facts about one subject. */
export const factsAbout =
  <State>(subject: Subject) =>
  <S extends z.ZodObject>(definition: Definition<State, S>): FactKind<State, S> => ({
    ...definition,
    subject,
    evolve: (state, payload, recording) =>
      definition.evolve(state, payload as z.output<S>, recording),
    of: (payload) => ({
      kind: definition.kind,
      version: definition.version,
      subject,
      payload,
    }),
  });
