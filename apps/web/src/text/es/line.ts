// SPDX-License-Identifier: Apache-2.0
/** Line and fill at the programmer, in Spanish. */
import type { LineText } from "../en/line.ts";

/** The table. */
export const ES_LINE: LineText = {
  way: "La línea entre la bomba y la punta",
  ways: {
    change: {
      none: "Dejarla",
      bridge: "Puente",
      "prime-catheter": "Cebar el catéter",
      "prime-pump-and-catheter": "Cebar tubo y catéter",
    },
    fill: {
      none: "Sin intercambio",
      bridge: "Puente: el fármaco antiguo sale a su dosis antigua",
      "prime-catheter": "Cebar el catéter",
      "prime-pump-and-catheter": "Cebar tubo y catéter",
    },
  },
  row: "Línea",
  rowText: {
    prime: (volume, rate) => `cebado de ${volume} a ${rate}`,
    bridge: (volume, rate) => `puente de ${volume} a ${rate}`,
  },
  event: "Cebado por el hecho",
  primed: "Volumen del cebado",
  largest: (volume) => `Como máximo ${volume}, para que ninguna hora en la punta pase del límite.`,
  takeLargest: (volume) => `Tomar ${volume}`,
  faults: {
    unreadable: "Cifras con un punto como máximo y una cifra delante, como 0.12",
    "beyond-line": "Más de lo que se sabe que contiene la línea",
    "beyond-hour":
      "La hora más llena en la punta pasaría de lo que el programa puede dar en una hora.",
  },
  tipTitle: "Lo que saldrá por la punta",
  tipLead:
    "Un modelo de volúmenes, no una lectura: el frente nítido o mezclado, el catéter tan pequeño " +
    "y tan grande como puede ser. Un cebado cuenta con una línea sin fármaco.",
  holds: "La línea contiene",
  fills: "Lo que se ceba contiene",
  given: { prime: "El cebado empuja", bridge: "El puente empuja" },
  lasts: "Dura",
  between: (low, high) => `${low} a ${high}`,
  early: (drug) => `${drug}, entretanto`,
  hourBefore: (drug) => `${drug}, desde la línea`,
  hourLeast: (drug) => `${drug}, hora más escasa`,
  hourMost: (drug) => `${drug}, hora más llena`,
  hourAfter: (drug) => `${drug}, al final`,
  lean: (share) => `Escasez después: hasta que llega el ${share} % de la dosis`,
  never: "nunca",
  peak: "Líquido nuevo en la hora más llena",
  peakLimit: "Límite del programa en una hora",
  attest: (since) =>
    `Doy fe: la línea no contiene fármaco desde lo ocurrido en el catéter (${since}).`,
  primedAlready: (since) =>
    `La bomba ya ha cebado por este hecho (${since}). Otra vez es una segunda dosis.`,
  again: "Qué ocurrió desde entonces en el catéter para que vuelva a estar sin fármaco",
  distinct: {
    "prime-pushes-old-drug": "Un cebado en una línea que contenía fármaco",
    "transition-missing": "El fármaco antiguo al flujo nuevo",
  },
  whereTitle: {
    bridge: "Hay un puente en marcha: qué fármaco está dónde",
    prime: "Hay un cebado en marcha: qué fármaco está dónde",
  },
  whereLead: {
    bridge: (left) =>
      `Faltan ${left} del puente. Una prescripción nueva lo termina antes: la línea da entonces ` +
      "lo que contiene al flujo nuevo, hasta que llega el líquido del depósito.",
    prime: (left) =>
      `Faltan ${left} del cebado. Una prescripción nueva lo termina antes: la dosis llega más ` +
      "tarde a la punta.",
  },
  inReservoir: "En el depósito y la bomba",
  beforeTip: (left) => `Antes de la punta, ${left} como máximo`,
  noDrug: "sin fármaco, según se dio fe",
  unknown: "no se sabe: el registro de la bomba no lo dice",
  wholeAnew: "No se conserva nada: escriba la prescripción entera.",
  placed: "He leído qué fármaco está dónde",
  dragLead:
    "Arrastre un paso hacia arriba o abajo por su barra, y en el tiempo por su punto; con el " +
    "teclado, con las flechas, en los pasos propios de la bomba. Cada cambio está en los campos " +
    "de abajo.",
  rateGrip: (time) => `Ritmo del paso desde las ${time}`,
  rateSays: (rate, time) => `${rate} desde las ${time}`,
  timeGrip: (time) => `Comienzo del paso de las ${time}`,
  tab: "Llenar",
  fillLead:
    "Solo para la bomba: lo que encontró la aguja y lo que contiene ahora el depósito. Jeringa, " +
    "etiqueta y libro pertenecen a la visita de llenado de la clínica.",
  aspirated: "Lo que encontró la aguja",
  filled: "En el depósito tras el llenado",
  found: (expected, found, verdicts) =>
    `${expected} calculados por la bomba, ${found} encontrados: ${verdicts}`,
  verdicts: {
    "within-limits": "dentro de lo aceptado",
    "ran-dry": "según su programa la bomba se vació",
    "more-than-filled": "salió más de lo que se llenó",
    "volume-discrepancy": "investigue antes de seguir",
    "pocket-fill-suspected": "descarte que el último llenado fuera al bolsillo",
    "wrong-fill-suspected": "descarte que se llenara menos de lo escrito",
    "over-infusion": "la bomba dio más de lo programado",
    "under-infusion": "la bomba dio menos de lo programado",
    "filled-above-reservoir": "el último llenado pasaba de lo que cabe en el depósito",
    "aspirated-above-reservoir": "se encontró más de lo que cabe en el depósito",
  },
  which: "Llenado con",
  same: (fluid) => `El mismo: ${fluid}`,
  other: "Otro líquido",
  drug: "Fármaco",
  strength: "Concentración",
  addDrug: "Añadir un fármaco",
  removeDrug: (drug) => `Quitar ${drug}`,
  doubledDrug: "Cada fármaco una vez",
  sameAfterAll: "Es el líquido que contiene la bomba.",
  goesOn: "La prescripción sigue como está. La bomba cuenta desde aquí.",
  tellPump: "Decir a la bomba que está llena",
};
