// SPDX-License-Identifier: Apache-2.0
/**
 * The registers: what outlives a reset beside the flash. The mark of the last beat, and whether the
 * world of this implant was put to rest on purpose: then nothing was off, its time stood still.
 */
import type { Mark } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";

/** What the registers hold. */
export type Registers = { readonly mark: Mark; readonly rested: boolean };

/** The registers as a text. */
export const registersText = ({ mark, rested }: Registers): string =>
  JSON.stringify({ at: mark.at, entry: mark.entry, rested });

/** The registers in a text; null: they are lost. */
export const registersIn = (text: string | null): Registers | null => {
  if (text === null) return null;
  const { at, entry, rested } = JSON.parse(text) as { at: number; entry: number; rested: boolean };
  return { mark: { at: milliseconds(at), entry }, rested };
};
