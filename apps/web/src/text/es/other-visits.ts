// SPDX-License-Identifier: Apache-2.0
/** Visits beside the refill in Spanish. */
import type { OtherVisitsText } from "../en/other-visits.ts";

/** The table. */
export const ES_OTHER_VISITS: OtherVisitsText = {
  titles: {
    refill: (name) => `Recarga de ${name}`,
    "catheter-access": (name) => `Acceso al catéter de ${name}`,
    mri: (name) => `Resonancia de ${name}`,
  },
  start: { refill: "Visita de recarga", "catheter-access": "Acceso al catéter", mri: "Resonancia" },
  abandon: {
    open: "Terminar sin ello",
    title: "Terminar esta visita",
    act: "Terminar; no se hizo nada más",
    was: "Esta visita terminó antes de cumplir su fin.",
  },
  access: {
    title: "Por el puerto de acceso",
    lead: [
      "Este puerto lleva al catéter, directo al líquido cefalorraquídeo.",
      "No es el puerto del reservorio: nada de aquí cambia lo que hay en la bomba.",
    ].join(" "),
    csf: "Volvió líquido cefalorraquídeo sin resistencia",
    stop: [
      "NO INYECTE NADA. Lo que hay en el catéter es fármaco:",
      "llegaría de una vez al líquido cefalorraquídeo.",
    ].join(" "),
    aspirated: "Volumen extraído antes de inyectar nada",
    injected: "Inyectado por el catéter",
    kinds: { nothing: "nada", contrast: "un medio de contraste", drug: "un fármaco" },
    names: {
      contrast: "Medio, y qué lo hace apto para uso intratecal",
      drug: "Fármaco y concentración",
    },
    volume: "Volumen inyectado",
    seen: "Qué se vio",
    because: "Por qué aquí",
    result: "Qué mostró",
    results: {
      patent: "el catéter está abierto",
      occluded: "el catéter está obstruido",
      leak: "el catéter tiene una fuga",
      dislocated: "la punta se ha movido",
      "not-conclusive": "nada seguro",
    },
    act: "Firmar el acceso",
    sign: "He accedido al catéter como aquí está escrito",
    done: "El acceso consta en el registro. Lo que hay en el reservorio sigue como estaba.",
  },
  scan: {
    title: "Antes del imán",
    lead: "Lea cada línea sobre esta bomba y márquela al haberla leído.",
    unknown: [
      "Aquí no se sabe nada de esta bomba en un imán. Consúltelo con su fabricante antes,",
      "y pregunte a la bomba después.",
    ].join(" "),
    source: (source, edition) => `${source}, ${edition}`,
    at: (tesla) => `a ${tesla}`,
    unread: "Léalo y márquelo.",
    tesla: "Campo del aparato",
    region: "Qué se explora",
    day: "Terminará el (día)",
    time: "Terminará a las (hora)",
    conditions: "Dónde se consultaron las condiciones del fabricante",
    reservoir: "En el reservorio hay",
    states: { "as-it-was": "lo que había", emptied: "nada: se vació" },
    act: "Firmar la lista",
    sign: "He leído lo que se sabe de esta bomba en el imán",
    prepared: "La resonancia está preparada. Vuelva aquí cuando termine.",
    until: (moment) => `Terminará a las ${moment}`,
    late: (moment) =>
      `TENÍA QUE TERMINAR A LAS ${moment}. Nadie ha dicho aún cómo se halló la bomba.`,
    afterTitle: "Después del imán",
    afterLead: "Pregunte a la bomba. La tarea es de la consulta hasta hallarla funcionando.",
    running: "La bomba dice que su motor gira",
    standing: [
      "Una bomba parada significa abstinencia. Esta tarea sigue abierta: notifíquelo y trate al",
      "paciente.",
    ].join(" "),
    program: "Su programa es el de antes",
    other: "Prográmela antes en una visita. Esta tarea sigue abierta.",
    stopped: "Estuvo parada, según su registro",
    never: "No estuvo parada",
    asked: "Veces que se le preguntó",
    once: "Algunas bombas anotan que se recuperaron solo cuando se les pregunta otra vez.",
    actAfter: "Firmar lo hallado",
    signAfter: "He preguntado a la bomba después de la resonancia",
    done: "La bomba se halló funcionando con su programa. La tarea está cerrada.",
  },
};
