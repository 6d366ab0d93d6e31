// SPDX-License-Identifier: Apache-2.0
/**
 * Striking: a fault of a life befalls the hardware. What lasts changes its condition; what is
 * sudden is done at once, and the controller hears of it when it starts again or looks at its
 * store.
 */
import type { MemoryReport } from "@cisterna/pump";
import { DAY_MS, milliseconds } from "@cisterna/quantity";
import type { Fault, FaultKind } from "../hardware/fault.ts";
import { begin, company, drop, pick } from "../hardware/hardware.ts";
import { BEAT } from "../hardware/sensors.ts";
import { observe } from "./beat.ts";
import { pairName, reached } from "./reach.ts";
import type { Scene } from "./scene.ts";
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

/** What sudden faults do at once; the others have changed the condition, and that is all. */
const HAPPENINGS: Partial<Record<FaultKind, (scene: Scene, fault: Fault) => void>> = {
  "processor-hung": hang,
  "reset-loop": loop,
  "processor-reset": restart,
  "brown-out": restart,
  "bit-flipped": repaired,
  "write-torn": repaired,
  "copy-stale": repaired,
  "both-copies-bad": (scene, fault) => remember(scene, lost(fault)),
};

/** A fault begins; with it the pair that it makes with each fault that is there. */
export const strike = (scene: Scene, fault: Fault): void => {
  reached(scene.reach, "fault", fault.fault);
  for (const other of company(scene.hardware, scene.pump.now)) {
    reached(scene.reach, "pair", pairName(other, fault.fault));
  }
  lookAt(scene);
  begin(scene.hardware, fault, scene.pump.now);
  HAPPENINGS[fault.fault]?.(scene, fault);
};
