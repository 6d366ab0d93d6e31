// SPDX-License-Identifier: Apache-2.0
/** Ropivacaine: a local anaesthetic given by chronic intrathecal infusion off-label. */
import { fact } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import { tablesNotFound } from "./recalled.ts";
import { strong, tested } from "./row.ts";

/** Ropivacaine. */
export const ropivacaine: Drug = {
  id: "ropivacaine",
  name: "Ropivacaine",
  family: "local-anaesthetic",
  massUnit: "mg",
  labelled: [],
  unapproved: [],
  strengths: [],
  limits: [],
  startingDoses: [],
  trialBoluses: [],
  titration: [],
  stability: [
    {
      ...tested(
        ["morphine", "ziconotide"],
        ["unread", null],
        fact(
          { source: "robert2017", edition: "2017", jurisdiction: null },
          "in syringes at 5, 21 and 31 °C; the result was not in the excerpt",
        ),
      ),
      concentration: { low: strong("7.5 mg/mL"), high: strong("7.5 mg/mL") },
      partnerConcentrations: { morphine: strong("3.5 mg/mL"), ziconotide: strong("1 mcg/mL") },
    },
  ],
  firstFill: [],
  abruptStop: null,
  overdose: null,
  onDemand: [],
  reported: [],
  contraindications: [],
  advice: [],
  notFound: tablesNotFound(),
};
