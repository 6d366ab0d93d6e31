// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of the bolus on demand over random histories: every grant and every refusal is judged
 * again from the log alone, and controllers that forget one of the conditions are caught.
 */
import {
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  pulsesPerDay,
} from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONTROLLER,
  type Command,
  type Controller,
  controllerOf,
  type Decide,
  type Event,
  GUARD,
  type Log,
  PARTS,
  type Pump,
  passTime,
} from "../src/index.ts";
import { ADMITTING } from "./broken.ts";
import { histories, type PumpHistory } from "./histories.ts";
import { commandIn, play } from "./play.ts";

const numRuns = Math.min(1000, Number(process.env["CISTERNA_RUNS"] ?? "2000"));
const RUNS = { seed: 20_261_127, numRuns };
const BREAKS = { seed: 20_261_127, numRuns: 4000, endOnFailure: true };

/** What is wrong with a controller in a history; empty where nothing is. */
type Look = (controller: Controller, history: PumpHistory) => readonly string[];

const holds = (look: Look, controller: Controller) =>
  fc.property(histories, (history) => {
    const found = look(controller, history);
    if (found.length > 0) throw new Error(found.join("; "));
  });

type Granted = Extract<Event, { kind: "bolus-granted" }>;

const onDemandIn = (events: Log): readonly Granted[] =>
  events.filter(
    (event) => event.kind === "bolus-granted" && event.bolus.source === "on-demand",
  ) as readonly Granted[];

/** Starts and ends of the grants of a log, ends moved where a bolus was cut short. */
const grantsIn = (log: Log) =>
  onDemandIn(log).map(({ at, bolus }) => {
    const cut = log.find((event) => event.kind === "bolus-cancelled" && event.bolus === bolus.id);
    const rate = Math.ceil((bolus.pulses * DAY_MS) / bolus.over);
    return { at, ends: cut?.at ?? at + Math.ceil((bolus.pulses * DAY_MS) / rate) };
  });

/** Why a grant should not have been, from the state before it and the log until then. */
const objections = ({ at, bolus }: Granted, before: Pump, log: Log): readonly string[] => {
  const order = before.program?.onDemand ?? null;
  const earlier = grantsIn(log);
  const last = earlier.at(-1);
  const recent = earlier.filter(({ ends }) => ends > at - DAY_MS).length;
  if (order === null || order.perDay === 0) return ["not permitted"];
  return [
    ...(last !== undefined && at < last.at + order.lockout ? ["within the lock-out"] : []),
    ...(recent >= order.perDay ? ["beyond the daily count"] : []),
    ...(before.stop === null ? [] : ["while stopped"]),
    ...(bolus.pulses * before.device.pulse > before.reservoir ? ["more than there is"] : []),
    ...(bolus.pulses === order.pulses ? [] : ["another bolus than ordered"]),
  ];
};

/** Grants that should not have been. */
const grants: Look = (controller, history) => {
  const found: string[] = [];
  const log: Event[] = [];
  play(controller, history, {
    answered: ({ before, events }) => {
      for (const granted of onDemandIn(events)) {
        found.push(...objections(granted, { ...before, now: granted.at }, log));
      }
      log.push(...events);
    },
  });
  return found;
};

/** Our decision about a request, with pump or command seen otherwise. */
const seeing =
  (other: (pump: Pump, command: Command) => readonly [Pump, Command]): Decide =>
  (pump, command) =>
    command.kind === "request"
      ? PARTS.decide(...other(pump, command))
      : PARTS.decide(pump, command);

const blind = (other: (pump: Pump) => Pump): Controller =>
  controllerOf({ ...PARTS, decide: seeing((pump, command) => [other(pump), command]) });

const withOrder = (pump: Pump, perDay: number): Pump =>
  pump.program === null || pump.program.onDemand === null
    ? pump
    : { ...pump, program: { ...pump.program, onDemand: { ...pump.program.onDemand, perDay } } };

describe("a grant", () => {
  test("is permitted, not locked out, within the count, from enough [REQ-025 holds]", () => {
    fc.assert(holds(grants, CONTROLLER), RUNS);
  });

  test.each<readonly [string, Controller]>([
    ["the lock-out and the count", blind((pump) => ({ ...pump, grants: [] }))],
    ["the daily count", blind((pump) => withOrder(pump, 99))],
    ["that the pump is stopped", blind((pump) => ({ ...pump, stop: null }))],
    [
      "how much is left",
      blind((pump) => ({ ...pump, dry: false, reservoir: nanolitres(2_000_000) })),
    ],
  ])("by a controller that forgets %s is caught [REQ-025 breaks]", (_, controller) => {
    expect(fc.check(holds(grants, controller), BREAKS).failed).toBe(true);
  });
});

/** Grants to requests that were not of their time. */
const ages: Look = (controller, history) => {
  const { sent, log } = play(controller, history);
  return onDemandIn(log).flatMap(({ at, bolus }) => {
    const asked = commandIn(sent, bolus.id);
    const age = asked?.kind === "request" ? at - asked.askedAt : 0;
    return age < 0 || age > 300_000 ? [`a request of ${age} ms`] : [];
  });
};

/** Grants while a prime or a bridge is running. */
const passages: Look = (controller, history) => {
  const found: string[] = [];
  play(controller, history, {
    answered: ({ before, events }) => {
      if (before.transition !== null && onDemandIn(events).length > 0) found.push("in a passage");
    },
  });
  return found;
};

describe("a request", () => {
  test("older than five minutes, or of the future, is never granted [REQ-028 holds]", () => {
    fc.assert(holds(ages, CONTROLLER), RUNS);
  });

  test("whatever its age, to a controller that does not look, is caught [REQ-028 breaks]", () => {
    const decide = seeing((pump, command) => [
      pump,
      command.kind === "request" ? { ...command, askedAt: pump.now } : command,
    ]);
    expect(fc.check(holds(ages, controllerOf({ ...PARTS, decide })), BREAKS).failed).toBe(true);
  });

  test("is not granted while a prime or a bridge is running [REQ-043 holds]", () => {
    fc.assert(holds(passages, CONTROLLER), RUNS);
  });

  test("to a controller that forgets the passage is caught [REQ-043 breaks]", () => {
    const controller = blind((pump) => ({ ...pump, transition: null }));
    expect(fc.check(holds(passages, controller), BREAKS).failed).toBe(true);
  });
});

const waitOf = (refused: Extract<Event, { kind: "refused" }>): Milliseconds | null => {
  const [only, ...others] = refused.refusals;
  if (others.length > 0) return null;
  return only.kind === "locked-out" || only.kind === "daily-count-reached" ? only.until : null;
};

const reasonsAt = (controller: Controller, pump: Pump, at: number): readonly string[] => {
  const here = controller.advance(pump, milliseconds(at));
  const request: Command = { kind: "request", id: "later", askedAt: here.now };
  return controller
    .decide(here, request)
    .flatMap((event) => (event.kind === "refused" ? event.refusals.map(({ kind }) => kind) : []));
};

const WAITING = ["locked-out", "daily-count-reached"];

/** Refusals that are not in the log, or whose next time is not the next time. */
const refusals: Look = (controller, history) => {
  const found: string[] = [];
  const answered: Event[] = [];
  const { log } = play(controller, history, {
    answered: ({ after, events }) => {
      answered.push(...events.filter(({ kind }) => kind === "refused"));
      if (!events.some((event) => "command" in event && event.command !== null)) {
        found.push("no answer");
      }
      for (const event of events) {
        const until = event.kind === "refused" ? waitOf(event) : null;
        if (until === null || event.kind !== "refused") continue;
        const still = reasonsAt(controller, after, Math.max(after.now, until - 1));
        const then = reasonsAt(controller, after, until);
        const [reason] = event.refusals;
        if (!still.includes(reason.kind)) found.push(`${reason.kind} ended before its time`);
        if (then.some((kind) => kind === reason.kind && WAITING.includes(kind))) {
          found.push(`${reason.kind} lasts beyond its time`);
        }
      }
    },
  });
  const logged = log.filter(({ kind }) => kind === "refused").length;
  return logged === answered.length ? found : [...found, "a refusal is not in the log"];
};

const later = (by: number): Controller =>
  controllerOf({
    ...PARTS,
    decide: (pump, command) =>
      PARTS.decide(pump, command).map((event) =>
        event.kind !== "refused"
          ? event
          : {
              ...event,
              refusals: [
                event.refusals[0].kind === "locked-out"
                  ? {
                      ...event.refusals[0],
                      until: milliseconds(event.refusals[0].until + by),
                    }
                  : event.refusals[0],
                ...event.refusals.slice(1),
              ],
            },
      ),
  });

describe("a refusal", () => {
  test("is logged, and its next time is the next time, to the ms [REQ-029 holds]", () => {
    fc.assert(holds(refusals, CONTROLLER), RUNS);
  });

  test.each<readonly [string, Controller]>([
    ["names a time that is too late", later(60_000)],
    [
      "is not made",
      controllerOf({
        ...PARTS,
        decide: (pump, command) =>
          PARTS.decide(pump, command).filter(({ kind }) => kind !== "refused"),
      }),
    ],
  ])("that %s is caught [REQ-029 breaks]", (_, controller) => {
    expect(fc.check(holds(refusals, controller), BREAKS).failed).toBe(true);
  });
});

const quanta = ({ delivered }: Pump): number => delivered.pulses * DAY_MS + delivered.quanta;

/** Stretches in which more flowed than the limit of the instant allows. */
const sums: Look = (controller, history) => {
  const found: string[] = [];
  let last: Pump | null = null;
  play(controller, history, {
    cut: true,
    watch: (pump) => {
      if (last !== null && last.program !== null && last.program === pump.program) {
        const most = Math.min(last.program.limits.rate, pump.device.most);
        const flowed = quanta(pump) - quanta(last);
        if (flowed > most * (pump.now - last.now)) found.push(`${flowed} quanta`);
      }
      last = pump;
    },
  });
  return found;
};

/** A limit that came into force after the judgement, and nothing that stands before the motor. */
const PILING: Controller = controllerOf({
  ...PARTS,
  evolve: (pump, event) => {
    const next = PARTS.evolve(pump, event);
    if (event.kind !== "programmed" || next.program === null) return next;
    const limits = { ...next.program.limits, rate: pulsesPerDay(500) };
    return { ...next, program: { ...next.program, limits } };
  },
  passTime: passTime({ ...GUARD, withhold: (rate) => ({ rate, span: Number.POSITIVE_INFINITY }) }),
});

describe("boluses of several kinds at once", () => {
  test("together with basal stay within the limit of the instant [REQ-031 holds]", () => {
    fc.assert(holds(sums, CONTROLLER), RUNS);
    fc.assert(holds(sums, ADMITTING), RUNS);
  });

  test("that add up beyond it are caught [REQ-031 breaks]", () => {
    expect(fc.check(holds(sums, PILING), BREAKS).failed).toBe(true);
  });
});

/** What a pump does with its boluses when nobody speaks to it any more. */
const silences: Look = (controller, history) => {
  const { pump } = play(controller, history);
  const { events } = controller.pass(pump, milliseconds(pump.now + 2 * DAY_MS));
  const ends = pump.boluses.map(({ id }) => id).toSorted();
  const ended = events.flatMap((event) =>
    (event.kind === "bolus-settled" || event.kind === "bolus-cancelled") &&
    event.source !== "periodic"
      ? [event.bolus]
      : [],
  );
  const single = events.filter((event) => event.kind === "bolus-granted");
  const begun = single.map((event) => event.kind === "bolus-granted" && event.bolus.id);
  const own = ended.filter((id) => !begun.includes(id)).toSorted();
  return [
    ...(onDemandIn(events).length > 0 ? ["a bolus began by itself"] : []),
    ...(pump.stop === null && String(own) !== String(ends) ? [`${own} ended of ${ends}`] : []),
  ];
};

const REPEATING: Controller = controllerOf({
  ...PARTS,
  due: (pump) =>
    PARTS.due(pump).flatMap((event) => {
      const order = pump.program?.onDemand ?? null;
      if (event.kind !== "bolus-settled" || event.source !== "on-demand" || order === null) {
        return [event];
      }
      const { pulses, over } = order;
      const bolus = { id: `${event.bolus}+`, source: "on-demand", from: pump.now, pulses, over };
      return [
        event,
        { kind: "bolus-granted", at: pump.now, command: null, bolus } as const as Event,
      ];
    }),
});

describe("a controller that goes away", () => {
  test("neither begins, repeats nor prolongs a bolus [REQ-032 holds]", () => {
    fc.assert(holds(silences, CONTROLLER), RUNS);
  });

  test("and leaves one that begins again at its end is caught [REQ-032 breaks]", () => {
    expect(fc.check(holds(silences, REPEATING), BREAKS).failed).toBe(true);
  });
});
