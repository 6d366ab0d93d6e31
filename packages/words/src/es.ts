// SPDX-License-Identifier: Apache-2.0
/** The words in Spanish. A name of therapy goes in, what it is called comes out. */
import type { Words } from "./words.ts";

/** In Spanish. */
export const ES: Words = {
  drugs: {
    morphine: "morfina",
    hydromorphone: "hidromorfona",
    fentanyl: "fentanilo",
    sufentanil: "sufentanilo",
    bupivacaine: "bupivacaína",
    ropivacaine: "ropivacaína",
    clonidine: "clonidina",
    ziconotide: "ziconotida",
    baclofen: "baclofeno",
  },
  dangers: {
    withdrawal: "síndrome de abstinencia, que puede matar",
    "rebound-hypertension": "rebote de la presión arterial",
    "none-known": "ningún peligro que se conozca aquí",
  },
  measures: {
    "stop-delivery": "parar la bomba",
    "support-breathing": "apoyar la respiración",
    "give-naloxone": "dar naloxona",
    "withdraw-csf": "extraer líquido cefalorraquídeo",
    "empty-reservoir": "vaciar el reservorio y anotar el volumen",
    "intensive-care": "cuidados intensivos",
    "watch-for-return": "vigilar su vuelta cuando pase el antídoto",
  },
  magnet: {
    "flow-stops": "el flujo se para en el imán",
    "interrogate-after": "hay que leer la bomba después",
    "empty-before": "VACIAR antes el reservorio; las válvulas pueden abrirse",
    conditional: "con condiciones",
    "no-effect": "no se halló efecto",
  },
};
