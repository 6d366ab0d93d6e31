// SPDX-License-Identifier: Apache-2.0
/**
 * The supervisor: there is one in every shell. A program that finds itself wrong is not trusted any
 * further: what it was about to do is not done, and the pump starts again from what is stored, with
 * an alarm and in the safe state of its own program. If that goes on, it is a loop of starts.
 * Source: REQ-024.
 */
import { Broken } from "@cisterna/quantity";
import type { Log } from "../event.ts";
import { type Board, type Booted, boot, type Keeper } from "./keeper.ts";
import type { PowerOn } from "./power.ts";

/** What a shell has its keeper do. */
type Doing = (keeper: Keeper) => Log;

/** What the hardware says after a start that the program itself is the reason for. */
export type Upset = Omit<PowerOn, "cause" | "mark">;

/**
 * Does something with a keeper, which is the one to go on with.
 * Breaks if: the memory itself breaks an invariant at the start, or something else was thrown.
 */
export const supervised = (
  board: Board,
  keeper: Keeper,
  { doing, upset }: { readonly doing: Doing; readonly upset: () => Upset },
): Booted => {
  try {
    return { keeper, events: doing(keeper) };
  } catch (thrown) {
    if (!(thrown instanceof Broken)) throw thrown;
    return boot(board, { ...upset(), mark: keeper.mark, cause: "invariant" });
  }
};
