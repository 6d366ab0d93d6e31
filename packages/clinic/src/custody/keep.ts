// SPDX-License-Identifier: Apache-2.0
/**
 * Keeping the register: orders, receipts, discards before a witness, counts. Controlled drugs are
 * those that the clinic names in its settings.
 */
import { exceeds, none, print, printDay, quantity, type Volume } from "@cisterna/quantity";
import { command, type Standing } from "../course/standing.ts";
import { type Context, facts } from "../fact/command.ts";
import { amount, id, mapping, prose, word } from "../fact/field.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import type { Role } from "../fact/role.ts";
import { millilitres } from "../visit/written.ts";
import { leftOf, undiscarded } from "./balance.ts";
import * as stock from "./stock.ts";

const KEEPERS: readonly Role[] = ["physician", "nurse", "pharmacist"];

/** Whether the clinic keeps one of these drugs under witness. */
const isControlled = ({ clinic }: Standing, drugs: stock.LotState["drugs"]): boolean =>
  drugs.some(({ drug }) => clinic.settings?.controlled.includes(drug) ?? false);

/** Somebody else than who does it has to have seen it, and signed. */
const witnessed = ({ who, second }: Context): Refusal | null => {
  if (second === null)
    return refusal("witness-missing", "witness", {
      read: "nobody",
      accepted: "the signature of a second person",
    });
  return second.id === who.id
    ? refusal("same-person", "witness", { read: second.id, accepted: "another person" })
    : null;
};

const named = (names: readonly string[], name: string, path: string): Refusal | null =>
  names.includes(name)
    ? null
    : refusal(path === "lot" ? "lot-unknown" : "not-there", path, {
        read: name,
        accepted: names.length === 0 ? "none is there" : `one of ${names.join(", ")}`,
      });

const taken = (names: readonly string[], name: string, path: string): Refusal | null =>
  names.includes(name)
    ? refusal("already-there", path, { read: name, accepted: "a name that is not taken" })
    : null;

const enough = (asked: string, there: Volume, path: string): Refusal | null =>
  exceeds(quantity(asked, "volume"), there)
    ? refusal("more-than-there", path, {
        read: asked,
        accepted: `at most ${print(there, "mL")}`,
      })
    : null;

/** Orders a drug. */
export const orderDrug = command({
  name: "order-drug",
  subject: "stock",
  about: "Orders a drug from a pharmacy, for a patient or for the shelf",
  who: [...KEEPERS, "coordinator"],
  input: stock.order,
  decide: (standing, input, context) =>
    refusedBy([
      taken(
        standing.stock.orders.map((each) => each.order),
        input.order,
        "order",
      ),
      input.promised < printDay(context.now)
        ? refusal("inverted-range", "promised", {
            read: input.promised,
            accepted: `a day from ${printDay(context.now)} on`,
          })
        : null,
    ]) ?? facts(stock.drugOrdered.of(input)),
});

/** Cancels an order. */
export const cancelOrder = command({
  name: "cancel-order",
  subject: "stock",
  about: "Takes down that an order will not be answered, such as in a shortage",
  who: [...KEEPERS, "coordinator"],
  input: stock.orderCancelled.payload,
  decide: (standing, input) =>
    refusedBy([named(openOrders(standing), input.order, "order")]) ??
    facts(stock.orderCancelled.of(input)),
});

const openOrders = ({ stock: { orders } }: Standing): readonly string[] =>
  orders.filter(({ outcome }) => outcome === "open").map((each) => each.order);

/** Takes a lot into the register. */
export const receiveDrug = command({
  name: "receive-drug",
  subject: "stock",
  about: "Takes a lot into the register",
  who: KEEPERS,
  input: stock.receipt,
  decide: (standing, input, context) =>
    refusedBy([
      taken(
        standing.stock.lots.map((each) => each.lot),
        input.lot,
        "lot",
      ),
      input.order === undefined ? null : named(openOrders(standing), input.order, "order"),
      input.expires < printDay(context.now)
        ? refusal("lot-expired", "expires", {
            read: input.expires,
            accepted: `a day from ${printDay(context.now)} on`,
          })
        : null,
      isControlled(standing, input.drugs) ? witnessed(context) : null,
    ]) ?? facts(stock.drugReceived.of(input)),
});

const lotOf = ({ stock: { lots } }: Standing, name: string): stock.LotState | undefined =>
  lots.find(({ lot }) => lot === name);

const leaving = mapping(
  {
    lot: id("The lot"),
    how: word("How", ["discarded", "returned", "missing"]),
    volume: amount("How much", "volume"),
    because: prose("Why"),
  },
  "A volume that leaves the register without having been filled",
);

/** Takes a volume out of the register that went into no pump. */
export const discardDrug = command({
  name: "discard-drug",
  subject: "stock",
  about: "Takes a volume out of the register that went into no pump, before a witness",
  who: KEEPERS,
  signature: "four-eyes",
  input: leaving,
  decide: (standing, input, context) => {
    const lot = lotOf(standing, input.lot);
    return (
      refusedBy([
        named(
          standing.stock.lots.map((each) => each.lot),
          input.lot,
          "lot",
        ),
        lot === undefined ? null : enough(input.volume, leftOf(lot), "volume"),
        witnessed(context),
      ]) ?? facts(stock.drugMoved.of({ ...input, witness: context.second?.id ?? "" }))
    );
  },
});

const waste = mapping(
  { aspirate: id("The aspirate"), volume: amount("How much", "volume") },
  "An aspirate that is thrown away",
);

/** Throws an aspirate away. */
export const discardAspirate = command({
  name: "discard-aspirate",
  subject: "stock",
  about: "Throws away what was drawn out of a pump, before a witness",
  who: KEEPERS,
  signature: "four-eyes",
  input: waste,
  decide: (standing, input, context) => {
    const found = standing.stock.aspirates.find(({ aspirate }) => aspirate === input.aspirate);
    return (
      refusedBy([
        named(
          standing.stock.aspirates.map((each) => each.aspirate),
          input.aspirate,
          "aspirate",
        ),
        found === undefined ? null : enough(input.volume, undiscarded(found), "volume"),
        witnessed(context),
      ]) ?? facts(stock.aspirateDiscarded.of({ ...input, witness: context.second?.id ?? "" }))
    );
  },
});

const count = mapping(
  { lot: id("The lot"), found: amount("Volume found", "volume", { zero: true }) },
  "A lot counted",
);

/** Counts a lot. */
export const countStock = command({
  name: "count-stock",
  subject: "stock",
  about: "Takes down what was counted of a lot, before a witness; a difference is a discrepancy",
  who: KEEPERS,
  signature: "four-eyes",
  input: count,
  decide: (standing, input, context) => {
    const lot = lotOf(standing, input.lot);
    const expected = lot === undefined ? none<"volume">() : leftOf(lot);
    return (
      refusedBy([
        named(
          standing.stock.lots.map((each) => each.lot),
          input.lot,
          "lot",
        ),
        witnessed(context),
      ]) ??
      facts(
        stock.stockCounted.of({
          ...input,
          expected: millilitres(expected),
          witness: context.second?.id ?? "",
        }),
      )
    );
  },
});
