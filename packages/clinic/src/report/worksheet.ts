// SPDX-License-Identifier: Apache-2.0
/**
 * The worksheet for the pharmacy: what is to be made for a patient, and what to draw of each stock.
 * Every product and sum on it is counted a second time from the printed numbers.
 */
import type { Block, Part } from "@cisterna/paper";
import {
  accepted,
  type Concentration,
  durationFor,
  isNegative,
  isNone,
  type Mass,
  massIn,
  minus,
  print,
  quantity,
  type Result,
  readQuantity,
  refused,
  total,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";
import { type DrugId, isMassOf, isSumOf } from "@cisterna/therapy";
import type { FluidEntry } from "../course/entry/therapy.ts";
import { id, line } from "../fact/field.ts";
import { type Refusal, refusal } from "../fact/refusal.ts";
import { CARING } from "../fact/role.ts";
import { massUnit } from "../visit/shown.ts";
import { fact, facts, notice, numbers, part, row, table, wide, words } from "./block.ts";
import { implantAsked } from "./prescription.ts";
import { asking, type Page, report, sheetOf } from "./report.ts";
import { shownRunning, subjectIn, subjectPart } from "./therapy.ts";

/** What is to be made. */
type Order = {
  readonly drugs: FluidEntry;
  readonly volume: Volume;
  readonly entry: Page["standing"]["stock"]["orders"][number] | null;
};

/** What of one drug is to be made, as it is printed. */
type Portion = {
  readonly drug: DrugId;
  readonly mass: Mass;
  readonly shown: {
    readonly concentration: string;
    readonly mass: string;
  };
};

type Draw = { readonly drug: DrugId; readonly strength: string; readonly volume: Volume };

const portionsOf = ({ drugs, volume }: Order): readonly Portion[] =>
  drugs.map(({ drug, concentration }) => {
    const strong = quantity(concentration, "concentration");
    const mass = massIn(volume, strong);
    const unit = massUnit(drug);
    return {
      drug,
      mass,
      shown: { concentration: print(strong, `${unit}/mL`), mass: print(mass, unit) },
    };
  });

const ACCEPTED = "drugs of this fluid with the strength of their stock, such as morphine 50 mg/mL";

const stockRefusal = (kind: Refusal["kind"], read: string, saying = ACCEPTED): Refusal =>
  refusal(kind as Parameters<typeof refusal>[0], "stocks", { read, accepted: saying });

const stockFrom = (said: string): readonly [string, Concentration] | null => {
  const space = said.indexOf(" ");
  const reading = readQuantity(said.slice(space + 1), "concentration");
  return space > 0 && reading.ok && !isNone(reading.value)
    ? [said.slice(0, space), reading.value]
    : null;
};

/** What is to be drawn of each stock that is named; empty where none is. */
const drawsOf = (
  portions: readonly Portion[],
  said: string | undefined,
): Result<readonly Draw[], Refusal> => {
  if (said === undefined) return accepted([]);
  const stocks = said.split(",").map((each) => stockFrom(each.trim()));
  const named = new Map(stocks.filter((each) => each !== null));
  const isWhole = stocks.every((each) => each !== null && portions.some((p) => p.drug === each[0]));
  if (!isWhole || named.size !== portions.length || stocks.length !== named.size) {
    return refused(stockRefusal("malformed-text", said));
  }
  return accepted(
    portions.flatMap(({ drug, mass }) => {
      const strong = named.get(drug);
      return strong === undefined
        ? []
        : [
            {
              drug,
              strength: print(strong, `${massUnit(drug)}/mL`),
              volume: volumeFor(mass, strong),
            },
          ];
    }),
  );
};

type Sheet = {
  readonly page: Page;
  readonly order: Order;
  readonly portions: readonly Portion[];
  readonly draws: readonly Draw[];
};

const counted = (page: Page, is: boolean): string =>
  is ? page.voice.says.agrees : page.voice.says.differs;

const makeTable = ({ page, order, portions }: Sheet): Block => {
  const { says, name, printed } = page.voice;
  const volume = print(order.volume, "mL");
  const rows = portions.map(({ drug, shown }) => {
    const isRight = isMassOf(shown.concentration, volume, shown.mass);
    return row(
      [
        name("drugs", drug),
        printed(shown.concentration),
        printed(volume),
        printed(shown.mass),
        counted(page, isRight),
      ],
      isRight ? "plain" : "danger",
    );
  });
  const columns = [
    wide(says.drug),
    numbers(says.concentration),
    numbers(says.volume),
    numbers(says.mass),
    words(says.counted),
  ];
  return table(columns, rows, says.countedNote);
};

const BLANK = "________________";

const drawTable = ({ page, order, portions, draws }: Sheet): Block => {
  const { says, name, printed } = page.voice;
  const columns = [
    wide(says.stock),
    numbers(says.concentration),
    numbers(says.draw),
    words(says.counted),
    words(says.stockLot),
    words(says.checkedBy),
  ];
  const blank = portions.map(({ drug }) =>
    row([name("drugs", drug), BLANK, BLANK, "–", BLANK, BLANK]),
  );
  if (draws.length === 0) return table(columns, blank, says.stocksBlank);
  const diluent = minus(order.volume, total(draws.map(({ volume }) => volume)));
  const texts = [...draws.map(({ volume }) => volume), diluent].map((each) => print(each, "mL"));
  const sums = isSumOf(texts, print(order.volume, "mL"));
  return table(columns, [
    ...draws.map(({ drug, strength, volume }) => {
      const mass = portions.find((each) => each.drug === drug)?.shown.mass ?? "";
      const isRight = isMassOf(strength, print(volume, "mL"), mass);
      const cells = [name("drugs", drug), printed(strength), printed(print(volume, "mL"))];
      return row([...cells, counted(page, isRight), BLANK, BLANK], isRight ? "plain" : "danger");
    }),
    row([says.diluent, "–", printed(print(diluent, "mL")), "–", BLANK, BLANK]),
    row(
      [says.total, "–", printed(print(order.volume, "mL")), counted(page, sums), "", ""],
      sums ? "plain" : "danger",
    ),
  ]);
};

/** Whether every number on the sheet was found right a second time. */
const isCounted = ({ order, portions, draws }: Sheet): boolean => {
  const whole = print(order.volume, "mL");
  const drawn = draws.map(({ volume }) => print(volume, "mL"));
  const diluent = print(minus(order.volume, total(draws.map(({ volume }) => volume))), "mL");
  return (
    portions.every(({ shown }) => isMassOf(shown.concentration, whole, shown.mass)) &&
    draws.every(({ drug, strength, volume }) => {
      const mass = portions.find((each) => each.drug === drug)?.shown.mass ?? "";
      return isMassOf(strength, print(volume, "mL"), mass);
    }) &&
    (draws.length === 0 || isSumOf([...drawn, diluent], whole))
  );
};

const againstRunning = ({ page, order }: Sheet, running: FluidEntry | null): Block => {
  const { says, name, amount } = page.voice;
  if (running === null) return notice("caution", says.nothingRuns);
  const drugs = [...new Set([...running, ...order.drugs].map(({ drug }) => drug))];
  const of = (fluid: FluidEntry, drug: string): string => {
    const found = fluid.find((each) => each.drug === drug);
    return found === undefined ? says.none : amount(found.concentration, "concentration");
  };
  const changed = drugs.filter((drug) => of(running, drug) !== of(order.drugs, drug));
  return changed.length === 0
    ? notice("note", says.sameFluid)
    : notice(
        "danger",
        says.otherFluid,
        ...changed.map((drug) =>
          says.otherFluidLine(name("drugs", drug), of(running, drug), of(order.drugs, drug)),
        ),
        says.otherFluidTail,
      );
};

const orderPart = ({ page: { voice }, order: { entry } }: Sheet): readonly Part[] => {
  if (entry === null) return [];
  const { says, day } = voice;
  const rows = facts(
    fact(says.pharmacy, entry.pharmacy),
    fact(says.needed, day(entry.needed)),
    fact(says.promised, day(entry.promised)),
  );
  return part("", rows);
};

type Asked = {
  readonly order?: string | undefined;
  readonly implant?: string | undefined;
};

const orderOf = (page: Page, asked: Asked): Order | null => {
  const { orders } = page.standing.stock;
  const running = implantAsked(page, asked.implant)?.running ?? null;
  if (asked.order === undefined) {
    if (running === null) return null;
    const { drugs, volume } = running.reservoir;
    return { drugs, volume: quantity(volume, "volume"), entry: null };
  }
  const entry = orders.find((each) => each.order === asked.order && each.patient === page.patient);
  if (entry === undefined) return null;
  return { drugs: entry.drugs, volume: quantity(entry.volume, "volume"), entry };
};

const lastsPart = (sheet: Sheet, asked: Asked): readonly Part[] => {
  const { page, order } = sheet;
  const { says, printed } = page.voice;
  const implant = implantAsked(page, asked.implant);
  const running = implant?.running ?? null;
  if (implant === undefined || running === null || order.entry !== null) return [];
  const shown = shownRunning(subjectIn(page, implant), running);
  if (shown === null) return [];
  const flow = quantity(shown.plan.flow.replace("≈ ", ""), "flow");
  const days = isNone(flow) ? says.notKnown : print(durationFor(order.volume, flow), "d");
  return part(
    "",
    facts(fact(says.flow, printed(shown.plan.flow)), fact(says.lasts, printed(days))),
  );
};

/** The worksheet. */
export const worksheetReport = report({
  name: "drug-worksheet",
  subject: "patient",
  about: "What a pharmacy has to make, as a PDF: masses and volumes, each counted a second time",
  who: CARING,
  asks: asking({
    order: id("An order for the patient; left out, the fluid that runs now").optional(),
    implant: id("The implant; left out, the last one that is in").optional(),
    stocks: line(`Stocks, separated by commas: ${ACCEPTED}`).optional(),
  }),
  write: (page, asked) => {
    const order = orderOf(page, asked);
    if (order === null) return null;
    const { says } = page.voice;
    const portions = portionsOf(order);
    const draws = drawsOf(portions, asked.stocks);
    if (!draws.ok) return draws;
    const drawn = total(draws.value.map(({ volume }) => volume));
    if (isNegative(minus(order.volume, drawn))) {
      const most = `stocks of which at most ${print(order.volume, "mL")} are needed in all`;
      return refused(stockRefusal("more-than-there", asked.stocks ?? "", most));
    }
    const sheet: Sheet = { page, order, portions, draws: draws.value };
    const implant = implantAsked(page, asked.implant) ?? null;
    return sheetOf(page, {
      title: says.worksheet,
      subtitle: asked.order === undefined ? says.worksheetAgain : says.worksheetOf(asked.order),
      parts: [
        isCounted(sheet)
          ? []
          : part("", notice("danger", says.countedWrong, says.countedWrongLine)),
        subjectPart(page, implant),
        orderPart(sheet),
        part("", againstRunning(sheet, implant?.running?.reservoir.drugs ?? null)),
        part(says.toMake, makeTable(sheet)),
        lastsPart(sheet, asked),
        part(says.stocks, drawTable(sheet)),
        part(says.signatures, { kind: "signatures", rows: [], lines: says.preparedBy }),
      ],
    });
  },
});
