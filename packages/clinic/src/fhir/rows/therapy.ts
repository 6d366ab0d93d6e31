// SPDX-License-Identifier: Apache-2.0
/**
 * The therapy: what is asked for, what runs, and of which fluid. A mixture runs at one flow, and
 * each of its drugs at a dose of its own: both are said, so that no dose can be read as another's.
 */
import { FORMULARY } from "@cisterna/therapy";
import type {
  Device,
  Dosage,
  Flag,
  Medication,
  MedicationAdministration,
  MedicationRequest,
  Reference,
  Resource,
} from "@medplum/fhirtypes";
import { programSigned } from "../../course/at-pump.ts";
import type { FluidEntry, PrescriptionEntry } from "../../course/entry/therapy.ts";
import type { Running } from "../../course/patient.ts";
import { programTakenOver } from "../../visit/outcome.ts";
import { fillProposed, programProposed } from "../../visit/step.ts";
import { concept, own } from "../code.ts";
import { documentOf } from "../document.ts";
import { drugConcept, filledWith, fluidText, perDayOf, prescriptionText, rated } from "../fluid.ts";
import { instantOf } from "../measure.ts";
import { referTo } from "../name.ts";
import { implantOfVisit, pumpReference, visitReference } from "../pump.ts";
import { type Look, nameIn, type Row, row, subjectOf } from "../row.ts";

/** What is to run, of which fluid, in which pump. */
type Order = {
  readonly visit: string;
  readonly implant: string;
  readonly drugs: FluidEntry;
  readonly prescription: PrescriptionEntry;
};

/** One rate of an order: the fluid's flow, or one drug's dose. */
type Rate = {
  readonly of: Pick<MedicationRequest, "medicationReference" | "medicationCodeableConcept">;
  readonly drug: string | null;
  readonly ordered: Dosage;
  readonly running: NonNullable<MedicationAdministration["dosage"]>;
};

const VISIT_SYSTEM = "urn:cisterna:visit";

const fluidId = (look: Look, drugs: FluidEntry): string => nameIn(look, "fluid", drugs);

const fluidOf = (look: Look, drugs: FluidEntry): Medication =>
  filledWith(fluidId(look, drugs), drugs);

/** The fluid at its flow, and every drug at its dose. */
const ratesOf = (look: Look, { drugs, prescription }: Order): readonly Rate[] => {
  const perDay = perDayOf(drugs, prescription);
  if (perDay === null) return [];
  const text = prescriptionText(prescription, perDay);
  const route = concept("intrathecal");
  return [
    {
      of: { medicationReference: referTo<Medication>("Medication", fluidId(look, drugs)) },
      drug: null,
      ordered: rated(perDay.flow, text),
      running: { text, route, rateQuantity: perDay.flow },
    },
    ...perDay.drugs.map(({ drug, dose }) => {
      const each = `${FORMULARY.get(drug)?.name ?? drug} ${dose.value} ${dose.unit}`;
      return {
        of: { medicationCodeableConcept: drugConcept(drug) },
        drug,
        ordered: rated(dose, each),
        running: { text: each, route, rateQuantity: dose },
      };
    }),
  ];
};

const requestsOf = (
  look: Look,
  order: Order,
  status: MedicationRequest["status"],
): readonly MedicationRequest[] =>
  ratesOf(look, order).map(({ of, drug, ordered }) => ({
    resourceType: "MedicationRequest",
    id: nameIn(look, "request", order.visit, drug),
    status,
    intent: status === "draft" ? "proposal" : "order",
    ...of,
    subject: subjectOf(look),
    supportingInformation: [pumpReference(look, order.implant)],
    authoredOn: look.at,
    ...("reference" in look.by && look.by.reference?.startsWith("Practitioner/")
      ? { requester: look.by as NonNullable<MedicationRequest["requester"]> }
      : {}),
    groupIdentifier: { system: VISIT_SYSTEM, value: order.visit },
    dosageInstruction: [ordered],
  }));

const isOf = (request: MedicationRequest, visit: string): boolean =>
  request.groupIdentifier?.value === visit;

const isIn = (request: MedicationRequest, { reference }: Reference): boolean =>
  request.supportingInformation?.some((each) => each.reference === reference) === true;

/** What a visit asked for and will not come to run. */
export const withdrawn = (
  look: Look,
  visit: string,
  kept: readonly MedicationRequest[] = [],
): readonly MedicationRequest[] =>
  look
    .all("MedicationRequest")
    .filter((each) => each.status === "draft" && isOf(each, visit))
    .filter((each) => kept.every(({ id }) => id !== each.id))
    .map((each) => ({ ...each, status: "cancelled" }));

/** What a proposal makes: the fluid and the requests, still drafts. */
const proposed = (look: Look, order: Order): readonly Resource[] => {
  const requests = requestsOf(look, order, "draft");
  return [fluidOf(look, order.drugs), ...requests, ...withdrawn(look, order.visit, requests)];
};

/** The fluid that runs in an implant now; null: nothing does. */
const fluidIn = ({ before }: Look, implant: string): FluidEntry | null => {
  const last = before.findLast(
    ({ kind, data }) =>
      kind === programTakenOver.kind && (data.payload as Running).implant === implant,
  );
  return last === undefined ? null : (last.data.payload as Running).reservoir.drugs;
};

const flagId = (look: Look, { reference }: Reference<Device>): string =>
  nameIn(look, "running", reference);

/** What stopping does, as far as a source says that was read. */
const stops = ({ drugs }: Running["reservoir"]): string =>
  drugs
    .flatMap(({ drug }) => {
      const stop = FORMULARY.get(drug)?.abruptStop ?? null;
      const isKnown = stop !== null && stop.danger !== "none-known" && stop.status !== "unverified";
      return isKnown ? [`${drug}: ${stop.danger} (${stop.source})`] : [];
    })
    .join("; ");

const flagOf = (
  look: Look,
  { reservoir, since, due, empty }: Running,
  pump: Reference<Device>,
): Flag => {
  const danger = stops(reservoir);
  return {
    resourceType: "Flag",
    id: flagId(look, pump),
    status: "active",
    category: [concept("drug")],
    code: own(
      "flag",
      "intrathecal-pump-running",
      `Implanted intrathecal pump with ${fluidText(reservoir.drugs)}; ` +
        `refill due ${due}, empty at worst ${empty}` +
        (danger === "" ? "" : `; when it stops, ${danger}`),
    ),
    subject: subjectOf(look),
    period: { start: instantOf(since) },
  };
};

const givenNow = (
  look: Look,
  { implant, visit, since }: Running,
  order: Order,
): readonly MedicationAdministration[] => {
  const rates = ratesOf(look, order);
  const whole = nameIn(look, "given", implant, visit, null);
  return rates.map(({ of, drug, running }) => ({
    resourceType: "MedicationAdministration",
    id: nameIn(look, "given", implant, visit, drug),
    ...(drug === null
      ? { partOf: [visitReference(look, visit)] }
      : { partOf: [referTo<MedicationAdministration>("MedicationAdministration", whole)] }),
    status: "in-progress",
    ...of,
    subject: subjectOf(look),
    effectivePeriod: { start: instantOf(since) },
    device: [pumpReference(look, implant)],
    request: referTo<MedicationRequest>(
      "MedicationRequest",
      nameIn(look, "request", order.visit, drug),
    ),
    dosage: running,
  }));
};

const over = (look: Look, pump: Reference<Device>, at: string): readonly Resource[] => [
  ...look
    .all("MedicationAdministration")
    .filter(
      ({ status, device }) =>
        status === "in-progress" && device?.some(({ reference }) => reference === pump.reference),
    )
    .map((each) => ({
      ...each,
      status: "completed" as const,
      effectivePeriod: { ...each.effectivePeriod, end: at },
    })),
  ...look
    .all("MedicationRequest")
    .filter((each) => each.status === "active" && isIn(each, pump))
    .map((each) => ({ ...each, status: "stopped" as const })),
];

/** Types that change when a pump stops. */
export const STOPS = ["MedicationAdministration", "MedicationRequest", "Flag"] as const;

/** Nothing runs in an implant any more. */
export const stopped = (look: Look, implant: string, at: string): readonly Resource[] => {
  const pump = pumpReference(look, implant);
  const flag = look.found("Flag", flagId(look, pump));
  return [
    ...over(look, pump, at),
    ...(flag === undefined
      ? []
      : [{ ...flag, status: "inactive" as const, period: { ...flag.period, end: at } }]),
  ];
};

const takenOver = (entry: Running, look: Look): readonly Resource[] => {
  const pump = pumpReference(look, entry.implant);
  const { visit, reservoir, prescription } = entry;
  const order: Order = { visit, implant: entry.implant, drugs: reservoir.drugs, prescription };
  const requests = requestsOf(look, order, "active");
  return [
    ...over(look, pump, instantOf(entry.since)),
    ...withdrawn(look, visit, requests),
    fluidOf(look, reservoir.drugs),
    ...requests,
    ...givenNow(look, entry, order),
    flagOf(look, entry, pump),
  ];
};

const ORDERED = ["Medication", "MedicationRequest"] as const;

/** The rows of what is asked for and what runs. */
export const THERAPY_ROWS: readonly Row[] = [
  row(fillProposed, ORDERED, ({ visit, drugs, prescription }, look) => {
    const implant = implantOfVisit(look, visit);
    return implant === null ? [] : proposed(look, { visit, implant, drugs, prescription });
  }),
  row(programProposed, ORDERED, ({ visit, prescription }, look) => {
    const implant = implantOfVisit(look, visit);
    const drugs = implant === null ? null : fluidIn(look, implant);
    return implant === null || drugs === null
      ? []
      : proposed(look, { visit, implant, drugs, prescription });
  }),
  row(programTakenOver, [...ORDERED, "MedicationAdministration", "Flag"], takenOver),
  row(programSigned, ["DocumentReference"], ({ implant, ...said }, look) => [
    documentOf(look, {
      word: "program-signed",
      title: `Program ${said.version}, signed for pump ${said.pump}`,
      said,
      related: [pumpReference(look, implant)],
    }),
  ]),
];
