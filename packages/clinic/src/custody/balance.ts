// SPDX-License-Identifier: Apache-2.0
/** Balance: what of a lot or an aspirate is still there, and what every movement came to. */
import { minus, quantity, total, type Volume } from "@cisterna/quantity";
import type { AspirateState, LotState, Move } from "./stock.ts";

const volumeOf = ({ volume }: { readonly volume: string }): Volume => quantity(volume, "volume");

/** Volume of some moves. */
export const movedBy = (moves: readonly Move[], how?: Move["how"]): Volume =>
  total(moves.filter((each) => how === undefined || each.how === how).map(volumeOf));

/** What of a lot should be there. Law: received = every move + what is left. */
export const leftOf = (lot: LotState): Volume => minus(volumeOf(lot), movedBy(lot.moves));

/** What of an aspirate is not discarded yet. */
export const undiscarded = (aspirate: AspirateState): Volume =>
  minus(volumeOf(aspirate), movedBy(aspirate.discarded));
