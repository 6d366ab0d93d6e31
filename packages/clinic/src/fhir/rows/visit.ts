// SPDX-License-Identifier: Apache-2.0
/** Visits: the procedure that a visit is, what was measured in it, what was found and answered. */
import type {
  DetectedIssue,
  DocumentReference,
  Medication,
  MedicationAdministration,
  Observation,
  ObservationComponent,
  Procedure,
  Resource,
} from "@medplum/fhirtypes";
import type { z } from "zod";
import type { ToldEvent } from "../../course/told.ts";
import { catheterAccessed } from "../../visit/access.ts";
import { reservoirRefilled } from "../../visit/outcome.ts";
import * as step from "../../visit/step.ts";
import { concept, own } from "../code.ts";
import { documentOf } from "../document.ts";
import { filledWith } from "../fluid.ts";
import { given } from "../given.ts";
import { amountFrom, instantOf } from "../measure.ts";
import { VISIT_REPORT } from "../paper.ts";
import { implantOfVisit, pumpOfVisit, pumpReference, visitId, visitReference } from "../pump.ts";
import { changed, type Look, nameIn, placeOf, type Row, row, subjectOf } from "../row.ts";
import { STOPS, stopped, withdrawn } from "./therapy.ts";

const begun = (
  { visit, implant, kind }: { visit: string; implant: string; kind: string },
  look: Look,
): Procedure => ({
  resourceType: "Procedure",
  id: visitId(look, visit),
  identifier: [{ system: "urn:cisterna:visit", value: visit }],
  status: "in-progress",
  code: own("visit", kind),
  subject: subjectOf(look),
  performedPeriod: { start: look.at },
  focalDevice: [{ manipulated: pumpReference(look, implant) }],
});

const ended = (look: Look, visit: string, change: Partial<Procedure>): Procedure | null =>
  changed(look.found("Procedure", visitId(look, visit)), ({ performedPeriod }) => ({
    performedPeriod: { ...performedPeriod, end: look.at },
    ...change,
  }));

type Said = {
  readonly visit: string;
  readonly word: string;
  readonly at?: string;
  readonly value?: Partial<Observation>;
  readonly component?: readonly (ObservationComponent | null)[];
};

/** Something measured at a pump in a visit. */
const measured = (look: Look, { visit, word, at, value, component }: Said): Observation => {
  const parts = (component ?? []).filter((each) => each !== null);
  return given<Observation>({
    resourceType: "Observation",
    id: nameIn(look, "measured", ...placeOf(look), word),
    partOf: [visitReference(look, visit)],
    status: "final",
    category: [concept("therapy")],
    code: own("measure", word),
    subject: subjectOf(look),
    effectiveDateTime: at ?? look.at,
    device: pumpOfVisit(look, visit),
    ...value,
    component: parts.length === 0 ? undefined : [...parts],
  });
};

const component = (word: string, value: Partial<ObservationComponent>): ObservationComponent => ({
  code: own("measure", word),
  ...value,
});

const amountPart = (word: string, text: string | undefined): ObservationComponent | null =>
  text === undefined ? null : component(word, { valueQuantity: amountFrom(text) });

const textPart = (word: string, text: string | undefined): ObservationComponent | null =>
  text === undefined ? null : component(word, { valueString: text });

const yesOrNo = (word: string, value: boolean): ObservationComponent =>
  component(word, { valueBoolean: value });

const volume = (text: string): Partial<Observation> => ({ valueQuantity: amountFrom(text) });

type Label = z.output<(typeof step.syringeChecked)["payload"]>;

type Issue = {
  readonly visit: string;
  readonly word: string;
  readonly text: string;
  readonly detail: string;
  readonly answer: string;
};

/** A check or a discrepancy that a person looked at and answered for. */
const issue = (look: Look, { visit, word, text, detail, answer }: Issue): DetectedIssue => ({
  resourceType: "DetectedIssue",
  id: nameIn(look, "issue", ...placeOf(look)),
  status: "final",
  code: own("check", word, text),
  patient: subjectOf(look),
  identifiedDateTime: look.at,
  implicated: [visitReference(look, visit)],
  detail,
  mitigation: [{ action: { text: answer }, date: look.at }],
});

const label = (entry: Label, look: Look): Medication =>
  filledWith(nameIn(look, "lot", entry.lot), entry.drugs, {
    lotNumber: entry.lot,
    expirationDate: entry.expires,
  });

/** Steps that are taken more than once; of the others the last one stands. */
const MANY: readonly string[] = [step.syringeChecked.kind, step.checkConfirmed.kind];

/** What stands of a visit, by what was done. */
const stepsByKind = (steps: readonly ToldEvent[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...Map.groupBy(steps, ({ kind }) => kind)].map(([kind, all]) => {
      const said = all.map(({ data: { payload } }) => {
        const { visit: _, implant: __, ...rest } = payload;
        return rest;
      });
      return [kind.replaceAll("-", " "), MANY.includes(kind) ? said : said.at(-1)];
    }),
  );

const report = (look: Look, visit: string): DocumentReference => {
  const steps = look.before.filter(({ data }) => data.payload["visit"] === visit);
  return documentOf(look, {
    word: VISIT_REPORT,
    title: `Visit ${visit}`,
    name: visit,
    said: stepsByKind(steps),
    related: [visitReference(look, visit)],
  });
};

type Access = z.output<(typeof catheterAccessed)["payload"]>;

const injected = (entry: Access, look: Look): MedicationAdministration | null =>
  entry.injected.kind === "nothing"
    ? null
    : {
        resourceType: "MedicationAdministration",
        id: nameIn(look, "injected", ...placeOf(look)),
        partOf: [visitReference(look, entry.visit)],
        status: "completed",
        medicationCodeableConcept: { text: entry.injected.name },
        subject: subjectOf(look),
        effectiveDateTime: look.at,
        device: [pumpReference(look, entry.implant)],
        dosage: {
          text: `${entry.injected.volume} through the catheter's access port`,
          route: concept("intrathecal"),
          dose: amountFrom(entry.injected.volume),
        },
      };

const accessed = (entry: Access, look: Look): readonly (Resource | null)[] => [
  changed(look.found("Procedure", visitId(look, entry.visit)), () => ({
    outcome: { text: `catheter ${entry.result.replaceAll("-", " ")}` },
  })),
  measured(look, {
    visit: entry.visit,
    word: "catheter-access",
    value: { valueCodeableConcept: { text: entry.result.replaceAll("-", " ") } },
    component: [
      yesOrNo("spinal-fluid-came-freely", entry.csf),
      amountPart("volume-aspirated-first", entry.aspirated),
      entry.injected.kind === "contrast" ? textPart("seen", entry.injected.seen) : null,
      entry.injected.kind === "drug" ? textPart("because", entry.injected.because) : null,
    ],
  }),
  injected(entry, look),
];

const abandoned = (look: Look, entry: { visit: string; reservoir: string; because: string }) => {
  const implant = implantOfVisit(look, entry.visit);
  const isEmpty = entry.reservoir === "emptied" && implant !== null;
  return [
    ended(look, entry.visit, {
      status: "stopped",
      statusReason: { text: entry.because },
      note: [{ text: `reservoir ${entry.reservoir.replaceAll("-", " ")}` }],
    }),
    ...withdrawn(look, entry.visit),
    ...(isEmpty ? stopped(look, implant, look.at) : []),
  ];
};

/** The rows of visits. */
export const VISIT_ROWS: readonly Row[] = [
  row(step.visitBegun, ["Procedure"], (entry, look) => [begun(entry, look)]),
  row(step.pumpRead, ["Observation"], (entry, look) => [
    measured(look, {
      visit: entry.visit,
      word: "reservoir-volume-stated",
      at: instantOf(entry.at),
      value: volume(entry.volume),
      component: [
        yesOrNo("pump-runs", entry.running),
        textPart("read-by", entry.source),
        ...entry.alarms.map((alarm) => textPart("alarm", alarm)),
        amountPart("time-stopped", entry.stopped),
        textPart("replace-by", entry.replace_by),
      ],
    }),
  ]),
  row(step.reservoirAspirated, ["Observation"], ({ visit, volume: found, appearance }, look) => [
    measured(look, {
      visit,
      word: "reservoir-volume-aspirated",
      value: volume(found),
      component: [textPart("appearance", appearance)],
    }),
  ]),
  row(step.discrepancyExplained, ["DetectedIssue"], (entry, look) => [
    issue(look, {
      visit: entry.visit,
      word: "reservoir-discrepancy",
      text: entry.verdicts.join(", "),
      detail: entry.because,
      answer: entry.action,
    }),
  ]),
  row(step.syringeChecked, ["Medication"], (entry, look) => [label(entry, look)]),
  row(step.checkConfirmed, ["DetectedIssue"], (entry, look) => [
    issue(look, {
      visit: entry.visit,
      word: entry.check,
      text: entry.check.replaceAll("-", " "),
      detail: [entry.path, entry.drug, entry.asked, entry.limit, entry.old, entry.what]
        .filter((each) => each !== undefined)
        .join("; "),
      answer: entry.because,
    }),
  ]),
  row(step.fillGuarded, ["Observation"], (entry, look) => [
    measured(look, {
      visit: entry.visit,
      word: "guard-against-pocket-fill",
      at: instantOf(entry.observe_from),
      component: [
        yesOrNo("aspirated-back", entry.aspirated_back),
        yesOrNo("no-swelling", entry.no_swelling),
        textPart("needle", entry.needle),
        amountPart("observation", entry.observe_for),
      ],
    }),
  ]),
  row(step.programReadBack, ["Observation"], (entry, look) => [
    measured(look, {
      visit: entry.visit,
      word: "program-read-back",
      component: [
        amountPart("dose-per-day-stated", entry.per_day),
        amountPart("reservoir-volume-stated", entry.volume),
        yesOrNo("pump-runs", entry.running),
        textPart("read-by", entry.source),
        textPart("first-bolus", entry.first_bolus),
      ],
    }),
  ]),
  row(reservoirRefilled, ["Observation"], (entry, look) => [
    measured(look, {
      visit: entry.visit,
      word: "reservoir-volume-filled",
      value: volume(entry.filled),
    }),
    entry.expected === undefined
      ? null
      : measured(look, {
          visit: entry.visit,
          word: "reservoir-volume-expected",
          value: volume(entry.expected),
          component: [amountPart("reservoir-volume-aspirated", entry.aspirated)],
        }),
  ]),
  row(step.visitCommitted, ["Procedure", "DocumentReference"], ({ visit }, look) => [
    ended(look, visit, { status: "completed" }),
    report(look, visit),
  ]),
  row(step.visitAbandoned, ["Procedure", ...STOPS], (entry, look) => abandoned(look, entry)),
  row(catheterAccessed, ["Procedure", "Observation", "MedicationAdministration"], (entry, look) =>
    accessed(entry, look),
  ),
];
