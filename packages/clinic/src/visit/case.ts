// SPDX-License-Identifier: Apache-2.0
/**
 * From a patient's record and a proposal to the case that the judge is given, and from its plan to
 * what the radar needs: how long the reservoir lasts in the worst case.
 */
import {
  assert,
  canonical,
  type Flow,
  flowFor,
  type Instant,
  inNanolitres,
  isNegative,
  later,
  milliseconds,
  minus,
  none,
  plus,
  printInstant,
  quantity,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";
import {
  type Case,
  complete,
  concentrationIn,
  dailyDose,
  type Formulary,
  fastest,
  type Implant,
  type Judgement,
  judge,
  ledger,
  type Plan,
  type Pump,
} from "@cisterna/therapy";
import type { FluidEntry, PrescriptionEntry } from "../course/entry/therapy.ts";
import { catheterFrom, pumpFrom } from "../course/hardware.ts";
import type { ImplantState, PatientState, Running } from "../course/patient.ts";
import { fluidFrom, instantFrom, prescriptionFrom } from "./written.ts";

/** What is to be in the reservoir, and what is to run. */
export type Proposal = {
  readonly volume: string;
  readonly drugs: FluidEntry;
  readonly prescription: PrescriptionEntry;
  readonly at: Instant;
};

/** The hardware of an implant. Breaks if: the entry was not judged when it was recorded. */
export const hardwareOf = ({ entry }: ImplantState): Implant => {
  const [pump, catheter] = [pumpFrom(entry.pump), catheterFrom(entry.catheter)];
  assert(pump.ok && catheter.ok, "an implant was judged when it was recorded");
  return { pump: pump.value, catheter: catheter.value };
};

const patientOf = (id: string, { person }: PatientState): Case["patient"] => ({
  id,
  born: person?.born ?? null,
  weight: person?.weight === undefined ? null : quantity(person.weight, "mass"),
  tolerance: person?.tolerance ?? null,
});

const beforeFrom = ({ drugs, prescription }: NonNullable<Running["before"]>): Case["before"] => ({
  fluid: fluidFrom(drugs),
  prescription: prescriptionFrom(prescription),
});

/** One implant in the record of a patient. */
export type Subject = {
  readonly id: string;
  readonly patient: PatientState;
  readonly implant: ImplantState;
  /** What a proposal is judged by: the clinic's own; as it is shipped where it is left out. */
  readonly formulary?: Formulary;
};

type Earlier = Pick<Running, "before" | "first">;

const caseWith = (subject: Subject, proposal: Proposal, earlier: Earlier): Case => ({
  patient: patientOf(subject.id, subject.patient),
  implant: hardwareOf(subject.implant),
  reservoir: {
    volume: quantity(proposal.volume, "volume"),
    filled: proposal.at,
    fluid: fluidFrom(proposal.drugs),
    firstFill: earlier.first,
  },
  prescription: prescriptionFrom(proposal.prescription),
  before: earlier.before === undefined ? null : beforeFrom(earlier.before),
});

/** What runs, as the change to something else knows it. */
export const asBefore = (running: Running | null): Running["before"] =>
  running === null
    ? undefined
    : { drugs: running.reservoir.drugs, prescription: running.prescription };

/** The case of a proposal for an implant, against what runs in it now. */
const caseOf = (subject: Subject, proposal: Proposal): Case => {
  const { running } = subject.implant;
  return caseWith(subject, proposal, { before: asBefore(running), first: running === null });
};

/** The judge's answer to a proposal. */
export const judged = (subject: Subject, proposal: Proposal): Judgement & { readonly of: Case } => {
  const of = caseOf(subject, proposal);
  return { ...judge(of, subject.formulary), of };
};

/** The judge's answer to what somebody says has been running, whatever ran before it. */
export const judgedRunning = (subject: Subject, proposal: Proposal): Judgement =>
  judge(caseWith(subject, proposal, { first: false }));

const worstFlow = ({ of, constants }: Plan): Flow => {
  const concentration = concentrationIn(of.reservoir.fluid, of.prescription.doseOf);
  assert(concentration !== undefined, "a plan's doses are of a drug in its fluid");
  const flow = flowFor(dailyDose(of.prescription).sustained, concentration);
  return fastest(flow, constants.overError);
};

const onceGiven = ({ of, transition }: Plan): Volume => {
  const { single, doseOf } = of.prescription;
  const concentration = concentrationIn(of.reservoir.fluid, doseOf);
  assert(concentration !== undefined, "a plan's doses are of a drug in its fluid");
  const once = single === null ? none<"volume">() : volumeFor(single.dose, concentration);
  return transition.kind === "none" ? once : plus(once, transition.volume.high);
};

const aDay = (flow: Flow): number => inNanolitres(canonical<"volume">(flow), "up");

/**
 * The wear of a plan. `filled`: when the fluid came into the pump, from which its stability runs.
 */
export const wearOf = (plan: Plan, filled: Instant): Running["wear"] => {
  const { constants, refill, of } = plan;
  const left = minus(minus(of.reservoir.volume, constants.residual), onceGiven(plan));
  const kept = isNegative(left) ? none<"volume">() : left;
  return {
    left: `${inNanolitres(kept, "down")} nL`,
    residual: `${inNanolitres(constants.residual, "up")} nL`,
    flow: `${aDay(worstFlow(plan))} nL/d`,
    ...(refill.cap === null ? {} : { stable: printInstant(later(filled, refill.cap.days)) }),
  };
};

/** The plan of what runs, judged again against what ran before it. */
export const planRunning = (subject: Subject, running: Running): Plan | null =>
  judge(
    caseWith(
      subject,
      {
        volume: running.left,
        drugs: running.reservoir.drugs,
        prescription: running.prescription,
        at: instantFrom(running.since),
      },
      running,
    ),
  ).plan;

/**
 * Volume that the computation expects in the reservoir now, without on-demand boluses; null:
 * nothing runs, or what runs can no longer be judged.
 */
export const expectedNow = (subject: Subject, now: Instant): Volume | null => {
  const { running } = subject.implant;
  const plan = running === null ? null : planRunning(subject, running);
  if (running === null || plan === null) return null;
  const since = instantFrom(running.since);
  const upto = milliseconds(Math.max(0, now.epochMs - since.epochMs));
  const delivered = ledger(plan.program, plan.pulse, { upto, grants: [] });
  return minus(quantity(running.left, "volume"), delivered);
};

/** The pump's reservoir, if the device table or the clinic says. */
export const reservoirOf = (pump: Pump): Volume | null => {
  const known = complete(pump);
  return known.ok ? known.value.constants.reservoir : null;
};
