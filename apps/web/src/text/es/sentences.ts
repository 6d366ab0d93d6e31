// SPDX-License-Identifier: Apache-2.0
/**
 * Sentences that the clinic writes in English, in Spanish: what would be accepted, why a task
 * stands, and what our own generic pumps are called. By the shape of the sentence; `$1` … are the
 * words and figures in it, as they stand.
 */

/** The shapes, the first that fits. */
export const ES_SENTENCES: readonly (readonly [shape: RegExp, spanish: string])[] = [
  [/^a day such as (.+)$/, "un día, como $1"],
  [/^a day up to (.+)$/, "un día hasta el $1"],
  [/^a day from (.+) on$/, "un día desde el $1"],
  [/^a date and time with a zone, such as (.+)$/, "fecha y hora con zona, como $1"],
  [/^at the latest (.+)$/, "a más tardar $1"],
  [/^a time that has come$/, "un momento que ya haya llegado"],
  [
    /^a number, a space and one of (.+), more than 0 and at most (.+)$/,
    "un número, un espacio y uno de $1; más de 0 y como mucho $2",
  ],
  [
    /^a number, a space and one of (.+), from (.+) to (.+)$/,
    "un número, un espacio y uno de $1; de $2 a $3",
  ],
  [
    /^a number, a space and one of (.+), at most (.+)$/,
    "un número, un espacio y uno de $1; como mucho $2",
  ],
  [/^a whole number from (.+) to (.+)$/, "un número entero de $1 a $2"],
  [/^one of (.+)$/, "uno de $1"],
  [/^1 to 64 of (.+) and -$/, "de 1 a 64 de $1 y -"],
  [/^text on one line, at most (.+) characters$/, "texto en una línea, como mucho $1 caracteres"],
  [/^text of at most (.+) characters$/, "texto de como mucho $1 caracteres"],
  [/^(.+), as the record has it$/, "$1, como consta en la historia"],
  [
    /^what therapy does not refuse; otherwise leave what runs out of the list$/,
    "lo que la terapia no rechace; si no, deje fuera de la lista lo que está en marcha",
  ],
  [
    /^a least flow that is not above the greatest$/,
    "un flujo mínimo que no esté por encima del máximo",
  ],
  [
    /^flows of at most 10 million pulses a day$/,
    "flujos de como mucho 10 millones de pulsos al día",
  ],
  [/^either basal or pattern$/, "o bien basal, o bien pattern"],
  [/^each drug once$/, "cada fármaco una vez"],
  [/^each column once$/, "cada columna una vez"],
  [/^a list$/, "una lista"],
  [/^a quantity in the unit of the number$/, "una cantidad en la unidad del número"],
  [/^(\w+(?:, \w+)+)$/, "$1"],
  [/^low at most as large as high$/, "low como mucho tan grande como high"],
  [
    /^CSV \(RFC 4180\): commas or semicolons, quotation marks around cells that hold them$/,
    "CSV (RFC 4180): comas o puntos y coma, y comillas alrededor de las celdas que los contengan",
  ],
  [
    /^a line of column names, and a line for each pump$/,
    "una línea con los nombres de las columnas y una línea por bomba",
  ],
  [/^(\d+) cells, as the first line has$/, "$1 celdas, como la primera línea"],
  [/^a column (\S+): the clinic's id$/, "una columna $1: el identificador del centro"],
  [/^a column (\S+): name of the patient$/, "una columna $1: nombre del paciente"],
  [/^a column (\S+): day of birth$/, "una columna $1: día de nacimiento"],
  [/^a column (\S+): day of the operation$/, "una columna $1: día de la operación"],
  [/^a column (\S+): of the device table$/, "una columna $1: de la tabla de dispositivos"],
  [/^a column (\S+): vertebral level$/, "una columna $1: nivel vertebral"],
  [
    /^the record's own fill of (.+); a newer one is recorded as a visit$/,
    "el llenado del $1 que consta en la historia; uno más reciente se anota como visita",
  ],
  [
    /^volume; or implanted, or supplied and trimmed, with per_length or inner_diameter.*$/,
    "catheter_volume; o catheter_length con per_length, que puede faltar si el volumen por " +
      "longitud del modelo está verificado en la tabla de dispositivos",
  ],
  [
    /^a value that the clinic answers for, from (.+)$/,
    "un valor del que responda el centro, de $1",
  ],
  [/^a value that the clinic answers for$/, "un valor del que responda el centro"],
  [/^Generic programmable pump, (\d+) mL$/, "Bomba programable genérica, $1 mL"],
  [/^Generic valve-gated pump, (\d+) mL$/, "Bomba de válvulas genérica, $1 mL"],
  [
    /^Generic fixed-rate pump, (\d+) mL, (\d+)\.(\d+) mL\/d$/,
    "Bomba de flujo fijo genérica, $1 mL, $2,$3 mL/d",
  ],
  [
    /^Cisterna: constants of our own generic models, chosen and not measured$/,
    "Cisterna: constantes de nuestros modelos genéricos, elegidas y no medidas",
  ],
  [/^observation of (.+) after the refill$/, "observación de $1 tras la recarga"],
  [/^not well after the refill: (.+)$/, "no está bien tras la recarga: $1"],
  [
    /^the pump has to be found running with its program after the examination$/,
    "tras la exploración hay que comprobar que la bomba funciona con su programa",
  ],
  [/^the pump stood for (.+)$/, "la bomba estuvo parada $1"],
  [/^the reservoir was emptied and not filled$/, "el reservorio se vació y no se llenó"],
  [
    /^taken from a pump list: hold it against the pump itself, and confirm (\d+) checks$/,
    "tomado de una lista de bombas: compárelo con la propia bomba y confirme $1 avisos",
  ],
  [
    /^taken from a pump list: hold it against the pump itself$/,
    "tomado de una lista de bombas: compárelo con la propia bomba",
  ],
];
