// SPDX-License-Identifier: Apache-2.0
/**
 * An interrogation by radio after ninety days: a program, a self-test a day, three doses a day that
 * the patient asked for and two refills in its log. How much goes over the air, and what it takes
 * from the cell's allowance of a day.
 */
import { type Bytes, DAILY, dialOn, type Remote, readPump, received } from "@cisterna/link";
import { CONTROLLER, type Event, expectedReport, type Log, type Pump } from "@cisterna/pump";
import { assert, DAY_MS, HOUR_MS, milliseconds, pulses } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { type Figure, type Sample, sampleOf } from "./bench.ts";
import type { Ends } from "./link-ends.ts";
import { samplePlan } from "./sample-case.ts";

const DAYS = 90;
const DOSES = 3;
const REFILL_EVERY = 40;

const onDemand = {
  ...{ pulses: pulses(10), over: milliseconds(600_000), perDay: DOSES + 1 },
  ...{ lockout: milliseconds(2 * HOUR_MS), validity: milliseconds(300_000) },
};

const programOf = (): Program => {
  const { program } = samplePlan();
  const { hour, day, ...rest } = program.limits;
  const limits = { ...rest, hour: pulses(hour + 20), day: pulses(day + 20 * DOSES) };
  return { ...program, onDemand, limits, transition: null, fluid: "bench" };
};

/** A pump after ninety days, with its log. */
const aged = (start: Pump): { readonly pump: Pump; readonly log: Log } => {
  const { capacity } = start.device;
  const log: Event[] = [];
  let pump = start;
  const take = (passed: { readonly pump: Pump; readonly events: Log }): void => {
    pump = passed.pump;
    log.push(...passed.events);
  };
  const program = {
    kind: "program",
    program: programOf(),
    replaces: null,
    catheter: null,
  } as const;
  take(CONTROLLER.step(pump, { at: pump.now, command: { ...program, id: "bench" } }));
  for (let day = 1; day <= DAYS; day += 1) {
    for (let dose = 0; dose < DOSES; dose += 1) {
      const at = milliseconds((day - 1) * DAY_MS + (dose + 1) * 6 * HOUR_MS);
      const id = `14635981-${String(day * 10 + dose).padStart(32, "0")}`;
      take(CONTROLLER.step(pump, { at, command: { kind: "request", id, askedAt: at } }));
    }
    const report = {
      ...expectedReport(CONTROLLER.advance(pump, milliseconds(day * DAY_MS))),
      selfTest: [],
    };
    take(CONTROLLER.observe(pump, { at: milliseconds(day * DAY_MS), report }));
    if (day % REFILL_EVERY !== 0) continue;
    const refill = {
      kind: "refill",
      aspirated: pump.reservoir,
      volume: capacity,
      fluid: "bench",
    } as const;
    take(CONTROLLER.step(pump, { at: pump.now, command: { ...refill, id: `fill-${day}` } }));
  }
  assert(log.filter(({ kind }) => kind === "bolus-granted").length > DAYS, "doses were granted");
  return { pump, log };
};

const once = (value: number): Sample => sampleOf([value]);

/** What goes over the air and what it costs. */
export const visitFigures = async (ends: Ends): Promise<readonly Figure[]> => {
  const { pump, log } = aged(ends.pump);
  ends.pump = pump;
  const heard: Bytes[] = [];
  let [bytes, frames] = [0, 0];
  const send = (frame: Bytes): void => {
    const arrival = { at: pump.now, channel: "far", bytes: frame } as const;
    const turn = received(ends.kit, ends, {
      ...arrival,
      record: () => ({ log, upto: log.length }),
    });
    ends.head = turn.head;
    bytes += frame.length + (turn.answer?.length ?? 0);
    frames += 1;
    if (turn.answer !== null) heard.push(turn.answer);
  };
  const kit = { ...ends.kit, clock: () => performance.now() };
  const radio = { channel: "far", send, next: async () => heard.shift() ?? null } as const;
  const remote: Remote = {
    line: null,
    dial: () => {
      ends.counter += 1;
      const { caller, counter, known } = ends;
      return dialOn(kit, radio, { caller, channel: "far", counter, known });
    },
  };
  const read = await readPump(remote, kit, 0);
  assert(read.kind === "read" && read.dossier.log.length === log.length, "all of it is read");
  const what = `an interrogation by radio after ${DAYS} days, ${log.length} events`;
  return [
    { what: `${what}: bytes over the air, both ways`, unit: "kB", sample: once(bytes / 1_000) },
    { what: `${what}: frames, each way`, unit: "frames", sample: once(frames) },
    {
      what: `${what}: energy, of ${DAILY} units that a day allows`,
      ...{ unit: "units", sample: once(ends.head.account.ever) },
    },
  ];
};
