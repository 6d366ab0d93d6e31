// SPDX-License-Identifier: Apache-2.0
/** The steps of a visit as commands: each is held against what stands so far. */
import { exceeds, print, printDay, quantity } from "@cisterna/quantity";
import { sameFluid, visitRefusals } from "@cisterna/therapy";
import type { FluidEntry } from "../course/entry/therapy.ts";
import type { VisitState } from "../course/patient.ts";
import { among, happened, implantsIn, registered, unused } from "../course/rule.ts";
import { command, type Standing } from "../course/standing.ts";
import { leftOf } from "../custody/balance.ts";
import type { LotState } from "../custody/stock.ts";
import { type Context, facts } from "../fact/command.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { hardwareOf, reservoirOf } from "./case.ts";
import * as entry from "./entry.ts";
import {
  judgementOf,
  reconciliationOf,
  subjectOf,
  verdictsToExplain,
  volumesOf,
} from "./findings.ts";
import { checkKey, type ShownCheck } from "./shown.ts";
import * as step from "./step.ts";
import { fluidFrom } from "./written.ts";

/** Visits that open the reservoir. */
const REFILLS = ["refill"];
/** Visits that may change the program. */
const PROGRAMS = ["refill", "programming", "single-bolus"];
const READS = [...PROGRAMS, "mri", "catheter-access", "dye-study", "assessment"];

/** Begins a visit. One at a time for an implant, so that no step lands in the wrong one. */
export const beginVisit = command({
  name: "begin-visit",
  subject: "patient",
  about: "Begins a visit; it can be left and found again until it is committed or abandoned",
  who: TREATING,
  input: entry.begin,
  decide: ({ patient }, input) => {
    const open = patient.visits.find((each) => each.end === null && each.implant === input.implant);
    return (
      refusedBy([
        registered(patient),
        among(
          implantsIn(patient).map((each) => each.entry.implant),
          input.implant,
          "implant",
        ),
        unused(
          patient.visits.map((each) => each.visit),
          input.visit,
          "visit",
        ),
        open === undefined
          ? null
          : refusal("unit-of-work-unfinished", "implant", {
              read: open.visit,
              accepted: `${open.visit} committed or abandoned first`,
            }),
      ]) ?? facts(step.visitBegun.of(input))
    );
  },
});

const visitOf = ({ patient }: Standing, name: string): VisitState | undefined =>
  step.openVisit(patient, name);

/** Takes down what the pump said. */
export const recordReading = command({
  name: "record-reading",
  subject: "patient",
  about: "Takes down what the pump said, read by the link or typed off the maker's programmer",
  who: [...TREATING, "technician"],
  input: entry.reading,
  decide: (standing, input, context) =>
    refusedBy([
      step.visitRefusal(standing.patient, input.visit, READS),
      happened(input.at, "at", context),
      aboveReservoir(standing, input, context),
    ]) ?? facts(step.pumpRead.of(input)),
});

const aboveReservoir = (
  standing: Standing,
  { visit, volume }: { readonly visit: string; readonly volume: string },
  context: Context,
): Refusal | null => {
  const found = visitOf(standing, visit);
  const subject = found === undefined ? null : subjectOf(standing, found, context);
  const size = subject === null ? null : reservoirOf(hardwareOf(subject.implant).pump);
  if (size === null || !exceeds(quantity(volume, "volume"), size)) return null;
  return refusal("volumes-do-not-fit", "volume", {
    read: volume,
    accepted: `at most ${print(size, "mL")}, the size of the reservoir`,
  });
};

/** Takes down what the needle found. */
export const recordAspirate = command({
  name: "record-aspirate",
  subject: "patient",
  about: "Takes down what was drawn out of the reservoir; the answer is expected against found",
  who: TREATING,
  input: entry.aspirate,
  decide: (standing, input, context) =>
    refusedBy([
      step.visitRefusal(standing.patient, input.visit, REFILLS),
      aboveReservoir(standing, input, context),
    ]) ?? facts(step.reservoirAspirated.of(input)),
});

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

const unread = (
  standing: Standing,
  input: { readonly visit: string; readonly verdicts: readonly string[] },
  context: Context,
): Refusal | null => {
  const found = visitOf(standing, input.visit);
  const subject = found === undefined ? null : subjectOf(standing, found, context);
  if (found === undefined || subject === null) return null;
  const reconciled = reconciliationOf(subject, found);
  const verdicts = reconciled === null ? [] : verdictsToExplain(reconciled);
  if (verdicts.length > 0 && sameWords(verdicts, input.verdicts)) return null;
  return refusal("check-not-raised", "verdicts", {
    read: input.verdicts.join(", "),
    accepted: verdicts.length === 0 ? "nothing: no verdict stands" : verdicts.join(", "),
  });
};

/** Answers for a discrepancy. */
export const explainDiscrepancy = command({
  name: "explain-discrepancy",
  subject: "patient",
  about: "Answers for a discrepancy between expected and aspirated volume, verdict by verdict",
  who: TREATING,
  signature: "sign",
  input: entry.explanation,
  decide: (standing, input, context) =>
    refusedBy([
      step.visitRefusal(standing.patient, input.visit, REFILLS),
      unread(standing, input, context),
    ]) ?? facts(step.discrepancyExplained.of(input)),
});

/** Whether two written fluids are the same drugs at the same concentrations. */
export const isSameFluid = (a: FluidEntry, b: FluidEntry): boolean =>
  sameFluid(fluidFrom(a), fluidFrom(b));

const fluidText = (fluid: FluidEntry): string =>
  fluid.map(({ drug, concentration }) => `${drug} ${concentration}`).join(" + ");

const sameDrugs = (a: FluidEntry, b: FluidEntry): boolean =>
  sameWords(
    a.map(({ drug }) => drug),
    b.map(({ drug }) => drug),
  );

type Label = entry.Steps["syringe"];

const labelRefusals = (
  label: Label,
  lot: LotState,
  context: Context,
): readonly (Refusal | null)[] => {
  const today = printDay(context.now);
  const owners = [lot.patient, label.patient].filter((each) => each !== undefined);
  const other = owners.find((each) => each !== context.patient);
  return [
    label.patient === undefined
      ? refusal("wrong-patient", "patient", {
          read: "nobody",
          accepted: "the patient on the label; of a syringe out of stock, whom it is for",
        })
      : null,
    other !== undefined
      ? refusal("wrong-patient", "patient", {
          read: other,
          accepted: `a syringe for ${context.patient ?? "this patient"}`,
        })
      : null,
    isSameFluid(label.drugs, lot.drugs)
      ? null
      : refusal(sameDrugs(label.drugs, lot.drugs) ? "wrong-concentration" : "wrong-drug", "drugs", {
          read: fluidText(label.drugs),
          accepted: fluidText(lot.drugs),
        }),
    label.expires === lot.expires
      ? null
      : refusal("wrong-drug", "expires", { read: label.expires, accepted: lot.expires }),
    label.expires < today
      ? refusal("lot-expired", "expires", {
          read: label.expires,
          accepted: `a day from ${today} on`,
        })
      : null,
    exceeds(quantity(label.volume, "volume"), leftOf(lot))
      ? refusal("lot-spent", "volume", {
          read: label.volume,
          accepted: `at most ${print(leftOf(lot), "mL")}, what is left of the lot`,
        })
      : null,
  ];
};

/** Holds a syringe's label against its lot and the patient. */
export const checkSyringe = command({
  name: "check-syringe",
  subject: "patient",
  about: "Holds a syringe's label against its lot: patient, drugs, concentrations, expiry, volume",
  who: TREATING,
  input: entry.syringe,
  decide: (standing, input, context) => {
    const { lots } = standing.stock;
    const lot = lots.find((each) => each.lot === input.lot);
    return (
      refusedBy([
        step.visitRefusal(standing.patient, input.visit, REFILLS),
        ...(lot === undefined
          ? [
              refusal("lot-unknown", "lot", {
                read: input.lot,
                accepted: `one of ${lots.map((each) => each.lot).join(", ")}`,
              }),
            ]
          : labelRefusals(input, lot, context)),
      ]) ?? facts(step.syringeChecked.of(input))
    );
  },
});

/** Proposes what is to be filled and to run. */
export const proposeFill = command({
  name: "propose-fill",
  subject: "patient",
  about: "Proposes what is to be filled and to run; the answer is the judge's",
  who: TREATING,
  input: entry.fill,
  decide: (standing, input) =>
    refusedBy([step.visitRefusal(standing.patient, input.visit, REFILLS), stated(input)]) ??
    facts(step.fillProposed.of(input)),
});

const stated = (input: entry.Steps["fill"]): Refusal | null =>
  input.drugs.some(({ drug }) => drug === input.prescription.dose_of)
    ? null
    : refusal("wrong-drug", "prescription.dose_of", {
        read: input.prescription.dose_of,
        accepted: `one of ${input.drugs.map(({ drug }) => drug).join(", ")}`,
      });

/** Proposes another program for what is in the reservoir. */
export const proposeProgram = command({
  name: "propose-program",
  subject: "patient",
  about: "Proposes another program for what is in the reservoir; the answer is the judge's",
  who: TREATING,
  input: entry.program,
  decide: (standing, input, context) => {
    const found = visitOf(standing, input.visit);
    const subject = found === undefined ? null : subjectOf(standing, found, context);
    return (
      refusedBy([
        step.visitRefusal(standing.patient, input.visit, ["programming"]),
        subject !== null && subject.implant.running === null
          ? refusal("not-there", "visit", { read: "an empty pump", accepted: "a pump that runs" })
          : null,
        subject !== null && !hardwareOf(subject.implant).pump.programmable
          ? refusal("not-programmable", "visit", {
              read: subject.implant.entry.pump.model,
              accepted: "a pump whose flow can be set",
            })
          : null,
      ]) ?? facts(step.programProposed.of(input))
    );
  },
});

const shownText = (shown: readonly ShownCheck[]): string =>
  shown
    .filter(({ severity }) => severity === "confirm")
    .map(checkKey)
    .join("; ");

/** Confirms one check. */
export const confirmCheck = command({
  name: "confirm-check",
  subject: "patient",
  about: "Confirms one check of the judge, quoting it as it stands on the screen",
  who: TREATING,
  signature: "sign",
  input: entry.confirmation,
  decide: (standing, input, context) => {
    const found = visitOf(standing, input.visit);
    const subject = found === undefined ? null : subjectOf(standing, found, context);
    const judgement =
      found === undefined || subject === null ? null : judgementOf(subject, found, context.now);
    const { check, path, drug, asked, limit, old, what } = input;
    const quoted = [check, path, drug, asked, limit, old, what].join(" | ");
    const stands = judgement?.shown.some(
      (each) => each.severity === "confirm" && checkKey(each) === quoted,
    );
    return (
      refusedBy([
        step.visitRefusal(standing.patient, input.visit, PROGRAMS),
        stands === true
          ? null
          : refusal("check-not-raised", "check", {
              read: quoted,
              accepted: judgement === null ? "a proposal first" : shownText(judgement.shown),
            }),
      ]) ?? facts(step.checkConfirmed.of(input))
    );
  },
});

/** Attests the needle's place and begins the observation. */
export const guardFill = command({
  name: "guard-fill",
  subject: "patient",
  about: "Attests that the fill went into the reservoir, and begins the observation",
  who: TREATING,
  input: entry.guard,
  decide: (standing, input, context) => {
    const least = standing.clinic.settings?.observation;
    return (
      refusedBy([
        step.visitRefusal(standing.patient, input.visit, REFILLS),
        happened(input.observe_from, "observe_from", context),
        input.aspirated_back ? null : notAttested("aspirated_back"),
        input.no_swelling ? null : notAttested("no_swelling"),
        least !== undefined && exceeds(quantity(least, "time"), quantity(input.observe_for, "time"))
          ? refusal("observation-too-short", "observe_for", {
              read: input.observe_for,
              accepted: `at least ${least}, as the clinic has set`,
            })
          : null,
      ]) ?? facts(step.fillGuarded.of(input))
    );
  },
});

const notAttested = (path: string): Refusal =>
  refusal("aspirate-not-confirmed", path, {
    read: "false",
    accepted: "true; otherwise stop, and report a suspected pocket fill",
  });

/** Takes down what the pump says after it was programmed. */
export const recordReadBack = command({
  name: "record-read-back",
  subject: "patient",
  about: "Takes down what the pump says after it was programmed",
  who: TREATING,
  input: entry.readBack,
  decide: (standing, input) =>
    refusedBy([
      step.visitRefusal(standing.patient, input.visit, PROGRAMS),
      input.running
        ? null
        : refusal("program-differs", "running", {
            read: "false",
            accepted: "true: no visit ends with a pump that stands",
          }),
    ]) ?? facts(step.programReadBack.of(input)),
});

/** Volumes of a visit that cannot belong together. */
export const misfits = (standing: Standing, visit: VisitState, context: Context) => {
  const subject = subjectOf(standing, visit, context);
  const volumes = subject === null ? null : volumesOf(subject, visit);
  return volumes === null
    ? []
    : visitRefusals(volumes).map(({ kind, asked, limit }) =>
        refusal("volumes-do-not-fit", "visit", {
          read: `${kind}: ${print(asked, "mL")}`,
          accepted: `at most ${print(limit, "mL")}`,
        }),
      );
};
