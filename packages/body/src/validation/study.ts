// SPDX-License-Identifier: Apache-2.0
/** What a study is and gives: for each measurement of one paper, what the model finds. */
import type { Setting } from "./setting.ts";

/**
 * What the model finds for one expected value, in the source's unit: a number; null if what was
 * waited for never came; or, for an ordering, what was found and whether it is as measured.
 */
export type Answer = number | null | { readonly found: string; readonly holds: boolean };

/** Answers by the measurement's id, one for each expected value, in order. */
export type Answers = Readonly<Record<string, readonly Answer[]>>;

/** One paper carried out in the model. */
export type Study = {
  /** What is done, for a reader; conventions of `docs/split.md` are not repeated. */
  readonly protocol: string;
  readonly carryOut: (setting: Setting) => Answers;
};
