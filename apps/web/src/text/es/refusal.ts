// SPDX-License-Identifier: Apache-2.0
/** Every refusal that a visit can meet, in Spanish. */
import type { RefusalText, RefusalWords } from "../en/refusal.ts";

const unreadable = ({ read }: RefusalWords): string => `«${read}» no se puede leer aquí.`;

/** The table. */
export const ES_REFUSAL: RefusalText = {
  "missing-key": () => "Falta algo.",
  "unknown-key": ({ read }) => `El servidor de la consulta no conoce «${read}».`,
  "wrong-type": unreadable,
  "empty-list": () => "Hace falta al menos uno.",
  "malformed-number": ({ read }) =>
    `«${read}» no es un número: cifras y a lo sumo un punto, como 0.5.`,
  "malformed-quantity": ({ read }) => `«${read}» no es un número con su unidad.`,
  "malformed-text": ({ read }) => `«${read}» no está escrito como debe.`,
  "malformed-date": ({ read }) => `«${read}» no es una fecha.`,
  "malformed-time": ({ read }) => `«${read}» no es una hora.`,
  "date-without-zone": ({ read }) => `«${read}» no dice su huso horario.`,
  "unknown-unit": ({ read }) => `No se conoce la unidad de «${read}».`,
  "wrong-kind-of-unit": ({ read }) => `«${read}» tiene una unidad de otra clase.`,
  "unknown-word": ({ read }) => `«${read}» no es ninguna de las palabras conocidas aquí.`,
  "not-positive": ({ read }) => `«${read}» tiene que ser más que nada.`,
  "out-of-range": ({ read }) => `«${read}» está fuera de lo posible.`,
  "inverted-range": ({ read }) => `«${read}»: los extremos están al revés.`,
  "both-given": () => "Se dan dos cosas que se excluyen.",
  "already-there": ({ read }) => `«${read}» ya está.`,
  "not-there": ({ read }) => `«${read}» no está, o ya no.`,
  "not-open": () => "Esta visita no está abierta: se terminó o nunca empezó.",
  "out-of-order": () => "Falta todavía un paso anterior.",
  "in-the-future": ({ read }) => `${read} está en el futuro.`,
  "before-the-last": ({ read }) => `${read} es anterior a la última anotación.`,
  "contraindication-open": () => "Queda abierta una contraindicación.",
  "criterion-not-measured": () => "Un criterio no se ha medido.",
  "catheter-volume-unknown": () => "No se conoce el volumen del catéter.",
  "check-refuses": () => "El plan se rechaza: cámbielo.",
  "check-not-confirmed": () => "Un peligro no se ha leído y confirmado.",
  "check-not-raised": () => "Lo que ha respondido ya no vale. Lea lo que vale ahora.",
  "discrepancy-not-explained": () =>
    "Lo esperado y lo hallado difieren, y nadie ha respondido de ello.",
  "volumes-do-not-fit": ({ read, accepted }) =>
    `Los volúmenes no cuadran: ${read}, donde lo correcto sería ${accepted}.`,
  "wrong-patient": ({ read, patient }) =>
    `PACIENTE EQUIVOCADO. Esta jeringa es para ${read}; ante usted está ${patient}. No la inyecte.`,
  "wrong-drug": ({ read, accepted }) =>
    `FÁRMACO O ETIQUETA EQUIVOCADOS. Leído: ${read}. Debería ser: ${accepted}. No la inyecte.`,
  "wrong-concentration": ({ read, accepted }) =>
    `CONCENTRACIÓN EQUIVOCADA. Leído: ${read}. Debería ser: ${accepted}. No la inyecte.`,
  "lot-unknown": ({ read }) => `El lote ${read} nunca se recibió aquí. No lo inyecte.`,
  "lot-expired": ({ read }) => `Este lote caducó el ${read}. No lo inyecte.`,
  "lot-spent": ({ read, accepted }) =>
    `Se toma más (${read}) de lo que queda del lote (${accepted}).`,
  "more-than-there": ({ read, accepted }) => `Se toma más (${read}) de lo que hay (${accepted}).`,
  "witness-missing": () => "Falta un testigo.",
  "same-person": () => "Tiene que ser otra persona.",
  "unit-of-work-unfinished": ({ read }) => `Otra visita de este implante sigue abierta: ${read}.`,
  "not-programmable": () => "El flujo de esta bomba no se puede ajustar.",
  "program-differs": ({ read, accepted }) =>
    `LA BOMBA DICE OTRA COSA: ${read}. Según el plan es ${accepted}. Mire la bomba.`,
  "reservoir-not-empty": () => "El reservorio no está vacío.",
  "aspirate-not-confirmed": () =>
    "El lugar de la aguja no es seguro. PARE: el fármaco puede quedar fuera del reservorio.",
  "observation-too-short": ({ read, accepted }) =>
    `${read} de observación es demasiado poco; esta consulta pide ${accepted}.`,
  "not-controlled": () => "Este fármaco no está en la lista de los controlados.",
  "signature-missing": () => "Falta su firma.",
  "second-missing": () => "Falta la firma de una segunda persona.",
  "code-missing": () => "Faltan las seis cifras de su autenticador.",
  "code-used": () => "Este código ya se usó. Espere al siguiente.",
  "factor-missing": () => "Su cuenta aún no tiene autenticador: lo da un administrador.",
  "drawn-out": () => "Lo que había en el reservorio se extrajo en esta visita: está vacío.",
  other: ({ read }) => `La consulta lo rechaza: «${read}».`,
};
