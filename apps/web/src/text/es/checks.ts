// SPDX-License-Identifier: Apache-2.0
/** One sentence for every check of therapy, in Spanish. */
import type { CheckText } from "../en/checks.ts";

/** The table. */
export const ES_CHECKS: CheckText = {
  "on-fault-missing": () => "No se dice qué hará la bomba cuando un fallo la deje en duda.",
  "dose-of-not-in-reservoir": ({ drug }) => `Las dosis son de ${drug}, que no está en el depósito.`,
  "drug-twice": ({ drug }) => `${drug} está dos veces en el depósito.`,
  "no-drug": ({ drug }) => `La concentración de ${drug} es cero.`,
  "constant-missing": ({ what }) => `Falta una constante de esta bomba (${what}).`,
  "fill-above-reservoir": ({ asked, limit }) =>
    `${asked} es más de lo que cabe en el depósito de ${limit}.`,
  "fill-below-alarm": ({ asked, limit }) =>
    `Lo que queda, ${asked}, no supera la alarma de depósito bajo (${limit}).`,
  "fill-too-small": ({ asked, limit }) =>
    `Lo que queda, ${asked}, se gasta enseguida: hacen falta ${limit}.`,
  "alarm-below-residual": ({ asked, limit }) =>
    `La alarma a ${asked} está por debajo de los ${limit} que quedan en un depósito vacío.`,
  "flow-below-minimum": ({ asked, drug, limit }) =>
    `${asked} de ${drug} está por debajo del flujo mínimo; lo mínimo que da es ${limit}.`,
  "flow-above-maximum": ({ asked, drug, limit }) =>
    `${asked} de ${drug} supera el flujo máximo; lo máximo que da es ${limit}.`,
  "flow-is-fixed": ({ limit }) => `Esta bomba tiene un solo flujo de por vida, que da ${limit}.`,
  "no-flow": () => "La prescripción no da nada.",
  "pattern-not-possible": () => "Este modelo de bomba no tiene ese patrón.",
  "step-doubled": () => "Dos pasos del patrón empiezan a la misma hora.",
  "bolus-not-possible": () => "Este modelo de bomba no tiene ese bolo.",
  "bolus-below-pulse": ({ asked, limit }) =>
    `La dosis de ${asked} es menos de medio pulso de ${limit}: no se daría nada.`,
  "bolus-too-fast": ({ asked, limit }) =>
    `La bomba tendría que ir a ${asked}; da como máximo ${limit}. Dele más tiempo.`,
  "bolus-longer-than-interval": ({ asked, limit }) =>
    `Una dosis dura ${asked} y la siguiente puede empezar a los ${limit}: se solaparían.`,
  "on-demand-not-possible": () => "En este modelo de bomba el paciente no puede pedir dosis.",
  "on-demand-not-permitted": ({ drug }) =>
    `La ficha técnica no permite dosis a demanda de ${drug} con esta bomba.`,
  "on-demand-cap-beyond-lockout": ({ what }) =>
    `El bloqueo deja sitio a ${what} dosis en 24 h; el máximo en 24 h no actúa nunca.`,
  "titration-out-of-order": () => "Un paso con fecha no es posterior al anterior.",
  "dose-limit": ({ drug, asked, limit, share }) =>
    `${drug} llega a ${asked}, frente a ${limit}${share}.`,
  "worst-day-limit": ({ drug, asked, limit, share }) =>
    `En un día con toda dosis pedida, ${drug} llega a ${asked}, frente a ${limit}${share}.`,
  "concentration-limit": ({ drug, asked, limit, share }) =>
    `La concentración de ${drug} es ${asked}, frente a ${limit}${share}.`,
  "no-acting-limit": ({ drug, asked }) =>
    `Ninguna fuente verificada limita ${drug}: nada frenaría una sobredosis. Peor día: ${asked}.`,
  "first-fill": ({ drug, limit }) => `En una bomba nueva ${drug} se llena primero a ${limit}.`,
  "first-fill-unlikely": () => "Que sea el primer llenado no encaja con lo indicado.",
  "starting-dose": ({ drug, asked, limit }) =>
    `Un inicio de ${drug} a ${asked} está fuera del margen inicial (${limit}).`,
  "tolerance-unknown": ({ drug }) =>
    `No consta si el paciente toma opioides; se aplicaron ambos márgenes de ${drug}.`,
  "patient-is-a-child": () => "El paciente es menor: todo límite que actúa es de adultos.",
  "dose-change": ({ drug, old, asked, share }) => `${drug}: de ${old} a ${asked}${share}.`,
  "dose-step": ({ drug, old, asked, limit }) =>
    `El paso de ${drug} de ${old} a ${asked} es mayor que los ${limit} que se aconsejan.`,
  "drug-withdrawn": ({ drug, old }) => `${drug} iba a ${old} y ya no se da.`,
  tenfold: ({ old, asked, drug }) =>
    `Diez veces como mínimo: ${old} antes, ${asked} ahora${drug === "" ? "" : ` (${drug})`}.`,
  "tenfold-strength": ({ asked, old, drug }) =>
    `${asked} de ${drug} dista diez veces de lo que se vende, como ${old}.`,
  "strength-not-marketed": ({ drug, asked, limit }) =>
    `${drug} no se vende a ${asked} (sí a ${limit}): compare con la etiqueta.`,
  "dose-rounded": ({ limit, asked }) =>
    `La bomba da pulsos enteros: ${limit} en lugar de ${asked}.`,
  "off-label": ({ drug }) => `${drug} está aquí fuera de la ficha técnica.`,
  "stability-unknown": () => "No se halló cuánto dura este líquido en una bomba.",
  "stability-short": ({ drug, limit, asked }) =>
    `${drug} consta estable ${limit}; desde ahora hasta la alarma serían ${asked}.`,
  "mixture-unstable": ({ drug }) => `Se halló que ${drug} no dura en esta mezcla.`,
  "transition-missing": () => "Hay otro líquido en la línea y no se prevé su intercambio.",
  "prime-pushes-old-drug": ({ asked, limit }) =>
    `El cebado empuja ${asked} del fármaco antiguo al líquido espinal en ${limit}.`,
  "transition-planned": () => "El líquido cambia; se previó un intercambio.",
  "transition-not-possible": () => "La bomba no puede hacer ese intercambio.",
  "catheter-volume-range": ({ old, asked }) =>
    `Del volumen del catéter solo se sabe que está entre ${old} y ${asked}.`,
  "catheter-volume-unusual": ({ asked, limit }) =>
    `Un volumen de catéter de ${asked} es más de lo que contiene cualquiera conocido (${limit}).`,
  "stop-is-dangerous": ({ drug }) =>
    `En duda la bomba parará, y la falta brusca de ${drug} puede ser peligrosa.`,
  "confirmation-without-check": () => "Una confirmación ya no responde a ninguna comprobación.",
};
