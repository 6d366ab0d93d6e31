// SPDX-License-Identifier: Apache-2.0
/** Every refusal that a visit can meet, in English: what was read and what would be right. */

/** What a refusal says: what was read, the first amount or name that is accepted, the patient. */
export type RefusalWords = {
  readonly read: string;
  readonly accepted: string;
  readonly patient: string;
};

type Sentence = (words: RefusalWords) => string;

const unreadable: Sentence = ({ read }) => `“${read}” cannot be read here.`;

/** The table, by the kind of the refusal. */
export const EN_REFUSAL = {
  "missing-key": (() => "Something is missing.") as Sentence,
  "unknown-key": (({ read }) => `“${read}” is not known to the clinic's server.`) as Sentence,
  "wrong-type": unreadable,
  "empty-list": (() => "At least one is needed.") as Sentence,
  "malformed-number": (({ read }) =>
    `“${read}” is no number: digits, at most one point, such as 0.5.`) as Sentence,
  "malformed-quantity": (({ read }) => `“${read}” is no number with a unit.`) as Sentence,
  "malformed-text": (({ read }) => `“${read}” is not written as it has to be.`) as Sentence,
  "malformed-date": (({ read }) => `“${read}” is no date.`) as Sentence,
  "malformed-time": (({ read }) => `“${read}” is no time.`) as Sentence,
  "date-without-zone": (({ read }) => `“${read}” does not say its time zone.`) as Sentence,
  "unknown-unit": (({ read }) => `The unit of “${read}” is not known.`) as Sentence,
  "wrong-kind-of-unit": (({ read }) => `“${read}” has a unit of another kind.`) as Sentence,
  "unknown-word": (({ read }) => `“${read}” is none of the words that are known here.`) as Sentence,
  "not-positive": (({ read }) => `“${read}” has to be more than nothing.`) as Sentence,
  "out-of-range": (({ read }) => `“${read}” is outside what is possible.`) as Sentence,
  "inverted-range": (({ read }) => `“${read}”: the ends are the wrong way round.`) as Sentence,
  "both-given": (() => "Two things are given that exclude each other.") as Sentence,
  "already-there": (({ read }) => `“${read}” is there already.`) as Sentence,
  "not-there": (({ read }) => `“${read}” is not there, or not any more.`) as Sentence,
  "not-open": (() => "This visit is not open: it was ended, or never begun.") as Sentence,
  "out-of-order": (() => "A step before this one is still missing.") as Sentence,
  "in-the-future": (({ read }) => `${read} lies in the future.`) as Sentence,
  "before-the-last": (({ read }) => `${read} lies before the last entry.`) as Sentence,
  "contraindication-open": (() => "A contraindication is still open.") as Sentence,
  "criterion-not-measured": (() => "A criterion was not measured.") as Sentence,
  "catheter-volume-unknown": (() => "The catheter's volume is not known.") as Sentence,
  "check-refuses": (() => "The plan is refused: change it.") as Sentence,
  "check-not-confirmed": (() => "A danger has not been read and confirmed.") as Sentence,
  "check-not-raised": (() => "What you answered stands no more. Read what stands now.") as Sentence,
  "discrepancy-not-explained": (() =>
    "Expected and found differ, and nobody has answered for it.") as Sentence,
  "volumes-do-not-fit": (({ read, accepted }) =>
    `Volumes do not fit: ${read}, where ${accepted} would be right.`) as Sentence,
  "wrong-patient": (({ read, patient }) =>
    `WRONG PATIENT. It is for ${read}; here is ${patient}. Do not inject it.`) as Sentence,
  "wrong-drug": (({ read, accepted }) =>
    `WRONG DRUG OR LABEL. Read: ${read}. It should be: ${accepted}. Do not inject it.`) as Sentence,
  "wrong-concentration": (({ read, accepted }) =>
    `WRONG CONCENTRATION. Read: ${read}. It should be: ${accepted}. Do not inject it.`) as Sentence,
  "lot-unknown": (({ read }) =>
    `The lot ${read} was never received here. Do not inject it.`) as Sentence,
  "lot-expired": (({ read }) => `This lot expired on ${read}. Do not inject it.`) as Sentence,
  "lot-spent": (({ read, accepted }) =>
    `More is taken (${read}) than is left of the lot (${accepted}).`) as Sentence,
  "more-than-there": (({ read, accepted }) =>
    `More is taken (${read}) than there is (${accepted}).`) as Sentence,
  "witness-missing": (() => "A witness is missing.") as Sentence,
  "same-person": (() => "It has to be another person.") as Sentence,
  "unit-of-work-unfinished": (({ read }) =>
    `Another visit of this implant is still open: ${read}.`) as Sentence,
  "not-programmable": (() => "The flow of this pump cannot be set.") as Sentence,
  "program-differs": (({ read, accepted }) =>
    `THE PUMP SAYS ${read}. By the plan it is ${accepted}. Look at the pump.`) as Sentence,
  "reservoir-not-empty": (() => "The reservoir is not empty.") as Sentence,
  "aspirate-not-confirmed": (() =>
    "The needle's place is not certain. STOP: the drug may go beside the reservoir.") as Sentence,
  "observation-too-short": (({ read, accepted }) =>
    `${read} of observation is too short; this clinic asks for ${accepted}.`) as Sentence,
  "not-controlled": (() => "This drug is not on the list of controlled ones.") as Sentence,
  "signature-missing": (() => "Your signature is missing.") as Sentence,
  "second-missing": (() => "The signature of a second person is missing.") as Sentence,
  "code-missing": (() => "The six digits of your authenticator are missing.") as Sentence,
  "code-used": (() => "This code was used already. Wait for the next one.") as Sentence,
  "factor-missing": (() =>
    "Your account has no authenticator yet: an administrator gives it one.") as Sentence,
  "drawn-out": (() =>
    "What was in the reservoir was drawn out in this visit: it is empty.") as Sentence,
  other: (({ read }) => `The clinic refuses: “${read}”.`) as Sentence,
};

/** What a table of this kind holds. */
export type RefusalText = typeof EN_REFUSAL;
