// SPDX-License-Identifier: Apache-2.0
/**
 * The stock: the clinic's register of drugs, from the order to the discard. Every lot's volume is
 * accounted for to the last digit: received = used + discarded + returned + missing + there.
 */
import type { z } from "zod";
import { drugs } from "../course/entry/therapy.ts";
import { amount, day, id, line, mapping } from "../fact/field.ts";

/** An order to a pharmacy. */
const order = mapping(
  {
    order: id("Name of the order"),
    patient: id("The patient it is made for; absent: for the shelf").optional(),
    pharmacy: line("Who makes it"),
    drugs,
    volume: amount("Volume ordered", "volume"),
    needed: day("Day on which it has to be there"),
    promised: day("Day on which the pharmacy says it will be there"),
  },
  "A drug ordered from a pharmacy",
);

/** An order to a pharmacy. */
type OrderEntry = z.output<typeof order>;

/** What came in. */
const receipt = mapping(
  {
    lot: id("Lot, as its label says"),
    order: id("The order that it answers").optional(),
    patient: id("The patient it is made for; absent: for the shelf").optional(),
    drugs,
    volume: amount("Volume received", "volume"),
    expires: day("Last day on which it may be filled"),
    container: line("Container, such as one syringe of 20 mL"),
  },
  "A lot received",
);

/** What came in. */
type ReceiptEntry = z.output<typeof receipt>;

/** How a volume leaves a lot. */
const MOVES = ["filled", "discarded", "returned", "missing"] as const;

/** One move out of a lot, or of an aspirate out of a pump into the waste. */
type Move = {
  readonly at: string;
  readonly by: string;
  readonly how: (typeof MOVES)[number];
  readonly volume: string;
  readonly patient?: string | undefined;
  readonly witness?: string | undefined;
  readonly because?: string | undefined;
};

/** A lot with every move. */
type LotState = ReceiptEntry & {
  readonly received: string;
  readonly moves: readonly Move[];
};

/** An aspirate: it left a pump, and is waste until somebody has discarded it before a witness. */
type AspirateState = {
  readonly aspirate: string;
  readonly patient: string;
  readonly at: string;
  readonly by: string;
  readonly drugs: z.output<typeof drugs>;
  readonly volume: string;
  readonly discarded: readonly Move[];
};

/** An order with its answer. */
type OrderState = OrderEntry & {
  readonly placed: string;
  readonly outcome: "open" | "received" | "cancelled";
};

/** The clinic's register of drugs. */
export type StockState = {
  readonly orders: readonly OrderState[];
  readonly lots: readonly LotState[];
  readonly aspirates: readonly AspirateState[];
  readonly counts: readonly CountState[];
};

/** Somebody counted a lot. */
const stockCount = mapping(
  {
    lot: id("The lot"),
    found: amount("Volume found", "volume", { zero: true }),
    witness: line("Who saw it"),
  },
  "A lot counted before a witness",
);

/** A count and who made it. */
type CountState = z.output<typeof stockCount> & {
  readonly at: string;
  readonly by: string;
  readonly expected: string;
};

/** Nothing in the register. */
export const EMPTY_STOCK: StockState = { orders: [], lots: [], aspirates: [], counts: [] };
