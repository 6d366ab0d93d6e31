// SPDX-License-Identifier: Apache-2.0
/** The hand-over on paper: everything that another clinic needs to take over a patient. */
import type { Bar, Block, Part } from "@cisterna/paper";
import { print, quantity, toNumber } from "@cisterna/quantity";
import type { ImplantState } from "../course/patient.ts";
import { CARING } from "../fact/role.ts";
import { expectedNow, hardwareOf, reservoirOf } from "../visit/case.ts";
import { fact, facts, notice, numbers, part, row, table, wide, words } from "./block.ts";
import { dangerFacts, drugsIn, magnetFacts } from "./leaflet.ts";
import { contentsPart } from "./prescription.ts";
import {
  asking,
  type Citing,
  citing,
  type Page,
  report,
  sheetOf,
  signaturesUnder,
} from "./report.ts";
import {
  limitsTable,
  outlookFacts,
  passageFacts,
  regimenFacts,
  shownRunning,
  subjectIn,
  subjectPart,
} from "./therapy.ts";

const REFILLS = 6;

const refillsTable = (page: Page, { refills }: ImplantState): Block => {
  const { says, amount, moment } = page.voice;
  const shown = (text: string | undefined) => (text === undefined ? "–" : amount(text, "volume"));
  const rows = refills
    .slice(-REFILLS)
    .toReversed()
    .map(({ at, expected, aspirated, filled }) =>
      row([moment(at), shown(expected), shown(aspirated), shown(filled)]),
    );
  const columns = [
    wide(says.when),
    numbers(says.expected),
    numbers(says.found),
    numbers(says.filled),
  ];
  return table(columns, rows);
};

const levelBars = (page: Page, implant: ImplantState): Block => {
  const { says, printed, amount } = page.voice;
  const { running } = implant;
  const left = expectedNow(subjectIn(page, implant), page.now);
  if (running === null || left === null) return { kind: "bars", rows: [] };
  const filled = toNumber(quantity(running.reservoir.volume, "volume"));
  const full = reservoirOf(hardwareOf(implant).pump);
  const scale = Math.max(filled, full === null ? 0 : toNumber(full));
  const share = (value: number) => (Math.max(value, 0) / scale) * 100;
  const rows: readonly Bar[] = [
    {
      label: says.filled,
      value: amount(running.reservoir.volume, "volume"),
      share: share(filled),
      tone: "plain",
    },
    {
      label: says.expectedNow,
      value: printed(print(left, "mL")),
      share: share(toNumber(left)),
      tone: "note",
    },
  ];
  return { kind: "bars", rows };
};

const implantParts = (page: Page, implant: ImplantState, cite: Citing): readonly Part[] => {
  const { voice } = page;
  const { says, moment } = voice;
  const { running } = implant;
  const shown = running === null ? null : shownRunning(subjectIn(page, implant), running);
  const loud =
    running === null
      ? notice("danger", says.unknownContents, says.unknownContentsLine)
      : notice(
          "danger",
          says.empties(moment(running.empty)),
          says.emptiesLine(moment(running.due)),
        );
  const dangers = drugsIn(running).flatMap((drug) => dangerFacts(drug, cite, voice));
  return [
    ...subjectPart(page, implant),
    ...part("", loud, levelBars(page, implant)),
    ...(running === null
      ? []
      : [
          ...contentsPart(page, running, shown),
          ...part(says.regimen, regimenFacts(running.prescription, voice)),
        ]),
    ...(shown === null
      ? []
      : [
          ...part("", passageFacts(shown, voice), outlookFacts(shown, voice)),
          ...part(says.limits, limitsTable(shown, cite, voice)),
        ]),
    ...part(says.dangersTitle, facts(...dangers, ...magnetFacts(implant, cite, voice))),
    ...part(says.refills, refillsTable(page, implant)),
  ];
};

const tasksPart = ({ standing, voice }: Page): readonly Part[] => {
  const { says, name, day } = voice;
  const rows = standing.patient.tasks
    .filter(({ closed }) => closed === null)
    .map(({ kind, due, who, because }) =>
      row([name("tasks", kind), day(due), who, because], "caution"),
    );
  const columns = [words(says.task), words(says.by_when), words(says.whose), wide(says.why)];
  return part(says.openTasks, table(columns, rows));
};

const complicationsPart = ({ standing, voice }: Page): readonly Part[] => {
  const { says, moment } = voice;
  const rows = standing.patient.complications.map((each) =>
    row(
      [
        each.kind,
        `${each.certainty}, ${each.severity}`,
        moment(each.since),
        `${each.found} ${each.done}`,
        each.resolved === null ? says.continues : says.over,
      ],
      each.resolved === null ? "danger" : "plain",
    ),
  );
  const columns = [
    words(says.kind),
    words(says.certainty),
    words(says.since),
    wide(says.found),
    words(says.state),
  ];
  return part(says.complications, table(columns, rows));
};

const noticesPart = ({ standing, voice }: Page): readonly Part[] => {
  const models = standing.patient.implants
    .filter(({ explant }) => explant === null)
    .map(({ entry }) => entry.pump.model);
  const found = standing.clinic.notices.filter((each) =>
    each.models.some((model) => models.some((is) => is === model)),
  );
  const blocks = found.map(({ notice: title, from, on, action }) =>
    notice("caution", `${title} (${from}, ${voice.day(on)})`, action),
  );
  return part(voice.says.notices, ...blocks);
};

const contactsPart = ({ standing, clinic, voice: { says, day } }: Page): readonly Part[] => {
  const { settings } = standing.clinic;
  const { person, handedOver } = standing.patient;
  return part(
    says.contacts,
    facts(
      handedOver === null
        ? null
        : fact(says.handedTo, handedOver.upto, `${says.from(day(handedOver.on))}`),
      handedOver === null ? null : fact(says.accepted, handedOver.accepted),
      fact(settings?.name ?? clinic, settings?.phone ?? says.notKnown),
      person?.phone === undefined ? null : fact(says.patient, person.phone),
      ...(person?.contacts ?? []).map(({ name, phone, relation }) =>
        fact(name, phone, relation ?? ""),
      ),
    ),
  );
};

/** The hand-over. */
export const handOverReport = report({
  name: "hand-over",
  subject: "patient",
  about: "Everything that another clinic needs to take over, as a PDF",
  who: CARING,
  asks: asking({}),
  write: (page) => {
    const { says } = page.voice;
    const implants = page.standing.patient.implants.filter(({ explant }) => explant === null);
    const cite = citing();
    return sheetOf(page, {
      title: says.handOver,
      subtitle: says.handOverOf(page.standing.clinic.settings?.name ?? page.clinic),
      citing: cite,
      parts: [
        contactsPart(page),
        implants.length === 0 ? subjectPart(page, null) : [],
        ...implants.map((implant) => implantParts(page, implant, cite)),
        noticesPart(page),
        tasksPart(page),
        complicationsPart(page),
        signaturesUnder(
          page,
          implants.flatMap(({ running }) => (running === null ? [] : [running.visit])),
        ),
      ],
    });
  },
});
