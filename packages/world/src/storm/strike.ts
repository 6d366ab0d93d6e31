// SPDX-License-Identifier: Apache-2.0
/**
 * Striking: a fault of a life befalls the hardware. What lasts changes its condition; what is
 * sudden is done at once. A pump with a memory finds itself again in it; of another the controller
 * only hears that it started again, or what its store found.
 */
import { flipBit, type MemoryReport, supervised } from "@cisterna/pump";
import { assert, DAY_MS, milliseconds } from "@cisterna/quantity";
import type { Fault, FaultKind } from "../hardware/fault.ts";
import { begin, company, drop, pick } from "../hardware/hardware.ts";
import { BEAT } from "../hardware/sensors.ts";
import { observe } from "./beat.ts";
import type { Memory } from "./memory.ts";
import { pairName, reached } from "./reach.ts";
import type { Scene } from "./scene.ts";
import { BLINK, goOnWith, powerIn, startAgain } from "./start.ts";
import { lookAt, passTo } from "./watch.ts";

/** An allowance lasts so long; a controller that hangs gives no other. Source: REQ-012. */
const ALLOWANCE_MS = 60_000;
/** After so long without a step the watchdog starts the processor again. Source: REQ-022. */
const WATCHDOG_MS = 120_000;

const later = (scene: Scene, by: number): void => {
  passTo(scene, milliseconds(scene.pump.now + by));
};

/** The motor goes on until its allowance ends, then stands until the watchdog bites. */
const hang = (scene: Scene): void => {
  scene.awake = scene.pump.now + WATCHDOG_MS;
  later(scene, ALLOWANCE_MS);
  drop(scene.hardware);
  later(scene, WATCHDOG_MS - ALLOWANCE_MS);
  pick(scene.hardware);
  observe(scene, { selfTest: false, starts: 1 });
};

/** Three starts, a minute apart; the self-test of the day may be forgotten over them. */
const loop = (scene: Scene, { severity }: Fault): void => {
  if (severity > 500) scene.nextTest += DAY_MS;
  for (const starts of [1, 2, 3]) {
    observe(scene, { selfTest: false, starts });
    later(scene, ALLOWANCE_MS);
  }
};

const WHOLE: MemoryReport = { repaired: false, lost: [], full: false, failing: false };

const RECORDS = ["program", "constants", "totals"] as const;

const remember = (scene: Scene, memory: MemoryReport): void => {
  scene.hardware.memory = memory;
  observe(scene, BEAT);
};

const lost = ({ severity }: Fault): MemoryReport => {
  const record = RECORDS[severity % RECORDS.length] ?? "program";
  return { ...WHOLE, lost: [record] };
};

const restart = (scene: Scene): void => observe(scene, { selfTest: false, starts: 1 });

/** A record that was put right; now and then the log is found full as well. */
const repaired = (scene: Scene, { severity }: Fault): void =>
  remember(scene, { ...WHOLE, repaired: true, full: severity > 800 });

type Happening = (scene: Scene, fault: Fault) => void;

/** What sudden faults do at once; the others have changed the condition, and that is all. */
const HAPPENINGS: Partial<Record<FaultKind, Happening>> = {
  "processor-hung": hang,
  "reset-loop": loop,
  "processor-reset": restart,
  "memory-upset": restart,
  "brown-out": restart,
  "bit-flipped": repaired,
  "write-torn": repaired,
  "copy-stale": repaired,
  "both-copies-bad": (scene, fault) => remember(scene, lost(fault)),
};

type KeptHappening = (scene: Scene, memory: Memory, fault: Fault) => void;

/** Dark for up to some hours, at most a few seconds after the last beat. */
const brownOut: KeptHappening = (scene, memory, { severity }) =>
  startAgain(scene, memory, {
    cause: "brown-out",
    after: severity * 30,
    dark: severity * 10_000,
    unmarked: severity % 7 === 0,
    uncounted: severity % 5 === 0,
  });

/** The motor uses up some of its allowance, then stands until the watchdog bites. */
const bitten: KeptHappening = (scene, memory, { severity }) => {
  const after = Math.floor((severity * ALLOWANCE_MS) / 1_000);
  const uncounted = severity % 5 === 0;
  startAgain(scene, memory, { ...BLINK, after, dark: WATCHDOG_MS - after, uncounted });
};

const loopOfStarts: KeptHappening = (scene, memory, { severity }) => {
  if (severity > 500) scene.nextTest += DAY_MS;
  for (let start = 0; start < 3; start += 1) {
    startAgain(scene, memory, BLINK);
    later(scene, ALLOWANCE_MS);
  }
};

const BITS = 8;

/** Spreads severities over whatever can be hit. */
const SPREAD = 7_919;

const flipped: KeptHappening = (scene, memory, { severity }) => {
  const { cells } = memory;
  flipBit(cells, (severity * SPREAD + scene.pump.now) % (cells.pages * cells.size * BITS));
  startAgain(scene, memory, BLINK);
};

/** One page is as it was at the last start; its pair is not. */
const staled: KeptHappening = (scene, memory, { severity }) => {
  const { cells, image } = memory;
  const page = severity % cells.pages;
  cells.bytes[page]?.set(image[page] ?? []);
  startAgain(scene, memory, BLINK);
};

/** The program finds itself wrong, and its supervisor begins anew. */
const upset: KeptHappening = (scene, memory) => {
  const doing = (): never => {
    assert(false, "what works is what was written", { at: scene.pump.now });
  };
  const power = () => powerIn(scene, scene.pump.now);
  goOnWith(scene, memory, supervised(memory.board, memory.keeper, { doing, upset: power }));
};

/** What sudden faults do to a pump with a memory; of the others it hears as every pump does. */
const KEPT_HAPPENINGS: Partial<Record<FaultKind, KeptHappening>> = {
  "processor-hung": bitten,
  "reset-loop": loopOfStarts,
  "processor-reset": (scene, memory) => startAgain(scene, memory, BLINK),
  "memory-upset": upset,
  "brown-out": brownOut,
  "bit-flipped": flipped,
  "copy-stale": staled,
  "write-torn": (_, memory, { severity }) => {
    memory.tear = severity;
  },
};

/** A fault begins; with it the pair that it makes with each fault that is there. */
export const strike = (scene: Scene, fault: Fault): void => {
  reached(scene.reach, "fault", fault.fault);
  for (const other of company(scene.hardware, scene.pump.now)) {
    reached(scene.reach, "pair", pairName(other, fault.fault));
  }
  lookAt(scene);
  begin(scene.hardware, fault, scene.pump.now);
  const { memory } = scene;
  const happens = memory === null ? undefined : KEPT_HAPPENINGS[fault.fault];
  if (memory !== null && happens !== undefined) happens(scene, memory, fault);
  else HAPPENINGS[fault.fault]?.(scene, fault);
};
