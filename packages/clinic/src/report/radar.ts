// SPDX-License-Identifier: Apache-2.0
/**
 * The radar on paper, for the hour in which there is no screen: every implant that the radar shows,
 * band by band in its order, with what it holds. Law: no date and no band is reckoned here.
 */
import type { Block, Part, Row, Tone } from "@cisterna/paper";
import { print, printDay } from "@cisterna/quantity";
import { pumpOf } from "@cisterna/therapy";
import type { Settings } from "../course/clinic.ts";
import { pumpFrom } from "../course/hardware.ts";
import type { ImplantState } from "../course/patient.ts";
import { standingOf } from "../course/standing.ts";
import { radarPage } from "../radar/page.ts";
import { radarOf } from "../radar/practice.ts";
import { BANDS, type Band, type Urgency } from "../radar/watch.ts";
import { fact, facts, notice, part, row, table, wide, words } from "./block.ts";
import { asking, type Citing, citing, type Page, report, sheetOf } from "./report.ts";

const TONES: Readonly<Record<Band, Tone>> = {
  empty: "danger",
  unknown: "danger",
  low: "danger",
  "at-risk": "caution",
  order: "caution",
  book: "caution",
  planned: "plain",
  quiet: "plain",
};

const implantOf = ({ practice }: Page, { patient, implant }: Urgency): ImplantState | undefined =>
  standingOf(practice, patient).patient.implants.find(({ entry }) => entry.implant === implant);

const whoOf = ({ name, patient }: Urgency): string =>
  name === patient ? patient : `${name}, ${patient}`;

/** The pump, by how much it may run fast, and where that is from. */
const pumpText = (page: Page, { entry: { pump } }: ImplantState, cite: Citing): string => {
  const { says, printed } = page.voice;
  const { name } = pumpOf(pump.model);
  const laid = pumpFrom(pump);
  const fast = laid.ok ? laid.value.constants.overError : undefined;
  if (fast === undefined) return name;
  const origin = "source" in fast ? cite.mark(fast.source) : says.statedHere;
  return `${name}, +${printed(print<"ratio">(fast.value, "%"))} ${origin}`;
};

const contentsText = (page: Page, implant: ImplantState, { reasons }: Urgency): string => {
  const { says, fluid } = page.voice;
  if (implant.emptied) return says.none;
  if (implant.running === null) return says.notKnown;
  const said = fluid(implant.running.reservoir.drugs);
  return reasons.includes("visit-unfinished") ? says.lastKnown(said) : said;
};

const NOTHING = "–";

const listed = (items: readonly string[]): string => items.join("; ") || NOTHING;

const rowOf = (page: Page, urgency: Urgency, cite: Citing): Row => {
  const { says, name, day } = page.voice;
  const implant = implantOf(page, urgency);
  const { empty, reasons, next, appointment, band } = urgency;
  return row(
    [
      whoOf(urgency),
      implant === undefined ? says.notKnown : pumpText(page, implant, cite),
      implant === undefined ? says.notKnown : contentsText(page, implant, urgency),
      empty === null ? says.notKnown : day(empty),
      listed(reasons.map((each) => name("reasons", each))),
      listed(next.map(({ kind, by }) => `${name("tasks", kind)} ${says.before_day(day(by))}`)),
      appointment === null ? NOTHING : day(appointment),
    ],
    TONES[band],
  );
};

const bandTable = (page: Page, list: readonly Urgency[], cite: Citing): Block => {
  const { says } = page.voice;
  const columns = [
    wide(says.patient),
    wide(says.pump),
    wide(says.whatIsIn),
    words(says.empty),
    wide(says.why),
    wide(says.next),
    words(says.appointment),
  ];
  return table(
    columns,
    list.map((each) => rowOf(page, each, cite)),
  );
};

/** Closures that are not over; the radar reckons with them alone. */
const closuresText = ({ voice: { says, day }, now }: Page, { closures }: Settings): string =>
  closures
    .filter(({ upto }) => upto >= printDay(now))
    .map(({ from, upto, why }) => `${day(from)} – ${day(upto)} (${why})`)
    .join("; ") || says.none;

const choicesPart = (page: Page, settings: Settings): readonly Part[] => {
  const { says, amount, name } = page.voice;
  const { alarm, lead_time, book_ahead, no_show_margin, weekend } = settings;
  return part(
    says.reckonedWith,
    facts(
      fact(says.alarmVolume, amount(alarm, "volume")),
      fact(says.leadTime, says.workingDays(lead_time)),
      fact(says.bookAhead, says.days(book_ahead)),
      fact(says.missMargin, says.workingDays(no_show_margin)),
      fact(says.weekend, weekend.map((each) => name("weekdays", each)).join(", ") || says.none),
      fact(says.closures, closuresText(page, settings)),
    ),
    { kind: "prose", text: says.reckonedHow },
  );
};

const countsPart = (page: Page, list: readonly Urgency[]): readonly Part[] => {
  const { says, name } = page.voice;
  const inBand = (band: Band): number => list.filter((each) => each.band === band).length;
  const patients = new Set(list.map(({ patient }) => patient)).size;
  return part(
    says.inAll,
    facts(
      fact(says.patients, String(patients)),
      fact(says.implants, String(list.length)),
      ...BANDS.map((band) => fact(name("bands", band), String(inBand(band)))),
    ),
  );
};

const bandParts = (page: Page, list: readonly Urgency[], cite: Citing): readonly Part[] => {
  if (list.length === 0) return part("", notice("note", page.voice.says.nobodyWatched));
  return BANDS.flatMap((band) => {
    const own = list.filter((each) => each.band === band);
    const title = `${page.voice.name("bands", band)} (${own.length})`;
    return part(title, bandTable(page, own, cite));
  });
};

const partsOf = (page: Page, cite: Citing): readonly (readonly Part[])[] => {
  const { says } = page.voice;
  const list = radarOf(page.practice, page.now);
  const { settings } = page.standing.clinic;
  if (list === null || settings === null) return [part("", notice("caution", says.notConfigured))];
  return [bandParts(page, list, cite), choicesPart(page, settings), countsPart(page, list)];
};

/** The radar on paper; for whoever may look at it on the screen. */
export const radarPaper = report({
  name: radarPage.name,
  subject: radarPage.subject,
  about: "The radar as a PDF: every implant by urgency, with what it holds, and what to do next",
  who: radarPage.who,
  asks: asking({}),
  write: (page) => {
    const cite = citing();
    const { says } = page.voice;
    const [title, subtitle, parts] = [says.radar, says.radarOf, partsOf(page, cite)];
    return sheetOf(page, { title, subtitle, parts, citing: cite, wide: true });
  },
});
