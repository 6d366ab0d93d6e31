// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a visit: what was expected and found, filled and programmed, confirmed and signed.
 * A visit of years ago reads as it did then: it is reckoned from what ran before it.
 */
import type { Bar, Block, Part } from "@cisterna/paper";
import { exceeds, isNegative, minus, none, print, quantity, toNumber } from "@cisterna/quantity";
import type { ImplantState, Running, VisitState } from "../course/patient.ts";
import { undiscarded } from "../custody/balance.ts";
import { id } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import { hardwareOf, reservoirOf } from "../visit/case.ts";
import { reconciliationOf, verdictsToExplain } from "../visit/findings.ts";
import { shownReconciliation } from "../visit/shown.ts";
import { stepOf, stepsOf } from "../visit/step.ts";
import { fact, facts, notice, numbers, part, row, table, toned, wide, words } from "./block.ts";
import { asking, type Page, report, sheetOf, signaturesUnder } from "./report.ts";
import {
  dosesTable,
  outlookFacts,
  passageFacts,
  regimenFacts,
  shownRunning,
  subjectIn,
  subjectPart,
  toneOf,
} from "./therapy.ts";

/** A visit with the implant as it was when the visit began, and what the visit left running. */
type Scene = {
  readonly page: Page;
  readonly visit: VisitState;
  readonly implant: ImplantState;
  readonly left: Running | null;
};

const sceneOf = (page: Page, name: string): Scene | null => {
  const { visits, implants } = page.standing.patient;
  const visit = visits.find((each) => each.visit === name);
  const implant = implants.findLast(({ entry }) => entry.implant === visit?.implant);
  if (visit === undefined || implant === undefined) return null;
  const place = implant.programs.findIndex((each) => each.visit === name);
  const before = place === -1 ? implant.running : (implant.programs[place - 1] ?? null);
  return {
    page,
    visit,
    implant: { ...implant, running: before },
    left: implant.programs[place] ?? null,
  };
};

const stateNotice = ({ page, visit }: Scene): Block | null => {
  const { says } = page.voice;
  if (visit.end === null) return notice("caution", says.open, says.openLine);
  return visit.end.how === "abandoned"
    ? notice("danger", says.abandoned, says.abandonedLine)
    : null;
};

const readingPart = ({ page: { voice }, visit }: Scene): readonly Part[] => {
  const { says, name, amount, moment } = voice;
  const reading = stepOf(visit, "reading");
  if (reading === undefined) return [];
  const { volume, running, alarms, source, at } = reading;
  const rows = facts(
    fact(says.readingVolume, amount(volume, "volume"), name("origins", source)),
    fact(says.when, moment(at)),
    toned(running ? "plain" : "danger", fact(says.runs, running ? says.yes : says.no)),
    toned(
      alarms.length > 0 ? "danger" : "plain",
      fact(says.alarms, alarms.join(", ") || says.none),
    ),
  );
  return part(says.reading, rows);
};

type Found = { readonly expected: string | null; readonly isLoud: boolean };

const barsOf = ({ page: { voice }, visit, implant }: Scene, found: Found): Block => {
  const { says, amount } = voice;
  const drawn = stepOf(visit, "aspirate")?.volume;
  const filled = stepOf(visit, "fill")?.volume;
  const said = [
    found.expected === null ? null : ([says.expected, found.expected] as const),
    drawn === undefined ? null : ([says.found, drawn] as const),
    filled === undefined ? null : ([says.filled, filled] as const),
  ].filter((each) => each !== null);
  const volumes = said.map(([, text]) => toNumber(quantity(text, "volume")));
  const full = reservoirOf(hardwareOf(implant).pump);
  const scale = Math.max(...volumes, full === null ? 0 : toNumber(full));
  const rows = said.map(
    ([label, text], index): Bar => ({
      label,
      value: amount(text, "volume"),
      share: scale === 0 ? 0 : ((volumes[index] ?? 0) / scale) * 100,
      tone: "plain",
    }),
  );
  return { kind: "bars", rows };
};

const verdictNotice = ({ page: { voice }, visit }: Scene, kinds: readonly string[]): Block => {
  const { says, name } = voice;
  const [first = "", ...rest] = [...new Set(kinds)].map((kind) => name("verdicts", kind));
  if (kinds.every((kind) => kind === "within-limits")) return notice("note", first);
  const explained = stepOf(visit, "explanation");
  return notice(
    "danger",
    first,
    ...rest,
    ...(explained === undefined
      ? []
      : [`${says.explained}: ${explained.because}`, `${says.action}: ${explained.action}`]),
  );
};

const reservoirPart = (scene: Scene): readonly Part[] => {
  const { page, visit, implant } = scene;
  const { says, name, printed } = page.voice;
  const found = reconciliationOf(subjectIn(page, implant), visit);
  const shown = found === null ? null : shownReconciliation(found);
  const drawn = stepOf(visit, "aspirate");
  const refill = implant.refills.find((each) => each.visit === visit.visit);
  const isMore = found !== null && isNegative(found.discrepancy);
  return part(
    says.reservoir,
    barsOf(scene, {
      expected: refill?.expected ?? null,
      isLoud: found !== null && verdictsToExplain(found).length > 0,
    }),
    facts(
      drawn === undefined ? null : fact(says.appearance, name("appearances", drawn.appearance)),
      found === null
        ? null
        : fact(
            isMore ? says.surplus : says.difference,
            printed(
              print(isMore ? minus(none<"volume">(), found.discrepancy) : found.discrepancy, "mL"),
            ),
          ),
      shown === null ? null : fact(says.delivered, printed(shown.delivered)),
      shown === null || shown.error === null ? null : fact(says.pumpError, printed(shown.error)),
    ),
    shown === null
      ? null
      : verdictNotice(
          scene,
          shown.verdicts.map(({ kind }) => kind),
        ),
  );
};

const syringesPart = ({ page: { voice }, visit }: Scene): readonly Part[] => {
  const { says, name, amount, day, fluid } = voice;
  const rows = stepsOf(visit, "syringe").map(({ lot, drugs, volume, expires, source }) =>
    row([fluid(drugs), amount(volume, "volume"), lot, day(expires), name("origins", source)]),
  );
  const columns = [
    wide(says.fluid),
    numbers(says.volume),
    words(says.lot),
    words(says.expires),
    words(says.how),
  ];
  return part(says.syringes, table(columns, rows));
};

const therapyParts = ({ page, visit, implant, left }: Scene): readonly Part[] => {
  const { voice } = page;
  const { says } = voice;
  if (left === null) return [];
  const shown = shownRunning(subjectIn(page, implant), left);
  if (shown === null) return part(says.regimen, regimenFacts(left.prescription, voice));
  return [
    ...part(says.doses, dosesTable(shown, stepsOf(visit, "confirmation"), voice)),
    ...part(says.regimen, regimenFacts(left.prescription, voice), passageFacts(shown, voice)),
    ...part(says.next, outlookFacts(shown, voice), tasksOf(page, visit)),
  ];
};

const tasksOf = ({ standing, voice }: Page, { visit }: VisitState): Block => {
  const { says, name, day } = voice;
  const rows = standing.patient.tasks
    .filter(({ task }) => task.startsWith(`${visit}.`))
    .map(({ kind, due, who, because, closed }) =>
      row([name("tasks", kind), day(due), who, because], closed === null ? "caution" : "plain"),
    );
  return table([words(says.task), words(says.by_when), words(says.whose), wide(says.why)], rows);
};

type Values = Readonly<Partial<Record<"asked" | "limit" | "old", string | undefined>>>;

const valuesOf = ({ asked, limit, old }: Values, printed: (text: string) => string): string => {
  const said = [asked, limit, old];
  return said.every((each) => each === undefined)
    ? "–"
    : said.map((each) => (each === undefined ? "–" : printed(each))).join(" / ");
};

const confirmedPart = ({ page: { voice }, visit }: Scene): readonly Part[] => {
  const { says, name, printed } = voice;
  const rows = stepsOf(visit, "confirmation").map((said) =>
    row(
      [
        name("checks", said.check),
        said.drug === undefined ? "–" : name("drugs", said.drug),
        valuesOf(said, printed),
        said.because,
      ],
      toneOf(said.check),
    ),
  );
  const columns = [wide(says.check), words(says.drug), words(says.values), wide(says.because)];
  return part(says.confirmed, table(columns, rows));
};

const guardPart = ({ page: { voice }, visit }: Scene): readonly Part[] => {
  const { says, amount, moment } = voice;
  const guard = stepOf(visit, "guard");
  if (guard === undefined) return [];
  const said = (label: string, is: boolean) =>
    toned(is ? "plain" : "danger", fact(label, is ? says.yes : says.no));
  const observed = says.observeText(amount(guard.observe_for, "time"), moment(guard.observe_from));
  const rows = facts(
    said(says.back, guard.aspirated_back),
    said(says.swelling, guard.no_swelling),
    fact(says.needle, guard.needle),
    fact(says.observe, observed),
  );
  return part(says.guard, rows);
};

const readBackPart = ({ page: { voice }, visit }: Scene): readonly Part[] => {
  const { says, name, amount } = voice;
  const said = stepOf(visit, "readBack");
  if (said === undefined) return [];
  const { running, volume, per_day, source } = said;
  const rows = facts(
    fact(says.readingVolume, amount(volume, "volume"), name("origins", source)),
    fact(says.perDayStated, amount(per_day, "dose-rate")),
    toned(running ? "plain" : "danger", fact(says.runs, running ? says.yes : says.no)),
  );
  return part(says.readBack, rows);
};

const wastePart = ({ page, visit }: Scene): readonly Part[] => {
  const { says, amount, printed } = page.voice;
  const name = `${page.patient ?? ""}.${visit.visit}`;
  const found = page.standing.stock.aspirates.find(({ aspirate }) => aspirate === name);
  if (found === undefined) return [];
  const left = undiscarded(found);
  const isOpen = exceeds(left, none<"volume">());
  const note = isOpen ? says.wasteLeft(printed(print(left, "mL"))) : says.wasteDone;
  const tone = isOpen ? "caution" : "plain";
  return part(
    says.waste,
    facts(toned(tone, fact(says.drawn, amount(found.volume, "volume"), note))),
  );
};

const text = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Object.values(value).map(text).join(", ")
    : String(value);

const accessPart = ({ page, visit }: Scene): readonly Part[] => {
  const { says } = page.voice;
  const found = page.standing.patient.accesses.find((each) => each["visit"] === visit.visit);
  if (found === undefined) return [];
  const rows = facts(
    fact(says.csf, found["csf"] === true ? says.yes : says.no),
    fact(says.injected, text(found["injected"])),
    fact(says.result, text(found["result"])),
  );
  return part(says.access, rows);
};

/** The report of a visit. */
export const visitReport = report({
  name: "visit",
  subject: "patient",
  about: "A visit as a PDF: expected and found, filled, doses, dangers confirmed, signatures",
  who: CARING,
  asks: asking({ visit: id("The visit") }),
  write: (page, { visit: name }) => {
    const scene = sceneOf(page, name);
    if (scene === null) return null;
    const { visit, implant } = scene;
    const { voice } = page;
    const state = stateNotice(scene);
    return sheetOf(page, {
      title: voice.name("visits", visit.kind),
      subtitle: `${visit.visit} · ${voice.moment(visit.end?.at ?? visit.began)}`,
      parts: [
        part("", state),
        subjectPart(page, implant),
        readingPart(scene),
        reservoirPart(scene),
        syringesPart(scene),
        therapyParts(scene),
        confirmedPart(scene),
        guardPart(scene),
        readBackPart(scene),
        accessPart(scene),
        wastePart(scene),
        signaturesUnder(page, [visit.visit]),
      ],
    });
  },
});
