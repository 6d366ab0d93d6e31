// SPDX-License-Identifier: Apache-2.0
/**
 * The memory of a life that has one: the same pump, kept by its keeper on cells of its own. Other
 * lives are lived on the controller alone, which is quicker; both tell the same story.
 */
import {
  type Board,
  type Cells,
  type Command,
  type Controller,
  cellsOf,
  type Geometry,
  type Keeper,
  keepCommand,
  keepObserving,
  keepPassing,
  type Log,
  makeKeeper,
  type Passed,
  type Pump,
  pagesOf,
  type Report,
} from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import type { Life } from "./life.ts";

/** Smaller than a pump's, so that its rings turn many times in a year. */
const GEOMETRY: Geometry = { checkpoints: 3, log: 4, history: 2 };
const PAGE_BYTES = 8_192;

/** What a pump is kept on, and by whom. Changed in place. */
export type Memory = {
  readonly cells: Cells;
  readonly board: Board;
  keeper: Keeper;
  /** Bytes after which power fails in the next answer that is written; null: it does not. */
  tear: number | null;
  /** Every page as it was at the last start: what a stale copy is. */
  image: readonly Uint8Array[];
};

/** Every page as it is now. */
export const imageOf = ({ bytes }: Cells): Memory["image"] => bytes.map((page) => page.slice());

/** The memory with which a life begins, if it has one. */
export const memoryFor = (
  { kept, device, start }: Pick<Life, "kept" | "device" | "start">,
  controller: Controller,
): Memory | null => {
  if (!kept) return null;
  const cells = cellsOf(pagesOf(GEOMETRY), PAGE_BYTES);
  const board: Board = { flash: cells, geometry: GEOMETRY, made: device, controller };
  return { cells, board, keeper: makeKeeper(board, start), tear: null, image: imageOf(cells) };
};

/** A pump with whatever it is kept on. */
type Living = {
  readonly memory: Memory | null;
  readonly controller: Controller;
  readonly pump: Pump;
};

const kept = ({ keeper }: Memory, does: (keeper: Keeper) => Log): Passed => {
  const events = does(keeper);
  return { pump: keeper.pump, events };
};

/** Time goes by for the pump of a scene. */
export const passIn = ({ memory, controller, pump }: Living, upto: Milliseconds): Passed =>
  memory === null
    ? controller.pass(pump, upto)
    : kept(memory, (keeper) => keepPassing(keeper, upto));

/** The pump of a scene answers a command, at its present. */
export const stepIn = ({ memory, controller, pump }: Living, command: Command): Passed => {
  const input = { at: pump.now, command };
  return memory === null
    ? controller.step(pump, input)
    : kept(memory, (keeper) => keepCommand(keeper, input));
};

/** The pump of a scene takes in a report, at its present. */
export const observeIn = ({ memory, controller, pump }: Living, report: Report): Passed => {
  const observation = { at: pump.now, report };
  return memory === null
    ? controller.observe(pump, observation)
    : kept(memory, (keeper) => keepObserving(keeper, observation));
};
