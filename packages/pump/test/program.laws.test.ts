// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of programming over random histories: a program takes over whole or not at all, nothing
 * stops for it, and what is approved of a prime or a bridge is given once.
 */
import { DAY_MS } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONTROLLER,
  type Controller,
  controllerOf,
  type Event,
  PARTS,
  type Pump,
} from "../src/index.ts";
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

const caught = (look: Look, controller: Controller): boolean =>
  fc.check(holds(look, controller), BREAKS).failed;

const quanta = ({ delivered }: Pump): number => delivered.pulses * DAY_MS + delivered.quanta;

/** Programs that stopped the pump, lost what it owed, or left the old one half in force. */
const switches: Look = (controller, history) => {
  const found: string[] = [];
  play(controller, history, {
    answered: ({ before, after, events }) => {
      const programmed = events.find((event) => event.kind === "programmed");
      const here = controller.advance(before, after.now);
      if (programmed?.kind !== "programmed") {
        if (events.some(({ kind }) => kind === "refused") && after.program !== here.program) {
          found.push("a refused program is in force");
        }
        return;
      }
      if (after.program !== programmed.program) found.push("another program is in force");
      if ((here.stop === null) !== (after.stop === null)) found.push("the pump stopped for it");
      if (quanta(after) !== quanta(here)) found.push("something was lost at the change");
    },
  });
  return found;
};

/** Programs that were accepted against another version than the one in force. */
const versions: Look = (controller, history) => {
  const found: string[] = [];
  const { sent } = play(controller, history, {
    answered: ({ before, events }) => {
      for (const event of events) {
        if (event.kind !== "programmed") continue;
        const running = before.program?.version ?? null;
        if (event.replaced !== running) found.push("replaced what did not run");
        if (event.program.version <= (running ?? Number.NEGATIVE_INFINITY)) found.push("not newer");
      }
    },
  });
  const { log } = play(controller, history);
  for (const event of log) {
    if (event.kind !== "programmed") continue;
    const command = commandIn(sent, event.command);
    if (command?.kind === "program" && command.replaces !== event.replaced) {
      found.push("was meant for another version");
    }
  }
  return found;
};

describe("a program", () => {
  test("takes over at once and whole, and nothing stops for it [REQ-059 holds]", () => {
    fc.assert(holds(switches, CONTROLLER), RUNS);
  });

  test.each<readonly [string, Controller]>([
    [
      "stops the pump until somebody resumes it",
      controllerOf({
        ...PARTS,
        evolve: (pump, event) => {
          const next = PARTS.evolve(pump, event);
          if (event.kind !== "programmed") return next;
          const stop = { at: event.at, reason: "update", maximum: event.at, expired: true };
          return { ...next, stop };
        },
      }),
    ],
    [
      "drops what was owed",
      controllerOf({
        ...PARTS,
        evolve: (pump, event) => {
          const next = PARTS.evolve(pump, event);
          if (event.kind !== "programmed") return next;
          return { ...next, delivered: { ...next.delivered, quanta: 0 } };
        },
      }),
    ],
  ])("that %s is caught [REQ-059 breaks]", (_, controller) => {
    expect(caught(switches, controller)).toBe(true);
  });

  test("replaces the version that it was meant for, and no other [REQ-062 holds]", () => {
    fc.assert(holds(versions, CONTROLLER), RUNS);
  });

  test("that is taken for whatever runs is caught [REQ-062 breaks]", () => {
    const controller = controllerOf({
      ...PARTS,
      decide: (pump, command) =>
        command.kind === "program"
          ? PARTS.decide(pump, { ...command, replaces: pump.program?.version ?? null })
          : PARTS.decide(pump, command),
    });
    expect(caught(versions, controller)).toBe(true);
  });
});

const leftIn = (event: Event | undefined): number | null =>
  event?.kind === "transition-cancelled" ? event.left.pulses * DAY_MS + event.left.quanta : null;

/** Passages that ended without a new program, or that did not say what was left of them. */
const endings: Look = (controller, history) => {
  const found: string[] = [];
  play(controller, history, {
    answered: ({ before, after, events }) => {
      const here = controller.advance(before, after.now);
      const cancelled = events.find(({ kind }) => kind === "transition-cancelled");
      const programmed = events.some(({ kind }) => kind === "programmed");
      if (cancelled !== undefined && !programmed) found.push("cancelled without a new program");
      if (cancelled !== undefined && leftIn(cancelled) !== here.transition?.left) {
        found.push("does not say what was left");
      }
      const settled = events.some(({ kind }) => kind === "transition-settled");
      const gone = here.transition !== null && after.transition === null;
      if (gone && cancelled === undefined && !settled) found.push("ended without a word");
    },
  });
  return found;
};

/** Passages that began again, or took up what they had given already. */
const repetitions: Look = (controller, history) => {
  const found: string[] = [];
  let last: Pump | null = null;
  const { log } = play(controller, history, {
    cut: true,
    watch: (pump) => {
      const sameProgram = last !== null && last.program === pump.program;
      if (sameProgram && pump.transition !== null) {
        const before = last?.transition?.left ?? 0;
        if (pump.transition.left > before) found.push("something of a passage is given again");
      }
      last = pump;
    },
  });
  let open = false;
  for (const event of log) {
    if (event.kind === "transition-settled" && !open) found.push("settled without being ordered");
    if (event.kind === "programmed") open = (event.program.transition?.pulses ?? 0) > 0;
    if (event.kind === "transition-settled") open = false;
  }
  return found;
};

/** A command that comes again begins the passage again. */
const REPEATING: Controller = controllerOf({
  ...PARTS,
  evolve: (pump, event) => {
    const next = PARTS.evolve(pump, event);
    if (event.kind !== "repeated" || pump.program === null) return next;
    const order = pump.program.transition;
    return order === null || order.pulses === 0
      ? next
      : { ...next, begun: null, transition: { ...order, left: order.pulses * DAY_MS } };
  },
});

describe("a prime or a bridge", () => {
  test("is given once and no more than was approved [REQ-034 holds]", () => {
    fc.assert(holds(repetitions, CONTROLLER), RUNS);
  });

  test("that a retry gives again is caught [REQ-034 breaks]", () => {
    expect(caught(repetitions, REPEATING)).toBe(true);
  });

  test("ends early only by a new program, and says what is left of it [REQ-044 holds]", () => {
    fc.assert(holds(endings, CONTROLLER), RUNS);
  });

  test.each<readonly [string, Controller]>([
    [
      "ends with a cancelled bolus",
      controllerOf({
        ...PARTS,
        evolve: (pump, event) => {
          const next = PARTS.evolve(pump, event);
          return event.kind === "refused" && event.asked === "cancel-bolus"
            ? { ...next, begun: next.begun ?? event.at, transition: null }
            : next;
        },
      }),
    ],
    [
      "does not say what is left",
      controllerOf({
        ...PARTS,
        decide: (pump, command) =>
          PARTS.decide(pump, command).map((event) =>
            event.kind === "transition-cancelled"
              ? { ...event, left: { ...event.left, quanta: 0 } }
              : event,
          ),
      }),
    ],
  ])("that %s is caught [REQ-044 breaks]", (_, controller) => {
    expect(caught(endings, controller)).toBe(true);
  });
});
