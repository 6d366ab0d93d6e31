// SPDX-License-Identifier: Apache-2.0
/** The radar in words: bands, reasons, what comes next, one implant a paragraph. */
import type { Band, ClinicRadar, Urgency } from "@cisterna/clinic";
import { EN } from "@cisterna/words";
import { wrapped } from "./wrap.ts";

/** Bands in which something has to be done stand out at a terminal without colour. */
const bandWord = (band: Band): string => {
  const word = EN.bands[band];
  return band === "planned" || band === "quiet" ? word.toLowerCase() : word.toUpperCase();
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
  const why = reasons.map((each) => EN.reasons[each]).join("; ");
  return [
    `${bandWord(band).padEnd(9)}empty at worst ${dayOf(empty)}  ${name} (${patient}, ${implant})`,
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
