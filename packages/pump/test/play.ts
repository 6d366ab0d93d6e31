// SPDX-License-Identifier: Apache-2.0
/**
 * Playing a history on a controller: moves become commands, the log and every command that was
 * sent come back. The same history on two controllers is the same story told to both.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import { type Command, type Controller, initial, type Log, type Pump } from "../src/index.ts";
import { commandOf, DEVICE, type PumpHistory, type Turn } from "./histories.ts";

/** Something that was seen while a history was played. */
export type Watcher = (pump: Pump) => void;

/** A history that has been played. */
export type Played = {
  readonly start: Pump;
  readonly pump: Pump;
  readonly log: Log;
  /** Every command, in order, with its moment. */
  readonly sent: readonly { readonly at: Milliseconds; readonly command: Command }[];
};

/** A command that was answered: the pump just before and just after, and the answer. */
export type Answered = { readonly before: Pump; readonly after: Pump; readonly events: Log };

/** How to play: whether to stop at the cuts, and who looks on. */
export type Manner = {
  readonly cut?: boolean;
  readonly watch?: Watcher;
  readonly answered?: (answered: Answered) => void;
};

type Scene = {
  readonly controller: Controller;
  readonly manner: Manner;
  pump: Pump;
  readonly log: Log[number][];
  readonly sent: { at: Milliseconds; command: Command }[];
};

const passTo = (scene: Scene, upto: number): void => {
  const passed = scene.controller.pass(scene.pump, milliseconds(upto));
  scene.pump = passed.pump;
  scene.log.push(...passed.events);
  scene.manner.watch?.(scene.pump);
};

const stopsOf = (from: number, { wait, cuts }: Turn): readonly number[] =>
  cuts.map((cut) => from + Math.floor((wait * cut) / 1000)).toSorted((a, b) => a - b);

const send = (scene: Scene, command: Command, at: Milliseconds): void => {
  const before = scene.pump;
  const stepped = scene.controller.step(scene.pump, { at, command });
  scene.pump = stepped.pump;
  scene.log.push(...stepped.events);
  scene.sent.push({ at, command });
  scene.manner.watch?.(scene.pump);
  scene.manner.answered?.({ before, after: scene.pump, events: stepped.events });
};

const take = (scene: Scene, turn: Turn): void => {
  const at = milliseconds(scene.pump.now + turn.wait);
  if (scene.manner.cut === true)
    for (const stop of stopsOf(scene.pump.now, turn)) passTo(scene, stop);
  const { move } = turn;
  passTo(scene, at);
  const earlier = move.kind === "again" ? scene.sent.at(-move.back)?.command : undefined;
  if (earlier !== undefined) send(scene, earlier, at);
  else if (move.kind !== "again") {
    send(scene, commandOf(move, scene.pump, `c${scene.sent.length}`), at);
  }
};

/** Plays a history to its end. */
export const play = (controller: Controller, history: PumpHistory, manner: Manner = {}): Played => {
  const start = initial(DEVICE, history.start);
  const scene: Scene = { controller, manner, pump: start, log: [], sent: [] };
  for (const turn of history.turns) take(scene, turn);
  passTo(scene, scene.pump.now + history.rest);
  return { start, pump: scene.pump, log: scene.log, sent: scene.sent };
};
