// SPDX-License-Identifier: Apache-2.0
/** The formulary: every drug of this folder by its id, and the reader of a drug's name. */
import { baclofen } from "./baclofen.ts";
import { bupivacaine } from "./bupivacaine.ts";
import { clonidine } from "./clonidine.ts";
import { DRUG_IDS, type DrugId, type Formulary } from "./drug.ts";
import { fentanyl } from "./fentanyl.ts";
import { hydromorphone } from "./hydromorphone.ts";
import { morphine } from "./morphine.ts";
import { ropivacaine } from "./ropivacaine.ts";
import { sufentanil } from "./sufentanil.ts";
import { ziconotide } from "./ziconotide.ts";

/**
 * Every drug by its id, as Cisterna ships it; a clinic lays its local formulary over it with
 * `confirm`.
 */
export const FORMULARY: Formulary = new Map(
  [
    morphine,
    hydromorphone,
    fentanyl,
    sufentanil,
    bupivacaine,
    ropivacaine,
    clonidine,
    ziconotide,
    baclofen,
  ].map((drug) => [drug.id, drug]),
);

/** The drug that a text names, exactly as the formulary writes it; undefined if it names none. */
export const drugNamed = (text: string): DrugId | undefined =>
  DRUG_IDS.find((drug) => drug === text);
