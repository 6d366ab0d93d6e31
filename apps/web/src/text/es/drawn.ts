// SPDX-License-Identifier: Apache-2.0
/** The drawn implant and the prescription that runs, in Spanish. */
import type { DrawnText } from "../en/drawn.ts";

/** The table. */
export const ES_DRAWN: DrawnText = {
  tip: "Punta",
  unknown: "no se sabe",
  inReservoir: "En el reservorio",
  reservoir: "Nivel ahora",
  full: "Reservorio lleno",
  length: "Longitud del catéter",
  level: (now, full) => `${now} de ${full}`,
  levels: {
    unknown: "nivel desconocido",
    emptied: "vaciado y no llenado",
    "nothing-left": "calculado: no queda nada",
  },
  filled: (moment) => `anotado; llenado ${moment}`,
  computed: ({ asOf, left, since }) =>
    `calculado, a ${asOf}: ${left} el ${since}, menos lo que el programa ha enviado desde ` +
    "entonces; sin contar las dosis a demanda",
  sentence: ({ level, fluid, tip, asOf, length }) =>
    `Reservorio, a ${asOf}: ${level}; dentro, ${fluid}. Catéter` +
    `${length === null ? " de longitud desconocida" : ` de ${length}`}, punta en ${tip}.`,
  nothingKnown: "Nadie sabe qué hay entre reservorio y punta.",
  through: ({ since, sent, line }) =>
    `Entre reservorio y punta: el mismo líquido, calculado. Han salido ${sent} desde ${since}, ` +
    `más que los ${line} de la línea, por lenta que fuera la bomba dentro de su error.`,
  onItsWay: ({ since, sent, line }, old) =>
    `En la punta sigue el líquido anterior, ${old}, calculado: han salido ${sent} desde ` +
    `${since}, y en la línea caben ${line}.`,
  unknownBefore: ({ since, sent, line }) =>
    `El líquido del reservorio no ha llegado a la punta, calculado: han salido ${sent} desde ` +
    `${since}, y en la línea caben ${line}. No se dice qué había antes en la línea.`,
  untold: {
    emptied: (since) =>
      `El último líquido del reservorio estaba desde ${since}; no se dice qué hay en la línea.`,
    "not-judged": (since) =>
      `En el reservorio desde ${since}; no se puede calcular qué hay en la línea.`,
    opened: (since) =>
      `En el reservorio desde ${since}; desde entonces se abrió el catéter por su puerto, y no ` +
      "se dice qué hay en la línea.",
    between: (since) =>
      `En el reservorio desde ${since}; según el error de la bomba y las dosis pedidas, puede ` +
      "haber llegado a la punta o no.",
  },
  nothingOf: (fluid) => `nada; se extrajo ${fluid}`,
  noHeight: "no se sabe cuánto hay en el reservorio",
  stillThere: (fluid) => `aún en la línea: ${fluid}`,
  notTold: "no se dice qué hay ahí",
  notToScale:
    "Dibujo sin escala: el registro no dice por dónde entra el catéter en la columna. Se calcula " +
    "que el líquido avanza sin mezclarse y sin que la bomba pare.",
  prescription: "Prescripción vigente",
  unread: "Esta página no puede leer la prescripción.",
  runsSince: "Vigente desde",
  stepCame: "Basal del paso con fecha de",
  stepFrom: (moment) => `Desde ${moment}`,
  dosesOf: "Las dosis de abajo son de",
  firstAt: (time) => `la primera a las ${time}`,
  onceAtStart: "Una vez, al empezar",
  flat: "Igual a todas horas: la línea es plana.",
  fixed: "Esta bomba tiene un solo flujo y nada que ajustar: la línea es plana.",
  time: "Hora",
  pieces: "El día por tramos: por hora y, debajo, por día a ese ritmo",
  flow: "Flujo",
  shows: "La curva muestra",
  dayShown: "Día de la semana",
  everyDay: "todos los días",
  weekdays: {
    mon: "lun",
    tue: "mar",
    wed: "mié",
    thu: "jue",
    fri: "vie",
    sat: "sáb",
    sun: "dom",
  },
  curve: (what, unit, days) =>
    `${what} en 24 horas en ${unit}, ${days}; la tabla del día dice lo mismo`,
  nowMark: (time, zone) =>
    `La línea vertical es el momento de esta página, las ${time} según el reloj con que empezó ` +
    `la prescripción (${zone}): una bomba no sabe de horario de verano.`,
  otherDay: "Otro día de la semana que hoy.",
  basalOnly: "La curva es el ritmo basal: las dosis por reloj y a demanda se suman.",
  whence: (moment) => `Del registro de la visita que la inició, ${moment}.`,
};
