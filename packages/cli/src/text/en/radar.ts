// SPDX-License-Identifier: Apache-2.0
/** The radar in words: bands, reasons, what comes next, one implant a paragraph. */
import type { Band, ClinicRadar, Urgency } from "@cisterna/clinic";
import { wrapped } from "./wrap.ts";

const BAND_WORDS: Readonly<Record<Band, string>> = {
  empty: "EMPTY",
  unknown: "UNKNOWN",
  low: "LOW",
  "at-risk": "AT RISK",
  order: "ORDER",
  book: "BOOK",
  planned: "planned",
  quiet: "quiet",
};

const REASONS: Readonly<Record<Urgency["reasons"][number], string>> = {
  emptied: "emptied and not filled again",
  "visit-unfinished": "a visit was begun and left",
  "contents-unknown": "nobody knows what is in it",
  "empty-at-worst": "may be empty",
  "alarm-at-worst": "may be at its alarm volume",
  "drug-past-its-stability": "the drug is older than is known to be stable",
  "no-working-day-left": "no working day is left",
  "appointment-too-late": "the appointment is too late",
  "drug-too-late": "the drug comes too late",
  "no-drug": "no drug ordered or in stock",
  "no-appointment": "no appointment",
  "closed-before-due": "the clinic is closed before it is due",
  "appointments-missed": "appointments were missed",
};

const ACTIONS: Readonly<Record<Urgency["next"][number]["kind"], string>> = {
  "refill-now": "refill now",
  "call-patient": "call the patient",
  "order-drug": "order the drug",
  "book-refill": "book the refill",
};

const dayOf = (instant: string | null): string =>
  instant === null ? "not known" : instant.slice(0, 10);

const rowText = ({ patient, implant, name, band, empty, reasons, next }: Urgency): string => {
  const [first] = next;
  const action = first === undefined ? "" : `; ${ACTIONS[first.kind]} by ${first.by.slice(0, 10)}`;
  const why = reasons.map((each) => REASONS[each]).join("; ");
  return [
    `${BAND_WORDS[band].padEnd(9)}empty at worst ${dayOf(empty)}  ${name} (${patient}, ${implant})`,
    ...(why === "" && action === "" ? [] : [`         ${wrapped(why + action, "         ")}`]),
  ].join("\n");
};

/** What is said of a database without a clinic. */
export const NO_CLINIC = "There is no clinic in this database.";

/** The radar of a clinic as a page. */
export const radarText = ({ name, clinic, asOf, list }: ClinicRadar): string => {
  const head = `${name} (${clinic}), as of ${asOf}`;
  if (list === null) return `${head}\n  The clinic has not said its alarm volume and days yet.`;
  const what = "worst case: every allowed bolus, the pump fast by its stated error";
  return [`${head}: ${list.length} implants; ${what}`, "", ...list.map(rowText)].join("\n");
};
