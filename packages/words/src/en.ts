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
};
