// SPDX-License-Identifier: Apache-2.0
/** Passports in the clinic, in Spanish. */
import type { PassportText } from "../en/passport.ts";

/** The table. */
export const ES_PASSPORT: PassportText = {
  title: (name) => `Pasaporte: ${name}`,
  lead:
    "Un papel firmado con un código. Cualquiera lo lee sin conexión: qué hay en la bomba, " +
    "cuánto, cuándo se vacía, qué mata, a quién llamar.",
  toPatient: "Volver al paciente",
  make: (implant) => `Un pasaporte nuevo para ${implant}`,
  reveals: "Qué revela del paciente",
  revealsWhy: "Quien encuentre el papel puede leerlo. Pregunte al paciente.",
  reveal: { name: "Nombre", born: "Fecha de nacimiento", id: "Número en la consulta" },
  nothing: "nada de la persona",
  preview: "Lo que vería ahora un lector",
  unsigned: "Aún sin firmar.",
  meaning: "He comprobado lo que dice este pasaporte y lo firmo por la consulta",
  act: "Firmar el pasaporte",
  contentsUnknown:
    "La historia no dice qué contiene este implante ni qué está en marcha. Anote antes un llenado.",
  none: "Ahora no se puede firmar ningún pasaporte",
  signed: "Pasaportes firmados",
  noneSigned: "Aún ninguno.",
  stands: {
    current: "vigente",
    old: "ANTIGUO: ya tocaba el llenado",
    outdated: "YA NO ES CIERTO: la bomba se llenó, se programó o se vació después",
    revoked: "retirado",
  },
  outdatedWhy: "Firme uno nuevo y retire este.",
  issued: (moment, who) => `Firmado el ${moment} por ${who}`,
  oldFrom: (day) => `Antiguo desde el ${day}`,
  shows: (what) => `Revela: ${what}`,
  a5: "Hoja (A5)",
  wallet: "Tarjeta de cartera",
  file: "Guardar el texto",
  print: "Imprimir",
  closePaper: "Cerrar",
  paper: "El papel",
  revoke: "Retirar",
  revokeTitle: "Retirar un pasaporte",
  revokeDanger:
    "Los lectores con el archivo de claves más nuevo de la consulta lo rechazan desde ahora. " +
    "Un lector guardado antes no lo sabe: recoja también el papel.",
  because: "Por qué",
  emptyField: "Escríbalo.",
  revokeMeaning: "Retiro este pasaporte por la consulta",
  revokeAct: "Retirarlo",
  revoked: (moment, who, because) => `Retirado el ${moment} por ${who}: ${because}`,
  readers: "Para quien lo lea",
  readersWhy:
    "El lector es una sola página: guárdela, envíela, ábrala desde un disco. Cree lo que " +
    "firmó esta consulta y sabe lo que se retiró hasta el día en que se guardó.",
  reader: "Lector con la clave de esta consulta",
  keys: "Archivo de claves (JSON)",
  headline: "Llevo una bomba implantada con fármaco en mi líquido cefalorraquídeo",
  asOf: (day) => `Cifras del ${day}; estimaciones, no lecturas.`,
  scan:
    "Escanee el código para las cifras de hoy: el lector de pasaportes comprueba la firma y " +
    "no necesita conexión.",
  cut: "Corte por la línea y doble por la mitad.",
  number: (id) => `Pasaporte ${id}`,
};
