// SPDX-License-Identifier: Apache-2.0
/**
 * Starts of a pump that has a memory: power goes, the motor may have turned a little further, and
 * the pump finds itself again in its store.
 */
import { type Booted, boot, type Keeper, type PowerOn } from "@cisterna/pump";
import { DAY_MS, milliseconds, pulses } from "@cisterna/quantity";
import { drop, letPass, pick } from "../hardware/hardware.ts";
import { observe } from "./beat.ts";
import { imageOf, type Memory } from "./memory.ts";
import { object, type Scene } from "./scene.ts";
import { lookAt, passed, witness } from "./watch.ts";

/** How a pump went out: for how long its motor went on, and how long it was dark after that. */
type Outage = {
  readonly cause: PowerOn["cause"];
  readonly after: number;
  readonly dark: number;
  /** Whether the clock's registers lost their mark. */
  readonly unmarked: boolean;
  /** Whether the sensor on the motor lost its count. */
  readonly uncounted: boolean;
};

/** Out and back at once. */
export const BLINK: Outage = {
  cause: "watchdog",
  after: 0,
  dark: 0,
  unmarked: false,
  uncounted: false,
};

/** What the hardware says when the processor starts. */
export const powerIn = ({ hardware }: Scene, at: number): Omit<PowerOn, "cause" | "mark"> => ({
  now: hardware.condition.clock === "lost" ? null : milliseconds(at),
  turns: pulses(Math.floor(hardware.implant.told.whole / DAY_MS)),
});

/** The hardware alone: the motor uses up some of its allowance, then stands. */
const goDark = (scene: Scene, { after, dark }: Outage): void => {
  const { hardware, controller, pump } = scene;
  const { inhibited } = hardware;
  const then = controller.advance(pump, milliseconds(pump.now + after));
  const ordered = passed(then.delivered, pump.delivered);
  letPass(hardware, { span: after, ordered, inhibited });
  drop(hardware);
  letPass(hardware, { span: dark, ordered: 0, inhibited });
  pick(hardware);
};

/** What was stored has to be there again: no record may be lost to one fault. */
const checkMemory = (scene: Scene, { events }: Booted): void => {
  for (const event of events) {
    if (event.kind === "recovered" && event.blind) object(scene, "memory", { lost: "totals" });
    if (event.kind === "fault-found" && LOST.includes(event.fault)) {
      object(scene, "memory", { lost: event.fault });
    }
  }
};

const LOST: readonly string[] = ["program-lost", "constants-lost", "totals-lost"];

/** A pump has started: it goes on with what it found, and tests itself first. */
export const goOnWith = (scene: Scene, memory: Memory, booted: Booted): void => {
  const { keeper, events } = booted;
  memory.keeper = keeper;
  memory.image = imageOf(memory.cells);
  scene.awake = keeper.pump.now;
  witness(scene, keeper.pump, events);
  checkMemory(scene, booted);
  observe(scene, { selfTest: true, starts: null });
};

/** What the registers held when power went. */
const markIn = ({ mark }: Keeper, { unmarked }: Outage): PowerOn["mark"] =>
  unmarked ? null : mark;

/** Power goes and comes back. Without a clock nobody can say how long that took. */
export const startAgain = (scene: Scene, memory: Memory, outage: Outage): void => {
  lookAt(scene);
  const timeless = scene.hardware.condition.clock === "lost";
  const { after, dark, cause } = timeless ? { ...BLINK, cause: outage.cause } : outage;
  const from = scene.pump.now;
  goDark(scene, { ...outage, after, dark });
  const mark = markIn(memory.keeper, { ...outage, unmarked: outage.unmarked && !timeless });
  const hardware = powerIn(scene, from + after + dark);
  const turns = outage.uncounted ? null : hardware.turns;
  const power: PowerOn = { ...hardware, turns, mark, cause };
  goOnWith(scene, memory, boot(memory.board, power));
};
