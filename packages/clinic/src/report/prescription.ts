// SPDX-License-Identifier: Apache-2.0
/** The prescription that runs: what is in the reservoir, how it runs, which limits it kept. */
import type { Part } from "@cisterna/paper";
import type { ImplantState, Running } from "../course/patient.ts";
import { id } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import { fact, facts, notice, numbers, part, row, table, wide } from "./block.ts";
import { asking, citing, type Page, report, sheetOf, signaturesUnder } from "./report.ts";
import {
  limitsTable,
  outlookFacts,
  passageFacts,
  regimenFacts,
  type Shown,
  shownRunning,
  subjectIn,
  subjectPart,
} from "./therapy.ts";

/** The implant that is asked for, or the one that was put in last and is still in. */
export const implantAsked = (
  { standing }: Page,
  name: string | undefined,
): ImplantState | undefined =>
  standing.patient.implants.findLast(
    ({ entry, explant }) => explant === null && (name === undefined || entry.implant === name),
  );

/** What is in a reservoir and what of it is given in a day. */
export const contentsPart = (
  page: Page,
  running: Running,
  shown: Shown | null,
): readonly Part[] => {
  const { says, name, printed, moment, amount } = page.voice;
  const rows = (shown?.doses ?? []).map(({ drug, concentration, per_day, achievable, worst_day }) =>
    row([
      name("drugs", drug),
      printed(concentration),
      printed(per_day),
      achievable === null ? "–" : printed(achievable),
      printed(worst_day),
    ]),
  );
  const columns = [
    wide(says.drug),
    numbers(says.concentration),
    numbers(says.doses),
    numbers(says.achievable),
    numbers(says.worstDay),
  ];
  return part(
    says.contents,
    table(columns, rows, says.worstNote),
    facts(
      fact(
        says.filled,
        amount(running.reservoir.volume, "volume"),
        moment(running.reservoir.filled),
      ),
      fact(says.since, moment(running.since)),
      shown === null ? null : fact(says.flow, printed(shown.plan.flow)),
    ),
  );
};

/** The prescription. */
export const prescriptionReport = report({
  name: "prescription",
  subject: "patient",
  about: "The prescription that runs as a PDF: doses, limits with their sources, signatures",
  who: CARING,
  asks: asking({ implant: id("The implant; left out, the last one that is in").optional() }),
  write: (page, asked) => {
    const implant = implantAsked(page, asked.implant);
    if (implant === undefined) return null;
    const { voice } = page;
    const { says } = voice;
    const { running } = implant;
    const cite = citing();
    const shown = running === null ? null : shownRunning(subjectIn(page, implant), running);
    return sheetOf(page, {
      title: says.prescription,
      subtitle: implant.entry.implant,
      citing: cite,
      parts: [
        subjectPart(page, implant),
        running === null
          ? part("", notice("danger", says.unknownContents, says.unknownContentsLine))
          : contentsPart(page, running, shown),
        running === null ? [] : part(says.regimen, regimenFacts(running.prescription, voice)),
        shown === null ? [] : part("", passageFacts(shown, voice)),
        shown === null ? [] : part(says.limits, limitsTable(shown, cite, voice)),
        shown === null ? [] : part(says.next, outlookFacts(shown, voice)),
        signaturesUnder(page, running === null ? [] : [running.visit]),
      ],
    });
  },
});
