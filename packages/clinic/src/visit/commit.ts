// SPDX-License-Identifier: Apache-2.0
/**
 * The commit of a visit: all of its facts at once, or every reason why not yet. Nothing about the
 * implant changes before; afterwards the reservoir, the program, the register and the tasks agree.
 */
import {
  DAY,
  exceeds,
  greater,
  later,
  none,
  printDay,
  printInstant,
  quantity,
} from "@cisterna/quantity";
import type { Plan } from "@cisterna/therapy";
import { appointmentClosed, taskClosed, taskRaised } from "../course/follow-up.ts";
import type { PatientState, Running, TaskState, VisitState } from "../course/patient.ts";
import { command } from "../course/standing.ts";
import { aspirateTaken, drugMoved } from "../custody/stock.ts";
import { type Context, type Decision, facts } from "../fact/command.ts";
import type { Fact } from "../fact/fact.ts";
import { refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { asBefore, wearOf } from "./case.ts";
import * as entry from "./entry.ts";
import { judgementOf, proposalOf, reconciliationOf, verdictsToExplain } from "./findings.ts";
import { BEYOND_LABEL, beyondLabel } from "./label.ts";
import { isOver, OBSERVATION, observationOf, visitObserved } from "./observe.ts";
import { programTakenOver, reservoirRefilled } from "./outcome.ts";
import { commitRefusals, type Ready, readyFor } from "./ready.ts";
import * as step from "./step.ts";
import { instantFrom, millilitres } from "./written.ts";

/** What is in the reservoir after the visit: the fill, or what was there before. */
const reservoirAfter = ({ visit, subject, context }: Ready): Running["reservoir"] | null => {
  const fill = step.stepOf(visit, "fill");
  if (fill === undefined) return subject.implant.running?.reservoir ?? null;
  return { volume: fill.volume, filled: printInstant(context.now), drugs: fill.drugs };
};

const takenOver = (ready: Ready, plan: Plan): readonly Fact[] => {
  const { visit, subject, context } = ready;
  const { running } = subject.implant;
  const proposal = proposalOf(subject, visit, context.now);
  const reservoir = reservoirAfter(ready);
  if (proposal === null || reservoir === null) return [];
  const before = asBefore(running);
  return [
    programTakenOver.of({
      visit: visit.visit,
      implant: visit.implant,
      reservoir,
      prescription: proposal.prescription,
      since: printInstant(context.now),
      left: proposal.volume,
      first: running === null,
      ...(before === undefined ? {} : { before }),
      wear: wearOf(plan, instantFrom(reservoir.filled)),
      due: printInstant(plan.refill.due),
      empty: printInstant(plan.refill.emptyAtWorst),
    }),
  ];
};

const stockFacts = ({ visit, subject, context }: Ready): readonly Fact[] => {
  const drawn = step.stepOf(visit, "aspirate");
  const { running } = subject.implant;
  const aspirated = drawn === undefined ? none<"volume">() : quantity(drawn.volume, "volume");
  return [
    ...step.stepsOf(visit, "syringe").map(({ lot, volume }) =>
      drugMoved.of({
        lot,
        how: "filled",
        volume,
        patient: context.patient ?? "",
        visit: visit.visit,
      }),
    ),
    ...(drawn === undefined || running === null || !exceeds(aspirated, none<"volume">())
      ? []
      : [
          aspirateTaken.of({
            aspirate: `${context.patient ?? ""}.${visit.visit}`,
            patient: context.patient ?? "",
            drugs: running.reservoir.drugs,
            volume: drawn.volume,
          }),
        ]),
  ];
};

const refilled = ({ visit, subject }: Ready): readonly Fact[] => {
  const fill = step.stepOf(visit, "fill");
  const drawn = step.stepOf(visit, "aspirate");
  const found = reconciliationOf(subject, visit);
  if (fill === undefined) return [];
  return [
    reservoirRefilled.of({
      visit: visit.visit,
      implant: visit.implant,
      filled: fill.volume,
      ...(drawn === undefined ? {} : { aspirated: drawn.volume }),
      ...(found === null
        ? {}
        : { expected: millilitres(greater(found.expected, none<"volume">())) }),
    }),
  ];
};

/** The tasks that a refill settles: it is booked, ordered, done. */
const SETTLED = ["book-refill", "order-drug", "call-patient", "refill-now"];

/** The visits that take down what runs: a program of the pump's own is in the record after them. */
const RECORDING = ["refill", "programming"];

/** Whoever is seen again after its time is not observed any more, if nobody said how it ended. */
const howSettled = (
  { kind, task }: TaskState,
  { patient, visit, context }: Settling,
): string | null => {
  if (SETTLED.includes(kind)) return visit.kind === "refill" ? `done in ${visit.visit}` : null;
  if (kind === BEYOND_LABEL) {
    return visit.kind === "assessment" ? `assessed in ${visit.visit}` : null;
  }
  if (kind === "record-program") {
    return RECORDING.includes(visit.kind) ? `brought into the record by ${visit.visit}` : null;
  }
  return kind === OBSERVATION && isOver(patient, visitObserved(task), context.now)
    ? `never confirmed; seen again in ${visit.visit}`
    : null;
};

type Settling = {
  readonly patient: PatientState;
  readonly visit: VisitState;
  readonly context: Context;
};

const settled = (settling: Settling): readonly Fact[] =>
  settling.patient.tasks
    .filter(({ closed }) => closed === null)
    .filter(({ implant }) => implant === undefined || implant === settling.visit.implant)
    .flatMap((each) => {
      const how = howSettled(each, settling);
      return how === null ? [] : [taskClosed.of({ task: each.task, how })];
    });

const attended = (patient: PatientState, visit: VisitState, { now }: Context): readonly Fact[] =>
  patient.appointments
    .filter(
      (each) =>
        each.outcome === "open" &&
        each.kind === visit.kind &&
        each.implant === visit.implant &&
        instantFrom(each.at).epochMs <= now.epochMs,
    )
    .map(({ appointment }) => appointmentClosed.of({ appointment, outcome: "attended" }));

const newTasks = (ready: Ready): readonly Fact[] => {
  const { visit, subject, context } = ready;
  const guard = step.stepOf(visit, "guard");
  const found = reconciliationOf(subject, visit);
  const { implant } = visit;
  return [
    ...(guard === undefined
      ? []
      : [
          taskRaised.of({
            task: observationOf(visit.visit),
            kind: OBSERVATION,
            due: printDay(
              later(instantFrom(guard.observe_from), quantity(guard.observe_for, "time")),
            ),
            implant,
            because: `observation of ${guard.observe_for} after the refill`,
            who: "nurse",
          }),
        ]),
    ...(found === null || verdictsToExplain(found).length === 0
      ? []
      : [
          taskRaised.of({
            task: `${visit.visit}.rate`,
            kind: "check-rate",
            due: printDay(later(context.now, DAY)),
            implant,
            because: verdictsToExplain(found).join(", "),
            who: "physician",
          }),
        ]),
  ];
};

const commitFacts = (ready: Ready): Decision => {
  const { standing, visit, context } = ready;
  const plan = judgementOf(ready.subject, visit, context.now)?.plan ?? null;
  return facts(
    ...(plan === null ? [] : takenOver(ready, plan)),
    ...refilled(ready),
    ...stockFacts(ready),
    ...settled({ patient: standing.patient, visit, context }),
    ...attended(standing.patient, visit, context),
    ...newTasks(ready),
    ...(plan === null ? [] : beyondLabel(ready, plan)),
    step.visitCommitted.of({ visit: visit.visit }),
  );
};

/** Visits that are committed; the others end with their own record. */
const COMMITTED = ["refill", "programming", "single-bolus", "assessment"];

/** Commits a visit. */
export const commitVisit = command({
  name: "commit-visit",
  subject: "patient",
  about: "Commits a visit: reservoir, program, register and tasks change at once, or nothing does",
  who: TREATING,
  signature: "sign",
  prescribes: true,
  input: entry.commit,
  decide: (standing, { visit }, context) => {
    const ready = readyFor(standing, visit, context);
    return (
      refusedBy([
        step.visitRefusal(standing.patient, visit, COMMITTED),
        ...(ready === null ? [] : commitRefusals(ready)),
      ]) ?? (ready === null ? facts() : commitFacts(ready))
    );
  },
});

/** Ends a visit without its purpose. */
export const abandonVisit = command({
  name: "abandon-visit",
  subject: "patient",
  about: "Ends a visit without its purpose, saying what is in the reservoir",
  who: TREATING,
  input: entry.abandonment,
  decide: (standing, input, context) => {
    const ready = readyFor(standing, input.visit, context);
    return (
      refusedBy([
        step.visitRefusal(standing.patient, input.visit, step.ANY_KIND),
        ready !== null &&
        step.stepOf(ready.visit, "aspirate") !== undefined &&
        input.reservoir !== "emptied"
          ? refusal("volumes-do-not-fit", "reservoir", {
              read: input.reservoir,
              accepted: "emptied: what was in it was drawn out in this visit",
            })
          : null,
      ]) ??
      facts(
        step.visitAbandoned.of(input),
        ...(input.reservoir === "emptied" && ready !== null ? emptied(ready) : []),
      )
    );
  },
});

/** An emptied pump in a patient is urgent whatever its computed volume says. */
const emptied = (ready: Ready): readonly Fact[] => [
  taskRaised.of({
    task: `${ready.visit.visit}.empty`,
    kind: "refill-now",
    due: printDay(ready.context.now),
    implant: ready.visit.implant,
    because: "the reservoir was emptied and not filled",
    who: "physician",
  }),
  ...stockFacts(ready).filter(({ kind }) => kind === "aspirate-taken"),
];
