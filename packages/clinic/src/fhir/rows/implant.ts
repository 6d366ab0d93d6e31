// SPDX-License-Identifier: Apache-2.0
/** The implant: a pump and a catheter as devices, their use, and the operations. */
import { isExact, print } from "@cisterna/quantity";
import { catheterOf, pumpOf } from "@cisterna/therapy";
import type {
  CodeableConcept,
  Device,
  DeviceProperty,
  DeviceUseStatement,
  Procedure,
} from "@medplum/fhirtypes";
import type { CatheterEntry, ExplantEntry, ImplantEntry } from "../../course/entry/implant.ts";
import { catheterFrom } from "../../course/hardware.ts";
import { pumpExplanted, pumpImplanted } from "../../course/surgery.ts";
import { own } from "../code.ts";
import { given } from "../given.ts";
import { amountFrom } from "../measure.ts";
import { referTo } from "../name.ts";
import { deviceId, type Part } from "../pump.ts";
import { changed, type Look, nameIn, type Row, row, subjectOf } from "../row.ts";
import { STOPS, stopped } from "./therapy.ts";

const PARTS: readonly Part[] = ["pump", "catheter"];

type Named = { readonly serial?: string | undefined; readonly udi?: string | undefined };

const identityOf = ({ serial, udi, lot }: Named & { readonly lot?: string | undefined }) =>
  given<Partial<Device>>({
    udiCarrier: udi === undefined ? undefined : [{ carrierHRF: udi, entryType: "unknown" }],
    lotNumber: lot,
    serialNumber: serial,
  });

const property = (word: string, text: string | undefined): readonly DeviceProperty[] =>
  text === undefined ? [] : [{ type: own("measure", word), valueQuantity: [amountFrom(text)] }];

const inMagnet = ({ pump }: ImplantEntry): readonly CodeableConcept[] =>
  pumpOf(pump.model).mri.map(({ behaviour, tesla, source }) => ({
    text: `MRI: ${behaviour}${tesla.length === 0 ? "" : ` at ${tesla.join(", ")} T`} (${source})`,
  }));

const pumpDevice = (entry: ImplantEntry, look: Look): Device => {
  const { pump } = entry;
  const { name, maker } = pumpOf(pump.model);
  const safety = inMagnet(entry);
  return given<Device>({
    resourceType: "Device",
    id: deviceId(look, "pump", entry.implant),
    ...identityOf(pump),
    identifier: [{ system: "urn:cisterna:implant", value: entry.implant }],
    status: "active",
    manufacturer: maker,
    deviceName: [{ name, type: "model-name" }],
    modelNumber: pump.model,
    type: own("device", "intrathecal-pump", "Implanted intrathecal pump"),
    property: [
      ...property("reservoir-volume", pump.reservoir),
      ...property("internal-tubing-volume", pump.tubing),
      ...property("residual-volume", pump.residual),
    ],
    patient: subjectOf(look),
    safety: safety.length === 0 ? undefined : [...safety],
    note: pump.replace_by === undefined ? undefined : [{ text: `replace by ${pump.replace_by}` }],
  });
};

const lumenText = (entry: CatheterEntry): string => {
  const catheter = catheterFrom(entry);
  if (!catheter.ok) return "inner volume not known";
  const { low, high } = catheter.value.volume;
  return isExact(catheter.value.volume)
    ? `inner volume ${print(low, "mL")}`
    : `inner volume between ${print(low, "mL")} and ${print(high, "mL")}`;
};

const catheterDevice = ({ implant, catheter }: ImplantEntry, look: Look): Device => {
  const { name, maker } = catheterOf(catheter.model);
  return given<Device>({
    resourceType: "Device",
    id: deviceId(look, "catheter", implant),
    ...identityOf(catheter),
    identifier: [{ system: "urn:cisterna:implant", value: implant }],
    status: "active",
    manufacturer: maker,
    deviceName: [{ name, type: "model-name" }],
    modelNumber: catheter.model,
    type: own("device", "intrathecal-catheter", "Intrathecal catheter"),
    property: [
      ...property("length-supplied", catheter.supplied),
      ...property("length-trimmed", catheter.trimmed),
      ...property("length-implanted", catheter.implanted),
    ],
    patient: subjectOf(look),
    note: [{ text: `tip at ${catheter.tip}; ${lumenText(catheter)}` }],
  });
};

/** FHIR knows no empty lists. */
const withoutEmpty = (device: Device): Device => {
  const { property: properties, ...rest } = device;
  return properties?.length ? device : rest;
};

const useId = (look: Look, part: Part, implant: string): string =>
  nameIn(look, `${part}use`, implant);

const useOf = (part: Part, entry: ImplantEntry, look: Look): DeviceUseStatement => ({
  resourceType: "DeviceUseStatement",
  id: useId(look, part, entry.implant),
  status: "active",
  subject: subjectOf(look),
  timingPeriod: { start: entry.on },
  recordedOn: look.at,
  device: referTo<Device>("Device", deviceId(look, part, entry.implant)),
  bodySite: { text: part === "pump" ? entry.site : `tip at ${entry.catheter.tip}` },
});

type Operation = { readonly word: "implant" | "explant"; readonly on: string };

const operation = (
  look: Look,
  { word, on }: Operation,
  { implant, surgeon }: { implant: string; surgeon: string },
): Procedure => ({
  resourceType: "Procedure",
  id: nameIn(look, word, implant),
  status: "completed",
  code: own("procedure", word, `Intrathecal pump and catheter: ${word}`),
  subject: subjectOf(look),
  performedDateTime: on,
  performer: [{ actor: { display: surgeon } }],
});

const focal = (look: Look, implant: string, parts: readonly Part[]) =>
  parts.map((part) => ({ manipulated: referTo<Device>("Device", deviceId(look, part, implant)) }));

const notesOf = (...texts: readonly (string | undefined)[]): Pick<Procedure, "note"> => {
  const note = texts.filter((text) => text !== undefined).map((text) => ({ text }));
  return note.length === 0 ? {} : { note };
};

const implanted = (entry: ImplantEntry, look: Look): Procedure => {
  const { implant, site, replaces, comment } = entry;
  return {
    ...operation(look, { word: "implant", on: entry.on }, entry),
    bodySite: [{ text: site }],
    ...notesOf(replaces === undefined ? undefined : `replaces ${replaces}`, comment),
    focalDevice: focal(look, implant, PARTS),
  };
};

const takenParts = ({ taken }: ExplantEntry): readonly Part[] =>
  PARTS.filter((part) => taken.split("-and-").includes(part));

const explanted = (entry: ExplantEntry, look: Look): Procedure => {
  const { implant, left, sent, reason } = entry;
  return {
    ...operation(look, { word: "explant", on: entry.on }, entry),
    reasonCode: [{ text: reason.replaceAll("-", " ") }],
    ...notesOf(
      left === undefined ? undefined : `${left} found in the reservoir`,
      sent === undefined ? undefined : `sent to ${sent}`,
    ),
    focalDevice: focal(look, implant, takenParts(entry)),
  };
};

const ended = (entry: ExplantEntry, look: Look, part: Part) => [
  changed(look.found("Device", deviceId(look, part, entry.implant)), () => ({
    status: "inactive" as const,
  })),
  changed(
    look.found("DeviceUseStatement", useId(look, part, entry.implant)),
    ({ timingPeriod }) => ({
      status: "completed" as const,
      timingPeriod: { ...timingPeriod, end: entry.on },
    }),
  ),
];

/** The rows of implant and explant. */
export const IMPLANT_ROWS: readonly Row[] = [
  row(pumpImplanted, ["Device", "DeviceUseStatement", "Procedure"], (entry, look) => [
    withoutEmpty(pumpDevice(entry, look)),
    withoutEmpty(catheterDevice(entry, look)),
    ...PARTS.map((part) => useOf(part, entry, look)),
    implanted(entry, look),
  ]),
  row(pumpExplanted, ["Device", "DeviceUseStatement", "Procedure", ...STOPS], (entry, look) => [
    ...takenParts(entry).flatMap((part) => ended(entry, look, part)),
    ...(takenParts(entry).includes("pump") ? stopped(look, entry.implant, entry.on) : []),
    explanted(entry, look),
  ]),
];
