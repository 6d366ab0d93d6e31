// SPDX-License-Identifier: Apache-2.0
/**
 * A whole refill at once: the same steps in the same order, each decided on what the one before it
 * left. One that refuses leaves nothing behind; its refusals say in which step.
 */
import { accepted } from "@cisterna/quantity";
import type { z } from "zod";
import type { Practice } from "../course/standing.ts";
import { type Command, type Context, commandsOver, type Decision } from "../fact/command.ts";
import type { Fact } from "../fact/fact.ts";
import { id, list, mapping } from "../fact/field.ts";
import { recorded } from "../fact/kinds.ts";
import { TREATING } from "../fact/role.ts";
import * as act from "./act.ts";
import { commitVisit } from "./commit.ts";
import * as entry from "./entry.ts";

/** The keys of a step without the name of its visit, which the whole refill says once. */
const keysOf = <S extends { readonly visit: z.ZodType }>({ visit: _, ...keys }: S) => keys;

const part = {
  reading: mapping(keysOf(entry.reading.shape), "What the pump said"),
  aspirate: mapping(keysOf(entry.aspirate.shape), "What was drawn out"),
  explanation: mapping(keysOf(entry.explanation.shape), "A discrepancy looked at"),
  syringe: mapping(keysOf(entry.syringe.shape), "The label of a syringe"),
  fill: mapping(keysOf(entry.fill.shape), "What is filled and runs"),
  confirmation: mapping(keysOf(entry.confirmation.shape), "One check confirmed"),
  guard: mapping(keysOf(entry.guard.shape), "The guard against a fill beside the reservoir"),
  readBack: mapping(keysOf(entry.readBack.shape), "What the pump says afterwards"),
};

const refill = mapping(
  {
    visit: id("Name of the visit within the patient's record"),
    implant: id("The implant"),
    reading: part.reading.optional(),
    aspirate: part.aspirate.optional(),
    explanation: part.explanation.optional(),
    syringes: list(part.syringe, "The syringes used"),
    fill: part.fill,
    confirmations: list(part.confirmation, "Checks confirmed", { empty: true }),
    guard: part.guard,
    read_back: part.readBack.optional(),
  },
  "A whole refill",
);

type Refill = z.output<typeof refill>;

/** One step to be taken: the command, what it is told, and where that stands in the whole. */
type Send = {
  readonly command: Pick<Command<Practice>, "decide">;
  readonly input: object;
  readonly at: string;
};

const send = (command: Send["command"], at: string, input: object | undefined): readonly Send[] =>
  input === undefined ? [] : [{ command, at, input }];

const sends = (whole: Refill): readonly Send[] => [
  ...send(act.beginVisit, "", { implant: whole.implant, kind: "refill" }),
  ...send(act.recordReading, "reading", whole.reading),
  ...send(act.recordAspirate, "aspirate", whole.aspirate),
  ...send(act.explainDiscrepancy, "explanation", whole.explanation),
  ...whole.syringes.flatMap((each, index) => send(act.checkSyringe, `syringes[${index}]`, each)),
  ...send(act.proposeFill, "fill", whole.fill),
  ...whole.confirmations.flatMap((each, index) =>
    send(act.confirmCheck, `confirmations[${index}]`, each),
  ),
  ...send(act.guardFill, "guard", whole.guard),
  ...send(act.recordReadBack, "read_back", whole.read_back),
  ...send(commitVisit, "", {}),
];

const joined = (...parts: readonly string[]): string => parts.filter((each) => each).join(".");

/** The steps in turn. Law: the facts are those of the same commands sent one by one. */
const inTurn = (practice: Practice, whole: Refill, context: Context): Decision => {
  const done: Fact[] = [];
  let now = practice;
  for (const { command, input, at } of sends(whole)) {
    const decision = command.decide(now, { visit: whole.visit, ...input }, context);
    if (!decision.ok) {
      const [first, ...rest] = decision.refusals.map((each) => ({
        ...each,
        path: joined(at, each.path),
      }));
      return first === undefined ? decision : { ok: false, refusals: [first, ...rest] };
    }
    done.push(...decision.value);
    now = recorded(now, decision.value, context);
  }
  return accepted(done);
};

/** Takes down a whole refill. */
export const recordRefill = commandsOver((practice: Practice) => practice)({
  name: "record-refill",
  subject: "patient",
  about: "Takes down a whole refill: every step of the visit in order, all of them or none",
  who: TREATING,
  signature: "sign",
  prescribes: true,
  input: refill,
  decide: inTurn,
});
