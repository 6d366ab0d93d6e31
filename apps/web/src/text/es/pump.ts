// SPDX-License-Identifier: Apache-2.0
/**
 * Words of the pump in Spanish: alarms, faults of the hardware, refusals, and one sentence an
 * event.
 */
import { ES } from "@cisterna/words";
import type { EventWords, PumpText } from "../en/pump.ts";

const SOURCES = {
  "on-demand": "Bolo a demanda",
  periodic: "Bolo por reloj",
  single: "Bolo único",
} as const;

const alarms: PumpText["alarms"] = {
  "motor-stall": "El motor está parado",
  "under-delivery": "Se administra menos de lo programado",
  "over-delivery": "Se administra más de lo programado",
  "free-flow": "Sale fármaco sin orden",
  occlusion: "La línea está obstruida",
  "reservoir-low": "El reservorio está bajo",
  "reservoir-empty": "El reservorio está vacío",
  "level-disagrees": "El nivel medido y el calculado no coinciden",
  "more-left-than-expected": "Quedaba más de lo calculado",
  "less-left-than-expected": "Quedaba menos de lo calculado",
  "battery-weak": "La tensión de la batería cae bajo carga",
  "battery-replace": "Toca el recambio electivo",
  "battery-end": "Se ha llegado al fin de servicio",
  "clock-lost": "Se ha perdido el reloj",
  "record-repaired": "Un registro estaba dañado y se ha reparado",
  "program-lost": "Se ha perdido el programa",
  "constants-lost": "Se han perdido las constantes",
  "totals-lost": "Se han perdido los totales",
  "log-full": "El diario está lleno",
  "log-write-failed": "El diario no se puede escribir",
  "sounder-failed": "El avisador no suena",
  "vibrator-failed": "El vibrador no se mueve",
  "self-test-failed": "La autocomprobación ha fallado",
  "self-test-missed": "No se hizo la autocomprobación",
  reset: "La bomba se ha reiniciado",
  "reset-loop": "La bomba se reinicia una y otra vez",
  "invariant-broken": "La bomba ha encontrado un error en sí misma",
  "stopped-too-long": "Parada más tiempo del permitido",
  "rested-long": "El motor lleva más de 48 h en reposo",
  "mri-open": "Sin comprobar después de una resonancia",
};

const faults: PumpText["faults"] = {
  "motor-stall": "El motor se para",
  "motor-slip": "El motor mueve menos de lo que gira",
  "motor-stuck-on": "El motor sigue girando sin orden",
  "motor-wear": "El motor mueve más de lo que gira",
  "feedback-lost": "El sensor del motor no funciona",
  "feedback-phantom": "El sensor cuenta giros que no existen",
  "free-flow": "La válvula queda abierta",
  "valve-weeping": "La válvula rezuma",
  "reservoir-leak": "El reservorio pierde",
  "reservoir-overfilled": "El próximo llenado es una décima de más",
  "pocket-fill": "El próximo llenado va al bolsillo",
  "level-stuck": "El sensor de nivel se atasca",
  "level-biased": "El sensor de nivel se equivoca",
  "level-lost": "El sensor de nivel no funciona",
  "catheter-occluded": "El catéter está obstruido",
  "catheter-kinked": "El catéter está acodado",
  "catheter-leaking": "El catéter pierde por el camino",
  "catheter-disconnected": "El catéter se ha soltado",
  "tip-migrated": "La punta se ha salido del canal",
  "battery-film": "Película en la batería",
  "battery-fading": "La batería se agota demasiado deprisa",
  "brown-out": "La tensión cae un momento",
  "clock-lost": "El reloj de pared se pierde",
  "clock-jumped": "El reloj de pared salta",
  "clock-drifting": "El reloj de pared se desvía",
  "bit-flipped": "Un bit de la memoria cambia",
  "write-torn": "Una escritura se corta",
  "both-copies-bad": "Las dos copias de un registro son malas",
  "copy-stale": "Una copia de un registro es antigua",
  "memory-upset": "Cambian bits de la memoria de trabajo",
  "page-worn": "Una página de la memoria está gastada",
  "sounder-dead": "El avisador no funciona",
  "vibrator-dead": "El vibrador no funciona",
  "processor-hung": "El procesador se cuelga",
  "processor-reset": "El procesador se reinicia",
  "reset-loop": "El procesador se reinicia tres veces",
  "magnetic-field": "En el campo de una resonancia",
  "rotor-bound": "El rotor queda trabado tras un imán",
};

const refusals: PumpText["refusals"] = {
  "malformed-program": "el programa no está bien formado",
  "stale-version": "su versión no sigue a la que está en marcha",
  "rate-above-limit": "un flujo supera el límite",
  "rate-below-minimum": "un flujo está por debajo del mínimo",
  "window-full": "se alcanza el límite de la hora o del día, contando lo ya comprometido",
  "locked-out": "bloqueado desde el último bolo",
  "daily-count-reached": "se ha alcanzado el número de 24 h",
  "request-expired": "la petición ha llegado tarde",
  "asked-in-future": "la petición lleva una hora que no ha llegado",
  "already-granted": "ya se concedió",
  "not-permitted": "el programa no tiene bolo a demanda",
  "transition-running": "el puente o el cebado sigue en marcha",
  stopped: "la bomba está parada",
  "not-stopped": "la bomba no está parada",
  "reservoir-empty": "el reservorio está vacío",
  "reservoir-too-low": "queda demasiado poco en el reservorio",
  overfill: "es más de lo que cabe en el reservorio",
  "fluid-differs": "el programa es para otro líquido",
  "aspirated-too-much": "salió más de lo que cabe en la bomba",
  "catheter-not-stated": "no se ha indicado el catéter que se ceba",
  "already-primed": "este catéter ya se ha cebado",
  "alarm-forbids": "una alarma lo impide",
  "no-alarm": "no hay ninguna alarma",
  "malformed-volume": "no es un volumen",
  "malformed-time": "no es un tiempo que se pueda fijar",
  "scan-running": "ya hay una resonancia prevista",
  "no-scan": "no hay ninguna resonancia prevista",
  "motor-still": "no se ha visto girar el motor",
  "no-program": "la bomba no tiene programa",
  "no-bolus": "no hay ningún bolo en marcha",
};

const COMMANDS: Readonly<Record<string, string>> = {
  request: "Bolo a demanda",
  program: "Programa",
  refill: "Llenado",
  stop: "Parar",
  resume: "Reanudar",
  acknowledge: "Dar por vistas",
  silence: "Silenciar",
};

const PARTS: Readonly<Record<string, string>> = {
  memory: "memoria",
  checksum: "suma de control",
  alarm: "alarma",
  motor: "motor",
};

const TRANSITIONS = { prime: "El cebado", bridge: "El puente" } as const;

const CANCELLED = {
  asked: "porque se pidió",
  stopped: "porque se paró la bomba",
  reprogrammed: "por un programa nuevo",
  "clock-set": "porque se ajustó el reloj",
  "ran-dry": "porque se vació el reservorio",
  alarm: "por una alarma",
  reset: "porque se reinició la bomba",
} as const;

const endings: PumpText["endings"] = {
  gone: "ya no está",
  acknowledged: "vista por un clínico",
  programmed: "un programa nuevo",
  refilled: "llenado",
  resumed: "reanudada",
  "clock-set": "se ajustó el reloj",
  "mri-ended": "comprobada tras la resonancia",
  "self-tested": "autocomprobación correcta",
  replacement: "se cambió la bomba",
};

const events: EventWords = {
  programmed: ({ program }) => `Programa ${program.version} aceptado`,
  "transition-settled": ({ transition, pulses }, say) =>
    `${TRANSITIONS[transition]} ha terminado: ${say.pulses(pulses)} administrados`,
  "transition-cancelled": ({ transition, left }, say) =>
    `${TRANSITIONS[transition]} terminó por un programa nuevo; ` +
    `${say.pulses(left.pulses)} sin administrar`,
  "bolus-granted": ({ bolus }, say) =>
    `${SOURCES[bolus.source]} concedido: ${say.pulses(bolus.pulses)}`,
  "bolus-settled": ({ source, pulses }, say) =>
    `${SOURCES[source]} completo: ${say.pulses(pulses)}`,
  "bolus-cancelled": ({ source, reason, left }, say) =>
    `${SOURCES[source]} interrumpido ${CANCELLED[reason]}; ` +
    `${say.pulses(left.pulses)} sin administrar`,
  refilled: ({ volume, aspirated, found }, say) =>
    `Llenado anotado: ${say.volume(volume)}. Aspirado ${say.volume(aspirated)}, ` +
    `calculado ${say.volume(found)}`,
  "ran-dry": () => "Según su cuenta el reservorio se vació: no fluye nada",
  stopped: ({ reason, maximum }, say) => `Parada (${reason}) como máximo ${say.span(maximum)}`,
  "stop-expired": () => "Terminó la parada más larga permitida; sigue parada",
  resumed: () => "Administración reanudada",
  interrogated: () => "Se leyó la bomba",
  refused: ({ asked, refusals: why }) =>
    `${COMMANDS[asked] ?? asked}: denegado, ${why.map(({ kind }) => refusals[kind]).join("; ")}`,
  repeated: () => "Llegó otra vez una orden y no tuvo efecto",
  "fault-found": ({ fault }) => `Alarma: ${alarms[fault]}`,
  "fault-cleared": ({ fault, because }) => `Fin de alarma: ${alarms[fault]} (${endings[because]})`,
  "turns-reconciled": ({ missed, surplus }, say) =>
    `Giros contados: ${say.pulses(missed)} no habían salido, ` +
    `${say.pulses(surplus)} salieron sin orden`,
  "self-tested": ({ failed }) =>
    failed.length === 0
      ? "Autocomprobación correcta"
      : `Autocomprobación fallida: ${failed.map((part) => PARTS[part] ?? part).join(", ")}`,
  acknowledged: () => "Alarmas vistas por un clínico",
  silenced: () => "Alarmas en silencio diez minutos",
  "alarm-tested": () => "Se tocaron los tonos de las alarmas",
  "clock-set": () => "Se ajustó el reloj de pared",
  "scan-begun": ({ until, at }, say) => `Resonancia prevista durante ${say.span(until - at)}`,
  "scan-ended": () => "La resonancia terminó y el motor gira",
  recovered: ({ unknown }, say) =>
    `La bomba arrancó de nuevo y sigue; ${say.pulses(unknown)} pudieron salir entretanto y cuentan`,
};

/** The table. */
export const ES_PUMP: PumpText = {
  alarms,
  faults,
  refusals,
  endings,
  events,
  priorities: { high: "alta", medium: "media", low: "baja" },
  modes: {
    idle: "Sin programa",
    transition: "Puente o cebado",
    running: "En marcha",
    stopped: "Parada",
    dry: "Vacía",
  },
  drugs: ES.drugs,
};
