// SPDX-License-Identifier: Apache-2.0
/**
 * The custody report: every lot with what is left, each drug's balance in mL and mass, aspirates
 * that nobody has discarded, and every count that differs.
 */
import {
  exceeds,
  isNegative,
  massIn,
  minus,
  none,
  print,
  quantity,
  same,
  total,
  type Volume,
} from "@cisterna/quantity";
import type { DrugId } from "@cisterna/therapy";
import { type Practice, view } from "../course/standing.ts";
import { mapping } from "../fact/field.ts";
import { massUnit } from "../visit/shown.ts";
import { leftOf, movedBy, undiscarded } from "./balance.ts";
import type { LotState, StockState } from "./stock.ts";

const lotRow = (lot: LotState) => ({
  lot: lot.lot,
  patient: lot.patient ?? null,
  drugs: lot.drugs,
  received: lot.volume,
  filled: print(movedBy(lot.moves, "filled"), "mL"),
  discarded: print(movedBy(lot.moves, "discarded"), "mL"),
  returned: print(movedBy(lot.moves, "returned"), "mL"),
  missing: print(movedBy(lot.moves, "missing"), "mL"),
  left: print(leftOf(lot), "mL"),
  expires: lot.expires,
  moves: lot.moves,
});

/** What of a drug is in every lot that holds it: volume of the lots, mass of the drug. */
const balanceOf = (stock: StockState, drug: DrugId) => {
  const holding = stock.lots.flatMap((lot) => {
    const found = lot.drugs.find((each) => each.drug === drug);
    return found === undefined ? [] : [{ left: leftOf(lot), concentration: found.concentration }];
  });
  const mass = total(
    holding.map(({ left, concentration }) =>
      massIn(left, quantity(concentration, "concentration")),
    ),
  );
  return {
    drug,
    volume: print(total(holding.map(({ left }) => left)), "mL"),
    mass: print(mass, massUnit(drug)),
  };
};

const differenceOf = (expected: Volume, found: Volume) =>
  isNegative(minus(expected, found))
    ? { surplus: print(minus(found, expected), "mL") }
    : { missing: print(minus(expected, found), "mL") };

const discrepancies = ({ counts }: StockState) =>
  counts.flatMap(({ lot, expected, found, at, by, witness }) => {
    const [should, is] = [quantity(expected, "volume"), quantity(found, "volume")];
    return same(should, is)
      ? []
      : [{ lot, expected, found, ...differenceOf(should, is), at, by, witness }];
  });

/** What the register comes to. */
export const custodyOf = ({ clinic, stock }: Pick<Practice, "clinic" | "stock">) => ({
  orders: stock.orders,
  lots: stock.lots.map(lotRow),
  controlled: (clinic.settings?.controlled ?? []).map((drug) => balanceOf(stock, drug)),
  waste: stock.aspirates
    .filter((each) => exceeds(undiscarded(each), none<"volume">()))
    .map((each) => ({ ...each, left: print(undiscarded(each), "mL") })),
  counts: stock.counts,
  discrepancies: discrepancies(stock),
});

/** The custody report. */
export const custodyReport = view({
  name: "custody",
  subject: "stock",
  about: "Every lot, the balance of each controlled drug in mL and mass, and what does not add up",
  who: ["physician", "nurse", "pharmacist", "auditor"],
  asks: mapping({}, "Nothing"),
  read: custodyOf,
});
