// SPDX-License-Identifier: Apache-2.0
/** The words in English. A name of therapy goes in, what it is called comes out. */
import type { Words } from "./words.ts";

/** In English. */
export const EN: Words = {
  drugs: {
    morphine: "morphine",
    hydromorphone: "hydromorphone",
    fentanyl: "fentanyl",
    sufentanil: "sufentanil",
    bupivacaine: "bupivacaine",
    ropivacaine: "ropivacaine",
    clonidine: "clonidine",
    ziconotide: "ziconotide",
    baclofen: "baclofen",
  },
  dangers: {
    withdrawal: "withdrawal, which can kill",
    "rebound-hypertension": "rebound of blood pressure",
    "none-known": "no danger that is known here",
  },
  measures: {
    "stop-delivery": "stop the pump",
    "support-breathing": "support breathing",
    "give-naloxone": "give naloxone",
    "withdraw-csf": "withdraw spinal fluid",
    "empty-reservoir": "empty the reservoir and record the volume",
    "intensive-care": "intensive care",
    "watch-for-return": "watch for its return when the antidote wears off",
  },
  magnet: {
    "flow-stops": "flow stops in the magnet",
    "interrogate-after": "the pump has to be read out after the scan",
    "empty-before": "EMPTY the reservoir before the scan; the valves may open",
    conditional: "under conditions",
    "no-effect": "no effect was found",
  },
  bands: {
    empty: "Empty",
    unknown: "Unknown",
    low: "Low",
    "at-risk": "At risk",
    order: "Order",
    book: "Book",
    planned: "Planned",
    quiet: "Quiet",
  },
  reasons: {
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
  },
};
