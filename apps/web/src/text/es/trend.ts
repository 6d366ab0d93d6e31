// SPDX-License-Identifier: Apache-2.0
/** The course of a therapy in Spanish. */
import type { TrendText } from "../en/trend.ts";

/** The table. */
export const ES_TREND: TrendText = {
  title: "Evolución",
  nothing: "Todavía no ha funcionado nada y nadie ha evaluado al paciente.",
  figure: "Dosis, dolor y función a lo largo del tiempo",
  lead:
    "Dosis en 24 horas tal como se programó, sin peticiones; debajo, cada instrumento en su " +
    "propia escala. Cada marca lleva a su origen.",
  dose: (drug, unit) => `${drug}: dosis en 24 h, ${unit}`,
  ofImplant: (name) => `implante ${name}`,
  scale: (least, most, unit) => `de ${least} a ${most} ${unit}`,
  noScale: "sin escala indicada; dibujado del menor al mayor valor registrado",
  instruments: {
    nrs: "Dolor",
    odi: "ODI",
    pgic: "PGIC",
    ashworth: "Ashworth, media de los grupos musculares (un resumen nuestro)",
    "modified-ashworth": "Ashworth modificada",
    "penn-spasm": "Frecuencia de espasmos de Penn",
  },
  points: "puntos",
  anchors: "1 muchísimo mejor, 7 muchísimo peor",
  becauseOf: {
    program: "programa",
    titration: "paso de la titulación",
    emptied: "reservorio vaciado, no funciona nada",
    explant: "bomba retirada",
  },
  noneRuns: "ninguna",
  recordedBy: (who) => `registrado por ${who}`,
  pointHint: "Señale una marca o recorra las marcas con el tabulador.",
  table: "Lo mismo en una tabla",
  when: "Cuándo",
  what: "Qué",
  value: "Valor",
  source: "Origen",
  visitReport: "visita (PDF)",
  assessment: "evaluaciones",
  noVisit: "sin visita",
  volumes: {
    title: "Volúmenes en las visitas",
    lead: "Lo esperado junto a lo aspirado en cada recarga.",
    none: "No hay ninguna recarga registrada.",
    noPair: "Ninguna recarga tiene aún un volumen esperado y otro aspirado.",
    axis: "Volumen en el reservorio, mL",
    expected: "Esperado",
    aspirated: "Aspirado",
    missing: "Falta",
    error: "Error de la bomba",
    verdict: "Veredicto",
    delivered: "Administrado desde el llenado anterior",
    unknown: "se desconoce",
    first: "sin veredicto: nada que comparar",
  },
  pump: {
    title: "Lo que dijo la bomba",
    none: "No hay ninguna lectura de la bomba registrada.",
    volume: "Resto, según ella",
    state: "Estado",
    runs: "en marcha",
    stands: "parada",
    stood: (span) => `estuvo parada ${span}`,
    alarms: "Alarmas",
    noAlarm: "ninguna",
    origin: "Leído",
    origins: { interrogated: "por interrogación", typed: "escrito por una persona" },
    by: "Por",
    requests: "Peticiones y negativas",
    allowed: ({ dose, over, lockout, perDay }) =>
      `El paciente puede pedir ${dose} en ${over}, con ${lockout} de separación como mínimo y ` +
      `${perDay} en 24 h como máximo.`,
    notAllowed: "El programa en marcha no tiene ninguna dosis que el paciente pueda pedir.",
    counted:
      "Cuántas veces pidió el paciente, y qué se dio y qué se negó, lo cuenta la propia bomba; " +
      "este registro no guarda ese recuento. El programador lo lee de la bomba:",
    programmer: "al programador",
  },
};
