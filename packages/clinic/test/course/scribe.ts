// SPDX-License-Identifier: Apache-2.0
/** The scribe: performs commands of the table on a practice in memory, and keeps the facts. */
import { newPassportPair, passportCodec, passportSigner } from "@cisterna/crypto";
import { sealed } from "@cisterna/passport";
import { assert, type Instant, printInstant, readInstant } from "@cisterna/quantity";
import { canonicalText } from "@cisterna/record";
import type { Seal } from "../../src/fact/command.ts";
import {
  COMMANDS,
  type CommandName,
  EMPTY_PRACTICE,
  evolve,
  type Fact,
  type Person,
  type Practice,
  type Recorded,
  type Refusal,
} from "../../src/index.ts";

export const at = (text: string): Instant => {
  const instant = readInstant(text);
  assert(instant !== null, "a test writes an instant", { text });
  return instant;
};

export const PHYSICIAN: Person = { id: "dr-a", name: "Dr A", roles: ["physician"] };
export const NURSE: Person = { id: "nurse-b", name: "Nurse B", roles: ["nurse"] };

const PAIR = newPassportPair();

/** The seal of the clinic under test. */
export const SEAL: Seal = {
  key: PAIR.public,
  write: (passport) => sealed(passport, passportCodec, passportSigner(PAIR)),
};

export type Done = { readonly fact: Recorded; readonly patient: string | null };

export type Scribe = {
  practice: Practice;
  readonly done: Done[];
  now: Instant;
};

export const scribe = (now = "2026-06-01T09:00:00+02:00"): Scribe => ({
  practice: EMPTY_PRACTICE,
  done: [],
  now: at(now),
});

export const commandNamed = (name: string) => {
  const found = COMMANDS.find((each) => each.name === name);
  assert(found !== undefined, "a test names a command", { name });
  return found;
};

type Sent = { readonly patient?: string; readonly who?: Person; readonly second?: Person };

/** What a command is refused with; empty: it was done. */
export const send = (
  pen: Scribe,
  name: CommandName,
  input: unknown,
  { patient, who = PHYSICIAN, second }: Sent = {},
): readonly Refusal[] => {
  const whom = { second: second ?? null, patient: patient ?? null };
  const context = { now: pen.now, who, ...whom, seal: SEAL };
  const decision = commandNamed(name).decide(pen.practice, input, context);
  if (!decision.ok) return decision.refusals;
  for (const fact of decision.value) record(pen, fact, { patient: patient ?? null, by: who.id });
  return [];
};

const record = (
  pen: Scribe,
  fact: Fact,
  { patient, by }: { readonly patient: string | null; readonly by: string },
): void => {
  const text = canonicalText(fact.payload); // else the store could not seal it
  assert(text.ok, "a fact is canonical", { kind: fact.kind });
  const recorded = { ...fact, at: printInstant(pen.now), by };
  pen.done.push({ fact: recorded, patient });
  pen.practice = evolve(pen.practice, recorded, patient);
};

/** Sends and expects a yes. */
export const does = (...[pen, name, input, sent]: Parameters<typeof send>): void => {
  const refusals = send(pen, name, input, sent);
  assert(refusals.length === 0, `${name} is done`, { refusals: JSON.stringify(refusals) });
};
