// SPDX-License-Identifier: Apache-2.0
/**
 * Playing a history on a controller: moves become commands, the log and every command that was
 * sent come back. The same history on two controllers is the same story told to both.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import {
  type Command,
  type Controller,
  initial,
  type Log,
  type Passed,
  type Pump,
  type Report,
} from "../src/index.ts";
import { DEVICE } from "./drafts.ts";
import { commandOf, type PumpHistory, type Turn } from "./histories.ts";
import { reportOf } from "./reports.ts";

/** What came to a pump: a command, or a report of its hardware. */
export type Sent =
  | { readonly at: Milliseconds; readonly command: Command }
  | { readonly at: Milliseconds; readonly report: Report };

/** Takes in what comes. */
export const take = (controller: Controller, pump: Pump, sent: Sent): Passed =>
  "command" in sent ? controller.step(pump, sent) : controller.observe(pump, sent);

/** The first command with an id among what came. */
export const commandIn = (sent: readonly Sent[], id: string | null): Command | undefined =>
  sent.flatMap((each) => ("command" in each ? [each.command] : [])).find((each) => each.id === id);

/** Something that was seen while a history was played. */
export type Watcher = (pump: Pump) => void;

/** A history that has been played. */
export type Played = {
  readonly start: Pump;
  readonly pump: Pump;
  readonly log: Log;
  /** Everything that came, in order, with its moment. */
  readonly sent: readonly Sent[];
};

/** Something that was taken in: the pump just before and just after, and the answer. */
export type Answered = {
  readonly sent: Sent;
  readonly before: Pump;
  readonly after: Pump;
  readonly events: Log;
};

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
  readonly sent: Sent[];
};

const passTo = (scene: Scene, upto: number): void => {
  const passed = scene.controller.pass(scene.pump, milliseconds(upto));
  scene.pump = passed.pump;
  scene.log.push(...passed.events);
  scene.manner.watch?.(scene.pump);
};

const stopsOf = (from: number, { wait, cuts }: Turn): readonly number[] =>
  cuts.map((cut) => from + Math.floor((wait * cut) / 1000)).toSorted((a, b) => a - b);

const send = (scene: Scene, sent: Sent): void => {
  const before = scene.pump;
  const { pump, events } = take(scene.controller, before, sent);
  scene.pump = pump;
  scene.log.push(...events);
  scene.sent.push(sent);
  scene.manner.watch?.(pump);
  scene.manner.answered?.({ sent, before, after: pump, events });
};

/** What a move brings at a moment; nothing if it repeats what nobody said. */
const broughtBy = (scene: Scene, { move }: Turn, at: Milliseconds): Sent | null => {
  if (move.kind === "report") return { at, report: reportOf(move.draft, scene.pump) };
  if (move.kind !== "again") {
    return { at, command: commandOf(move, scene.pump, `c${scene.sent.length}`) };
  }
  const earlier = scene.sent.at(-move.back);
  return earlier === undefined ? null : { ...earlier, at };
};

const turnTo = (scene: Scene, turn: Turn): void => {
  const at = milliseconds(scene.pump.now + turn.wait);
  if (scene.manner.cut === true)
    for (const stop of stopsOf(scene.pump.now, turn)) passTo(scene, stop);
  passTo(scene, at);
  const sent = broughtBy(scene, turn, at);
  if (sent !== null) send(scene, sent);
};

/** Plays a history to its end. */
export const play = (controller: Controller, history: PumpHistory, manner: Manner = {}): Played => {
  const start = initial(DEVICE, history.start);
  const scene: Scene = { controller, manner, pump: start, log: [], sent: [] };
  for (const turn of history.turns) turnTo(scene, turn);
  passTo(scene, scene.pump.now + history.rest);
  return { start, pump: scene.pump, log: scene.log, sent: scene.sent };
};

/** A history that was played, with every state that was seen on the way and every answer. */
type Witnessed = Played & {
  readonly seen: readonly Pump[];
  readonly answers: readonly Answered[];
};

type Last = Witnessed & { readonly controller: Controller; readonly history: PumpHistory };

/** The last that was witnessed, whole and cut: many laws look at one history after another. */
const last: { whole: Last | null; cut: Last | null } = { whole: null, cut: null };

/** Plays a history to its end, stopping at its cuts or not, and keeps what was seen. */
export const witness = (
  controller: Controller,
  history: PumpHistory,
  how: "whole" | "cut" = "whole",
): Witnessed => {
  const known = last[how];
  if (known !== null && known.controller === controller && known.history === history) return known;
  const seen: Pump[] = [];
  const answers: Answered[] = [];
  const played = play(controller, history, {
    cut: how === "cut",
    watch: (pump) => seen.push(pump),
    answered: (answer) => answers.push(answer),
  });
  const found = { ...played, seen, answers, controller, history };
  last[how] = found;
  return found;
};
