// SPDX-License-Identifier: Apache-2.0
/**
 * The stock: the clinic's register of drugs, from the order to the discard. Every lot's volume is
 * accounted for to the last digit: received = filled + discarded + returned + missing + there.
 */
import type { z } from "zod";
import { drugs } from "../course/entry/therapy.ts";
import { factsAbout } from "../fact/fact.ts";
import { amount, day, id, line, mapping, prose, word } from "../fact/field.ts";

const patient = id("The patient it is made for; absent: for the shelf").optional();

/** An order to a pharmacy. */
export const order = mapping(
  {
    order: id("Name of the order"),
    patient,
    pharmacy: line("Who makes it"),
    drugs,
    volume: amount("Volume ordered", "volume"),
    needed: day("Day on which it has to be there"),
    promised: day("Day on which the pharmacy says it will be there"),
  },
  "A drug ordered from a pharmacy",
);

/** What came in. */
export const receipt = mapping(
  {
    lot: id("Lot, as its label says"),
    order: id("The order that it answers").optional(),
    patient,
    drugs,
    volume: amount("Volume received", "volume"),
    expires: day("Last day on which it may be filled"),
    container: line("Container, such as one syringe of 20 mL"),
  },
  "A lot received",
);

/** How a volume leaves a lot. */
const MOVES = ["filled", "discarded", "returned", "missing"] as const;

/** A volume that left a lot. */
export const moved = mapping(
  {
    lot: id("The lot"),
    how: word("How", MOVES),
    volume: amount("How much", "volume"),
    patient: id("Whose pump it went into").optional(),
    visit: id("In which visit").optional(),
    witness: line("Who saw it").optional(),
    because: prose("Why").optional(),
  },
  "A volume that left a lot",
);

/** What was drawn out of a pump and is waste now. */
export const taken = mapping(
  {
    aspirate: id("Name of the aspirate"),
    patient: id("Out of whose pump"),
    drugs,
    volume: amount("How much", "volume"),
  },
  "An aspirate",
);

/** An aspirate thrown away. */
export const thrown = mapping(
  {
    aspirate: id("The aspirate"),
    volume: amount("How much", "volume"),
    witness: line("Who saw it"),
  },
  "An aspirate thrown away before a witness",
);

/** Somebody counted a lot. */
export const counted = mapping(
  {
    lot: id("The lot"),
    found: amount("Volume found", "volume", { zero: true }),
    expected: amount("Volume that the register expected", "volume", { zero: true }),
    witness: line("Who saw it"),
  },
  "A lot counted before a witness",
);

/** One move out of a lot, or of an aspirate into the waste. */
export type Move = {
  readonly at: string;
  readonly by: string;
  readonly how: (typeof MOVES)[number];
  readonly volume: string;
  readonly patient?: string | undefined;
  readonly witness?: string | undefined;
  readonly because?: string | undefined;
};

/** A lot with every move. */
export type LotState = z.output<typeof receipt> & {
  readonly received: string;
  readonly moves: readonly Move[];
};

/** An aspirate: waste until somebody has discarded it before a witness. */
export type AspirateState = z.output<typeof taken> & {
  readonly at: string;
  readonly by: string;
  readonly discarded: readonly Move[];
};

/** An order with its answer. */
type OrderState = z.output<typeof order> & {
  readonly placed: string;
  readonly outcome: "open" | "received" | "cancelled";
};

/** A count and who made it. */
type CountState = z.output<typeof counted> & { readonly at: string; readonly by: string };

/** The clinic's register of drugs. */
export type StockState = {
  readonly orders: readonly OrderState[];
  readonly lots: readonly LotState[];
  readonly aspirates: readonly AspirateState[];
  readonly counts: readonly CountState[];
};

/** Nothing in the register. */
export const EMPTY_STOCK: StockState = { orders: [], lots: [], aspirates: [], counts: [] };

const stockFact = factsAbout<StockState>("stock");

/** An order went out. */
export const drugOrdered = stockFact({
  kind: "drug-ordered",
  version: 1,
  payload: order,
  evolve: (stock, entry, { at }) => ({
    ...stock,
    orders: [...stock.orders, { ...entry, placed: at, outcome: "open" }],
  }),
});

const withOrder = (
  stock: StockState,
  name: string | undefined,
  outcome: OrderState["outcome"],
): StockState["orders"] =>
  stock.orders.map((each) => (each.order === name ? { ...each, outcome } : each));

/** An order will not be answered. */
export const orderCancelled = stockFact({
  kind: "order-cancelled",
  version: 1,
  payload: mapping({ order: id("The order"), because: line("Why") }, "An order cancelled"),
  evolve: (stock, entry) => ({ ...stock, orders: withOrder(stock, entry.order, "cancelled") }),
});

/** A lot came in. */
export const drugReceived = stockFact({
  kind: "drug-received",
  version: 1,
  payload: receipt,
  evolve: (stock, entry, { at }) => ({
    ...stock,
    orders: withOrder(stock, entry.order, "received"),
    lots: [...stock.lots, { ...entry, received: at, moves: [] }],
  }),
});

/** A volume left a lot. */
export const drugMoved = stockFact({
  kind: "drug-moved",
  version: 1,
  payload: moved,
  evolve: (stock, { lot, ...move }, { at, by }) => ({
    ...stock,
    lots: stock.lots.map((each) =>
      each.lot === lot ? { ...each, moves: [...each.moves, { at, by, ...move }] } : each,
    ),
  }),
});

/** An aspirate came out of a pump. */
export const aspirateTaken = stockFact({
  kind: "aspirate-taken",
  version: 1,
  payload: taken,
  evolve: (stock, entry, { at, by }) => ({
    ...stock,
    aspirates: [...stock.aspirates, { ...entry, at, by, discarded: [] }],
  }),
});

/** An aspirate was thrown away. */
export const aspirateDiscarded = stockFact({
  kind: "aspirate-discarded",
  version: 1,
  payload: thrown,
  evolve: (stock, { aspirate, volume, witness }, { at, by }) => ({
    ...stock,
    aspirates: stock.aspirates.map((each) =>
      each.aspirate === aspirate
        ? {
            ...each,
            discarded: [...each.discarded, { at, by, how: "discarded", volume, witness }],
          }
        : each,
    ),
  }),
});

/** A lot was counted. */
export const stockCounted = stockFact({
  kind: "stock-counted",
  version: 1,
  payload: counted,
  evolve: (stock, entry, { at, by }) => ({
    ...stock,
    counts: [...stock.counts, { ...entry, at, by }],
  }),
});
