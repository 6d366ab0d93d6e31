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
  bands: {
    empty: "Vacía",
    unknown: "Desconocida",
    low: "Baja",
    "at-risk": "En riesgo",
    order: "Pedir",
    book: "Citar",
    planned: "Prevista",
    quiet: "Tranquila",
  },
  reasons: {
    emptied: "vaciada y no llenada",
    "visit-unfinished": "se empezó una visita y se dejó",
    "contents-unknown": "nadie sabe qué contiene",
    "empty-at-worst": "puede estar vacía",
    "alarm-at-worst": "puede estar en su volumen de alarma",
    "drug-past-its-stability": "el fármaco supera la estabilidad conocida",
    "no-working-day-left": "no queda ningún día laborable",
    "appointment-too-late": "la cita es demasiado tarde",
    "drug-too-late": "el fármaco llega demasiado tarde",
    "no-drug": "no hay fármaco pedido ni en existencias",
    "no-appointment": "sin cita",
    "closed-before-due": "la consulta cierra antes de la fecha",
    "appointments-missed": "faltó a citas",
  },
};
