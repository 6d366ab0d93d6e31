// SPDX-License-Identifier: Apache-2.0
/** What each check of the judge says, in Spanish. */
import type { CheckText } from "../en/check.ts";

/** The table. */
export const ES_CHECK: CheckText = {
  "on-fault-missing": () => "No se dice qué hará la bomba si una avería la deja en duda.",
  "dose-of-not-in-reservoir": ({ drug }) =>
    `Las dosis están expresadas en ${drug}, que no está en el reservorio.`,
  "drug-twice": ({ drug }) => `${drug} figura dos veces en el reservorio.`,
  "no-drug": ({ drug }) => `La concentración de ${drug} es cero.`,
  "constant-missing": () => "No se conoce un dato de esta bomba o catéter: hay que indicarlo.",
  "fill-above-reservoir": ({ asked, limit }) =>
    `Sobrellenado: ${asked} es más de lo que cabe en el reservorio de ${limit}.`,
  "fill-below-alarm": ({ asked, limit }) =>
    `El llenado de ${asked} no supera la alarma de reservorio bajo, ${limit}.`,
  "fill-too-small": ({ asked, limit }) =>
    `El llenado de ${asked} se agota enseguida: hacen falta al menos ${limit}.`,
  "alarm-below-residual": ({ asked, limit }) =>
    `La alarma a ${asked} está por debajo de los ${limit} que quedan en un reservorio vacío.`,
  "flow-below-minimum": ({ asked, limit, drug }) =>
    `${asked} de ${drug} es menos de lo que da esta bomba; lo mínimo es ${limit}.`,
  "flow-above-maximum": ({ asked, limit, drug }) =>
    `${asked} de ${drug} es más de lo que da esta bomba; lo máximo es ${limit}.`,
  "flow-is-fixed": ({ asked, limit, drug }) =>
    `El flujo de esta bomba es fijo: da ${limit} de ${drug}, no ${asked}.`,
  "no-flow": () => "La prescripción no da nada: el paciente quedaría sin el fármaco.",
  "pattern-not-possible": () => "Esta bomba no tiene pauta diaria.",
  "step-doubled": () => "Dos tramos de la pauta empiezan a la misma hora.",
  "bolus-not-possible": () => "Esta bomba no puede dar un bolo así.",
  "bolus-below-pulse": ({ asked, limit }) =>
    `El bolo de ${asked} es menos de medio pulso de ${limit}: no se daría nada.`,
  "bolus-too-fast": ({ asked, limit }) =>
    `El bolo exigiría ${asked}; el flujo máximo de la bomba es ${limit}.`,
  "bolus-longer-than-interval": ({ asked, limit }) =>
    `Los bolos se solaparían: uno dura ${asked} y el siguiente puede empezar a los ${limit}.`,
  "on-demand-not-possible": () => "Con esta bomba el paciente no puede pedir bolos.",
  "on-demand-not-permitted": ({ drug }) =>
    `La ficha técnica no permite bolos a petición de ${drug} con esta bomba.`,
  "on-demand-cap-beyond-lockout": () => "El bloqueo permite menos bolos que el tope diario.",
  "titration-out-of-order": () => "Un paso de la titulación no es posterior al anterior.",
  "dose-limit": ({ drug, asked, limit, share }) =>
    `Sobredosis: ${drug} llega a ${asked}, el ${share} del límite de ${limit}.`,
  "worst-day-limit": ({ drug, asked, limit, share }) =>
    `Sobredosis en un día con todos los bolos: ${drug} ${asked}, el ${share} de ${limit}.`,
  "concentration-limit": ({ drug, asked, limit, share }) =>
    `La concentración de ${drug} es ${asked}, el ${share} del límite de ${limit}: granuloma.`,
  "no-acting-limit": ({ drug, asked }) =>
    `Ningún límite conocido frenaría una sobredosis de ${drug}. El peor día llega a ${asked}.`,
  "first-fill": ({ drug, asked, limit }) =>
    `Una bomba nueva se llena primero con ${drug} a ${limit}, no a ${asked}.`,
  "first-fill-unlikely": () => "El primer llenado y lo dicho de antes se contradicen.",
  "starting-dose": ({ drug, asked, limit }) =>
    `Empezar ${drug} con ${asked} queda fuera del intervalo inicial, que acaba en ${limit}.`,
  "tolerance-unknown": ({ drug }) =>
    `No se sabe si el paciente tolera opioides: ${drug} puede parar la respiración.`,
  "patient-is-a-child": () => "El paciente es un menor: los límites de aquí son de adultos.",
  "dose-change": ({ drug, old, asked, share }) =>
    `${drug}: antes ${old}, ahora ${asked} (${share}). Perderlo puede causar abstinencia.`,
  "dose-step": ({ drug, old, asked, limit }) =>
    `El paso de ${drug} de ${old} a ${asked} es mayor que el aconsejado, ${limit}.`,
  "drug-withdrawn": ({ drug, old }) =>
    `${drug} se daba a ${old} y ya no está en el reservorio: puede causar abstinencia.`,
  tenfold: ({ drug, old, asked }) =>
    `Diez veces: ${drug} antes ${old}, ahora ${asked}. Una coma mal puesta ha matado pacientes.`,
  "tenfold-strength": ({ drug, old, asked }) =>
    `Diez veces: ${drug} a ${asked} dista de todas las concentraciones en venta, como ${old}.`,
  "strength-not-marketed": ({ drug, asked, limit }) =>
    `${drug} no se vende a ${asked} (sí a ${limit}): compare con la etiqueta de la jeringa.`,
  "dose-rounded": ({ drug, asked, limit }) =>
    `La bomba da pulsos enteros: ${limit} de ${drug} en lugar de ${asked}.`,
  "off-label": ({ drug }) => `${drug} no está autorizado para este uso en esta bomba.`,
  "stability-unknown": () => "Ninguna fuente dice cuánto dura el fármaco en una bomba.",
  "stability-short": ({ drug, asked, limit }) =>
    `${drug} dura ${limit}, que se sepa; el reservorio dura ${asked}: puede perder efecto.`,
  "mixture-unstable": ({ drug }) => `${drug} no dura en esta mezcla.`,
  "transition-missing": ({ drug, old, asked }) =>
    `En la línea hay otro líquido: ${drug} llegaría a la punta a ${asked} en lugar de ${old}.`,
  "prime-pushes-old-drug": ({ drug, asked, limit }) =>
    `El cebado empuja ${asked} de ${drug} al líquido espinal en ${limit}: sobredosis.`,
  "transition-planned": () => "Cambia el líquido: se ha previsto cómo cambiarlo en la línea.",
  "transition-not-possible": () => "Esta bomba no puede cambiar así el líquido de la línea.",
  "catheter-volume-range": ({ old, asked }) =>
    `Del volumen del catéter solo se sabe que está entre ${old} y ${asked}.`,
  "catheter-volume-unusual": ({ asked, limit }) =>
    `El volumen del catéter, ${asked}, es inusual (máximo ${limit}): el cebado sería excesivo.`,
  "stop-is-dangerous": ({ drug }) =>
    `En la duda la bomba se para: perder de golpe ${drug} puede causar abstinencia.`,
  "confirmation-without-check": () => "Una confirmación ya no responde a nada.",
};
