// SPDX-License-Identifier: Apache-2.0
/** The custody of drugs on paper: what does not add up stands first. */
import type { Block, Part } from "@cisterna/paper";
import { exceeds, none, quantity, type Volume } from "@cisterna/quantity";
import { custodyOf } from "../custody/report.ts";
import { notice, numbers, part, row, table, wide, words } from "./block.ts";
import { asking, type Page, report, sheetOf } from "./report.ts";

type Custody = ReturnType<typeof custodyOf>;

const isSome = (text: string): boolean =>
  exceeds<"volume">(quantity(text.replace("≈ ", ""), "volume") as Volume, none<"volume">());

const forWhom = (page: Page, patient: string | null): string => patient ?? page.voice.says.shelf;

const lotsTable = (page: Page, { lots }: Custody): Block => {
  const { says, amount, printed, day, fluid, name } = page.voice;
  const rows = lots.map((lot) =>
    row(
      [
        lot.lot,
        fluid(lot.drugs),
        forWhom(page, lot.patient),
        amount(lot.received, "volume"),
        printed(lot.filled),
        printed(lot.discarded),
        printed(lot.returned),
        printed(lot.missing),
        printed(lot.left),
        day(lot.expires),
      ],
      isSome(lot.missing) ? "danger" : "plain",
    ),
  );
  const columns = [
    words(says.lot),
    wide(says.fluid),
    words(says.forWhom),
    numbers(says.received),
    numbers(name("moves", "filled")),
    numbers(name("moves", "discarded")),
    numbers(name("moves", "returned")),
    numbers(name("moves", "missing")),
    numbers(says.left),
    words(says.expires),
  ];
  return table(columns, rows);
};

const balanceTable = (page: Page, { controlled }: Custody): Block => {
  const { says, name, printed } = page.voice;
  const law = page.standing.clinic.settings?.controlled_by;
  const rows = controlled.map(({ drug, volume, mass }) =>
    row([name("drugs", drug), printed(volume), printed(mass)]),
  );
  const columns = [wide(says.drug), numbers(says.volume), numbers(says.mass)];
  return table(columns, rows, law === undefined ? "" : says.byLaw(law));
};

const discrepancyBlock = (page: Page, { discrepancies, counts }: Custody): Block => {
  const { says, amount, printed, moment, name } = page.voice;
  if (counts.length === 0) return notice("caution", says.neverCounted);
  if (discrepancies.length === 0) return notice("note", says.noDiscrepancy);
  const rows = discrepancies.map((each) =>
    row(
      [
        each.lot,
        amount(each.expected, "volume"),
        amount(each.found, "volume"),
        "missing" in each
          ? `${name("moves", "missing")} ${printed(each.missing)}`
          : `${says.surplus} ${printed(each.surplus)}`,
        moment(each.at),
        each.by,
        each.witness,
      ],
      "danger",
    ),
  );
  const columns = [
    wide(says.lot),
    numbers(says.expected),
    numbers(says.found),
    words(says.change),
    words(says.when),
    words(says.keeper[0] ?? ""),
    words(says.witness),
  ];
  return table(columns, rows);
};

const wasteTable = (page: Page, { waste }: Custody): Block => {
  const { says, amount, printed, moment, fluid } = page.voice;
  const rows = waste.map(({ patient, drugs, volume, left, at, by }) =>
    row(
      [patient, fluid(drugs), amount(volume, "volume"), printed(left), moment(at), by],
      "caution",
    ),
  );
  const columns = [
    words(says.patient),
    wide(says.fluid),
    numbers(says.drawn),
    numbers(says.left),
    words(says.when),
    words(says.whose),
  ];
  return table(columns, rows);
};

const ordersTable = (page: Page, { orders }: Custody): Block => {
  const { says, amount, day, fluid } = page.voice;
  const rows = orders
    .filter(({ outcome }) => outcome === "open")
    .map(({ order, patient, pharmacy, drugs, volume, promised }) =>
      row([
        order,
        fluid(drugs),
        amount(volume, "volume"),
        forWhom(page, patient ?? null),
        pharmacy,
        day(promised),
      ]),
    );
  const columns = [
    words(says.order),
    wide(says.fluid),
    numbers(says.volume),
    words(says.forWhom),
    words(says.pharmacy),
    words(says.promised),
  ];
  return table(columns, rows);
};

const partsOf = (page: Page): readonly (readonly Part[])[] => {
  const { says } = page.voice;
  const custody = custodyOf(page.standing);
  return [
    part(says.discrepancies, discrepancyBlock(page, custody)),
    part(says.balance, balanceTable(page, custody)),
    part(says.lots, lotsTable(page, custody)),
    part(says.wasteOpen, wasteTable(page, custody)),
    part(says.orders, ordersTable(page, custody)),
    part(says.signatures, { kind: "signatures", rows: [], lines: says.keeper }),
  ];
};

/** The custody report. */
export const custodyPaper = report({
  name: "custody",
  subject: "stock",
  about: "The custody of drugs as a PDF: discrepancies, balances, lots, waste, open orders",
  who: ["physician", "nurse", "pharmacist", "auditor"],
  asks: asking({}),
  write: (page) =>
    sheetOf(page, {
      title: page.voice.says.custody,
      subtitle: page.voice.says.custodyOf,
      wide: true,
      parts: partsOf(page),
    }),
});
