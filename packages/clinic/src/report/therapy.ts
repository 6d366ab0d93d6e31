// SPDX-License-Identifier: Apache-2.0
/** The therapy on paper: doses, how they run, the limits they were held against, the exchange. */
import type { Block, Part, Row, Tone } from "@cisterna/paper";
import { pumpOf, SOURCES, type SourceId } from "@cisterna/therapy";
import type { PrescriptionEntry } from "../course/entry/therapy.ts";
import { formularyOf } from "../course/formulary.ts";
import type { ImplantState, Running } from "../course/patient.ts";
import { planRunning, type Subject } from "../visit/case.ts";
import { shownDoses, shownPlan } from "../visit/shown.ts";
import { fact, facts, notice, numbers, part, row, table, toned, wide, words } from "./block.ts";
import type { Citing, Page } from "./report.ts";
import type { Voice } from "./voice.ts";

/** A plan as it is printed. */
export type Shown = ReturnType<typeof shownDoses> & {
  readonly plan: ReturnType<typeof shownPlan>;
};

/** What runs or ran in an implant, judged again; null: it can no longer be judged. */
export const shownRunning = (subject: Subject, running: Running): Shown | null => {
  const plan = planRunning(subject, running);
  return plan === null ? null : { ...shownDoses(plan.of, plan.doses), plan: shownPlan(plan) };
};

/** An implant of a patient, as therapy looks at it. */
export const subjectIn = ({ patient, standing }: Page, implant: ImplantState): Subject => ({
  id: patient ?? "",
  patient: standing.patient,
  implant,
  formulary: formularyOf(standing.clinic),
});

/** A danger by its check: these are loud wherever a drug of theirs stands. */
const LOUD: readonly string[] = [
  "tenfold",
  "tenfold-strength",
  "dose-limit",
  "worst-day-limit",
  "concentration-limit",
  "drug-withdrawn",
  "prime-pushes-old-drug",
];

/** How loud a check is. */
export const toneOf = (check: string): Tone => (LOUD.includes(check) ? "danger" : "caution");

type Said = { readonly check: string; readonly drug?: string | undefined };

const toneOfDrug = (drug: string, checks: readonly Said[]): Tone => {
  const tones = checks.filter((each) => each.drug === drug).map(({ check }) => toneOf(check));
  if (tones.includes("danger")) return "danger";
  return tones.includes("caution") ? "caution" : "plain";
};

/** Doses of every drug before and now; a drug that is no longer given stands there too. */
export const dosesTable = (shown: Shown, checks: readonly Said[], voice: Voice): Block => {
  const { says, printed, name } = voice;
  const rows: readonly Row[] = [
    ...shown.doses.map(({ drug, concentration, before, per_day, change, worst_day }) =>
      row(
        [
          name("drugs", drug),
          printed(concentration),
          before === null ? "–" : printed(before),
          printed(per_day),
          change === null ? "–" : printed(change),
          printed(worst_day),
        ],
        toneOfDrug(drug, checks),
      ),
    ),
    ...shown.ended.map(({ drug, before }) =>
      row([name("drugs", drug), "–", printed(before), says.stopped, "–", "–"], "danger"),
    ),
  ];
  return table(
    [
      wide(says.drug),
      numbers(says.concentration),
      numbers(says.before),
      numbers(says.now),
      numbers(says.change),
      numbers(says.worstDay),
    ],
    rows,
    says.worstNote,
  );
};

type Steps = NonNullable<PrescriptionEntry["pattern"]>;

const patternFacts = (steps: Steps, voice: Voice) =>
  steps.map(({ from, rate, days }) =>
    fact(
      voice.says.from(from),
      voice.amount(rate, "dose-rate"),
      (days ?? []).map((each) => voice.name("weekdays", each)).join(" "),
    ),
  );

const titrationFacts = ({ titration = [] }: PrescriptionEntry, voice: Voice) =>
  titration.map(({ at, basal, pattern = [] }) =>
    fact(
      voice.says.step(voice.moment(at)),
      basal === undefined
        ? pattern.map(({ from, rate }) => `${from} ${voice.amount(rate, "dose-rate")}`).join("; ")
        : voice.amount(basal, "dose-rate"),
    ),
  );

const bolusFacts = ({ periodic, on_demand, single }: PrescriptionEntry, voice: Voice) => {
  const { says, amount } = voice;
  const said = ({ dose, over }: { dose: string; over: string }) => ({
    dose: amount(dose, "mass"),
    over: amount(over, "time"),
  });
  return [
    periodic === undefined
      ? null
      : fact(
          says.periodic,
          says.periodicText({
            ...said(periodic),
            every: amount(periodic.every, "time"),
            first: periodic.first,
          }),
        ),
    on_demand === undefined
      ? null
      : fact(
          says.onDemand,
          says.onDemandText({
            ...said(on_demand),
            lockout: amount(on_demand.lockout, "time"),
            most: on_demand.per_day,
          }),
        ),
    single === undefined
      ? null
      : fact(says.single, says.singleText(said(single).dose, said(single).over)),
  ];
};

/** How a prescription runs, in words. */
export const regimenFacts = (entry: PrescriptionEntry, voice: Voice): Block => {
  const { says, name, amount } = voice;
  const tone = entry.on_fault === "stop" ? "danger" : "plain";
  const stated = name("drugs", entry.dose_of);
  return facts(
    entry.basal === undefined ? null : fact(says.basal, amount(entry.basal, "dose-rate"), stated),
    ...patternFacts(entry.pattern ?? [], voice),
    ...bolusFacts(entry, voice),
    ...titrationFacts(entry, voice),
    toned(tone, fact(says.inDoubt, name("faults", entry.on_fault))),
  );
};

/** The exchange of the fluid in the line. */
export const passageFacts = ({ plan }: Shown, voice: Voice): Block => {
  const { says, name, printed } = voice;
  const { transition } = plan;
  return facts(
    fact(
      says.exchange,
      name("passages", transition.kind),
      "volume" in transition
        ? says.passageText(printed(transition.volume), printed(transition.duration))
        : "",
    ),
    fact(says.lineVolume, printed(plan.line)),
  );
};

const isSource = (id: string): id is SourceId => id in SOURCES;

type LimitShown = Shown["doses"][number]["limits"][number];

/** A rounded share to three digits: more of them would say nothing. */
const roughly = (share: string): string =>
  share.replace(/^≈ ([\d.]+)/, (_, digits: string) => `≈ ${Number(Number(digits).toPrecision(3))}`);

const limitTone = ({ acts, share, nature }: LimitShown): Tone => {
  const isOver = Number.parseFloat(share.replace("≈ ", "")) > 100;
  return isOver && nature !== "minimum" && acts !== "note" ? "danger" : "plain";
};

/** The limits that doses were held against, each with its source and how far it may be trusted. */
export const limitsTable = (shown: Shown, cite: Citing, voice: Voice): Block => {
  const { says, name, printed } = voice;
  const rows = shown.doses.flatMap(({ drug, limits }) =>
    limits.map((limit) =>
      row(
        [
          name("drugs", drug),
          `${name("limits", limit.quantity)}, ${name("limits", limit.nature)}`,
          printed(limit.value),
          printed(roughly(limit.share)),
          name("limits", limit.acts),
          [name("statuses", limit.status), isSource(limit.source) ? cite.mark(limit.source) : ""]
            .filter((each) => each !== "")
            .join(" "),
        ],
        limitTone(limit),
      ),
    ),
  );
  const columns = [
    words(says.drug),
    wide(says.kind),
    numbers(says.limit),
    numbers(says.share),
    words(says.effect),
    words(says.status),
  ];
  return table(columns, rows);
};

/** When a reservoir is due and when it may be empty. */
export const outlookFacts = ({ plan }: Shown, voice: Voice): Block => {
  const { says, moment } = voice;
  return facts(
    fact(says.due, moment(plan.refill.due), says.becauseOf[plan.refill.because]),
    toned("caution", fact(says.empty, moment(plan.refill.empty_at_worst))),
  );
};

/** Whom and what a page is about. */
export const subjectPart = (page: Page, implant: ImplantState | null): readonly Part[] => {
  const { voice, standing } = page;
  const { says } = voice;
  const { person } = standing.patient;
  if (person === null) return [];
  const { allergies, tolerance, weight } = person;
  const said = allergies === undefined ? says.notKnown : allergies.join(", ") || says.none;
  return part(
    "",
    facts(
      fact(says.patient, person.name, `${says.born} ${voice.day(person.born)}`),
      toned((allergies ?? []).length > 0 ? "danger" : "plain", fact(says.allergies, said)),
      tolerance === undefined ? null : fact(says.tolerance, says.tolerances[tolerance]),
      weight === undefined ? null : fact(says.weight, voice.amount(weight, "mass")),
      implant === null ? null : fact(says.implant, implant.entry.implant, implant.entry.site),
      implant === null ? null : fact(says.pump, pumpName(implant), pumpNumber(implant, voice)),
      implant === null ? null : fact(says.catheterTip, implant.entry.catheter.tip),
    ),
    implant?.emptied === true ? notice("danger", says.emptied, says.emptiedLine) : null,
  );
};

const pumpNumber = ({ entry: { pump } }: ImplantState, { says }: Voice): string =>
  pump.serial === undefined ? "" : `${says.serial} ${pump.serial}`;

const pumpName = ({ entry: { pump } }: ImplantState): string => pumpOf(pump.model).name;
