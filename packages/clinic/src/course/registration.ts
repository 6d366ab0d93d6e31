// SPDX-License-Identifier: Apache-2.0
/** Registration, referral and selection: how a patient comes to the therapy. */
import { facts } from "../fact/command.ts";
import { line, mapping } from "../fact/field.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { CARING, TREATING } from "../fact/role.ts";
import { handOver } from "./entry/follow-up.ts";
import { person, personChange } from "./entry/person.ts";
import { referral, SELECTION_ITEMS, type SelectionEntry, selection } from "./entry/referral.ts";
import { patientFact } from "./patient.ts";
import { inOrder, notAhead, registered } from "./rule.ts";
import { command } from "./standing.ts";

/** A patient is known to the clinic. */
export const patientRegistered = patientFact({
  kind: "patient-registered",
  version: 1,
  payload: person,
  evolve: (patient, entry) => ({ ...patient, person: entry }),
});

/** Something known of a patient changed. */
export const patientAmended = patientFact({
  kind: "patient-amended",
  version: 1,
  payload: mapping({ change: personChange, because: line("Why") }, "A change of what is known"),
  evolve: (patient, { change }) => {
    if (patient.person === null) return patient;
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    return { ...patient, person: { ...patient.person, ...Object.fromEntries(given) } };
  },
});

/** A referral came in. */
export const patientReferred = patientFact({
  kind: "patient-referred",
  version: 1,
  payload: referral,
  evolve: (patient, entry) => ({ ...patient, referrals: [...patient.referrals, entry] }),
});

/** The clinic decided whether the therapy is for this patient. */
export const selectionDecided = patientFact({
  kind: "selection-decided",
  version: 1,
  payload: selection,
  evolve: (patient, entry) => ({ ...patient, selections: [...patient.selections, entry] }),
});

/** Another clinic took over. */
export const patientHandedOver = patientFact({
  kind: "patient-handed-over",
  version: 1,
  payload: handOver,
  evolve: (patient, entry) => ({ ...patient, handedOver: entry }),
});

/** Takes a patient into the record. */
export const registerPatient = command({
  name: "register-patient",
  subject: "patient",
  about: "Takes a patient into the record, under the clinic's own id",
  who: CARING,
  input: person,
  decide: ({ patient }, input, context) =>
    refusedBy([
      patient.person === null
        ? null
        : refusal("already-there", "", {
            read: context.patient ?? "",
            accepted: "an id that no patient has",
          }),
      notAhead(input.born, "born", context),
    ]) ?? facts(patientRegistered.of(input)),
});

/** Corrects what is known of a patient; the old value stays in the record. */
export const amendPatient = command({
  name: "amend-patient",
  subject: "patient",
  about: "Corrects what is known of a patient; the old value stays in the record",
  who: CARING,
  input: patientAmended.payload,
  decide: ({ patient }, input) =>
    refusedBy([registered(patient)]) ?? facts(patientAmended.of(input)),
});

/** Takes down a referral. */
export const recordReferral = command({
  name: "record-referral",
  subject: "patient",
  about: "Takes down a referral",
  who: CARING,
  input: referral,
  decide: ({ patient }, input, context) =>
    refusedBy([registered(patient), notAhead(input.on, "on", context)]) ??
    facts(patientReferred.of(input)),
});

const unanswered = ({ answers }: SelectionEntry): readonly Refusal[] =>
  SELECTION_ITEMS.filter((item) => answers.filter((each) => each.item === item).length !== 1).map(
    (item) =>
      refusal("missing-key", "answers", {
        read: answers.map((each) => each.item).join(", "),
        accepted: `${item}, answered once`,
      }),
  );

/** Items left open have to be named when the therapy is begun in spite of them. */
const openItems = ({ answers, decision, despite }: SelectionEntry): readonly Refusal[] =>
  decision !== "accepted"
    ? []
    : answers
        .filter((each) => each.stands === "open" && !despite.includes(each.item))
        .map((each) =>
          refusal("contraindication-open", "despite", {
            read: despite.join(", "),
            accepted: `${each.item} named as left open knowingly, or answered`,
          }),
        );

const gapOrder = ({ anticoagulation }: SelectionEntry): readonly (Refusal | null)[] =>
  anticoagulation.map(({ stop, resume }, index) =>
    stop === undefined || resume === undefined
      ? null
      : inOrder(`anticoagulation[${index}].resume`, { first: stop, second: resume }),
  );

/** Takes down the decision for or against intrathecal therapy. */
export const recordSelection = command({
  name: "record-selection",
  subject: "patient",
  about: "Takes down the decision for or against intrathecal therapy, every item answered",
  who: ["physician"],
  signature: "sign",
  input: selection,
  decide: ({ patient }, input, context) =>
    refusedBy([
      registered(patient),
      notAhead(input.on, "on", context),
      ...unanswered(input),
      ...openItems(input),
      ...gapOrder(input),
    ]) ?? facts(selectionDecided.of(input)),
});

/** Gives a patient into the care of another clinic. */
export const handOverPatient = command({
  name: "hand-over-patient",
  subject: "patient",
  about: "Gives a patient into the care of another clinic that has said yes",
  who: TREATING,
  signature: "sign",
  input: handOver,
  decide: ({ patient }, input) =>
    refusedBy([registered(patient)]) ?? facts(patientHandedOver.of(input)),
});
