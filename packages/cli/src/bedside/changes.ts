// SPDX-License-Identifier: Apache-2.0
/** Changes of a prescription and of the reservoir: judged, read back, signed. */
import {
  accepted,
  assert,
  inNanolitres,
  minus,
  type Nanolitres,
  print,
  type Result,
  readQuantity,
  refused,
  volumeOf,
} from "@cisterna/quantity";
import { canonicalText } from "@cisterna/record";
import { fluidId, type Program, reconcile } from "@cisterna/therapy";
import type { Option, Refusal } from "../shell/command.ts";
import { prose } from "../text/en.ts";
import { type Contact, type Taken, turnedDown } from "./contact.ts";
import { PRESCRIPTION_OPTIONS, type Prescribed, prescribed, programFor } from "./prescription.ts";
import { SIGN_OPTIONS, signedOrder } from "./signature.ts";
import { type Given, type Step, toldTo } from "./step.ts";

const CATHETER: Option = {
  name: "catheter",
  value: "ID",
  about: "id of the catheter that a prime fills; another one for each catheter",
};

/** `change`: another program for the fluid that is in the pump. */
export const change: Step = {
  name: "change",
  summary: "Changes the prescription: flow, pattern, bolus, on-demand; judged, read back, signed",
  example: 'program change CIS-0001 --me doctor.json --basal "2.4 mg/d"',
  role: "clinician",
  channel: "near",
  options: [...PRESCRIPTION_OPTIONS, CATHETER, ...SIGN_OPTIONS],
  details: "Without --sign and without a terminal nothing is signed: the hash to name is shown.",
  take: async (contact, given) => {
    const judged = await prescribed(contact, given);
    if (!judged.ok) return turnedDown(judged.refusals, judged.lines);
    const { plan } = judged.prescribed;
    const { fluid } = contact.dossier.status;
    const asked = fluidId(plan.of.reservoir.fluid);
    if (asked !== fluid) {
      const refusal = { kind: "fluid-differs", path: "case", asked, held: fluid, by: "programmer" };
      return turnedDown([refusal], judged.prescribed.checks);
    }
    const told = {
      kind: "program",
      program: programFor(contact, plan),
      replaces: contact.dossier.program?.version ?? null,
      catheter: given("catheter") ?? null,
    } as const;
    return signedOrder(contact, { told, prescribed: judged.prescribed }, given);
  },
};

const aspiratedIn = (given: Given): Result<Nanolitres, Refusal> => {
  const read = given("aspirated") ?? "";
  const volume = readQuantity(read, "volume");
  if (volume.ok) return accepted(inNanolitres(volume.value, "nearest"));
  const kind = volume.refusals[0].kind;
  return refused({ kind, path: "aspirated", read, accepted: 'a volume such as "3.2 mL"' });
};

const MEANING: Readonly<Record<string, string>> = {
  "within-limits": "within what is accepted",
  "ran-dry": "by its program the pump ran dry",
  "more-than-filled": "more came out than was filled",
  "volume-discrepancy": "investigate before going on",
  "pocket-fill-suspected": "rule out that the last fill went beside the reservoir",
  "wrong-fill-suspected": "rule out that less was filled than was entered",
  "over-infusion": "the pump gave more than programmed",
  "under-infusion": "the pump gave less than programmed",
};

/** Aspirated against computed, as the therapy judges it. */
const comparison = ({ dossier }: Contact, aspirated: Nanolitres): readonly string[] => {
  if (dossier.program === null) return [];
  const filled = volumeOf(dossier.filled);
  const visit = {
    filled,
    reservoir: volumeOf(dossier.device.capacity),
    programmed: minus(filled, volumeOf(dossier.status.reservoir)),
    aspirated: volumeOf(aspirated),
  };
  const { expected, verdicts } = reconcile(visit);
  const words = verdicts.map(({ kind }) => MEANING[kind] ?? kind).join("; ");
  return [
    prose`Reservoir: ${print(expected, "mL")} expected, ${print(volumeOf(aspirated), "mL")}
      aspirated: ${words}`,
  ];
};

/** What a program asks for, whatever its version and its beginning, in one form. */
const askedBy = ({ week, titration, periodic, onDemand, minimum, ...rest }: Program): string => {
  const { onFault, fluid, limits } = rest;
  const asked = { week, titration, periodic, onDemand, minimum, onFault, fluid, limits };
  const text = canonicalText(asked);
  assert(text.ok, "a program is data of the record");
  return text.value;
};

/** Whether two programs ask for the same. */
const isSame = (one: Program | null, other: Program): boolean =>
  one !== null && askedBy(one) === askedBy(other);

type Fill = { readonly aspirated: Nanolitres; readonly prescribed: Prescribed };

/** The same fluid and the same program: no signature is needed, the needle is. */
const refilled = async (
  contact: Contact,
  { aspirated, prescribed: asked }: Fill,
): Promise<Taken> => {
  const { volume, fluid } = fillOf(asked);
  const taken = await toldTo(contact, { kind: "refill", aspirated, volume, fluid });
  return { ...taken, lines: [...comparison(contact, aspirated), ...taken.lines] };
};

const fillOf = ({ plan }: Prescribed) => ({
  volume: inNanolitres(minus(plan.of.reservoir.volume, plan.constants.residual), "down"),
  fluid: fluidId(plan.of.reservoir.fluid),
});

const exchanged = async (contact: Contact, fill: Fill, given: Given): Promise<Taken> => {
  const { plan } = fill.prescribed;
  const told = {
    kind: "exchange",
    aspirated: fill.aspirated,
    ...fillOf(fill.prescribed),
    program: programFor(contact, plan),
    replaces: contact.dossier.program?.version ?? null,
    catheter: given("catheter") ?? null,
  } as const;
  const checks = [...comparison(contact, fill.aspirated), ...fill.prescribed.checks];
  const order = { told, prescribed: { ...fill.prescribed, checks } };
  return signedOrder(contact, order, given);
};

/** `refill`: the reservoir is filled; with another fluid its program comes in the same breath. */
export const refill: Step = {
  name: "refill",
  summary: "Fills the reservoir; another fluid comes with its program, prime or bridge, signed",
  example: 'program refill CIS-0001 --me doctor.json --case visit.yaml --aspirated "3.2 mL"',
  role: "clinician",
  channel: "near",
  options: [
    { name: "aspirated", value: "VOLUME", about: "what the needle found", needed: true },
    ...PRESCRIPTION_OPTIONS,
    CATHETER,
    ...SIGN_OPTIONS,
  ],
  details: "The case says what is filled. The same fluid with the same program needs no signature.",
  check: (given) => {
    const aspirated = aspiratedIn(given);
    return aspirated.ok || given("aspirated") === undefined ? [] : aspirated.refusals;
  },
  take: async (contact, given) => {
    const aspirated = aspiratedIn(given);
    if (!aspirated.ok) return turnedDown(aspirated.refusals);
    const judged = await prescribed(contact, given);
    if (!judged.ok) {
      return turnedDown(judged.refusals, [
        ...comparison(contact, aspirated.value),
        ...judged.lines,
      ]);
    }
    const fill = { aspirated: aspirated.value, prescribed: judged.prescribed };
    const { plan } = judged.prescribed;
    const same = fillOf(judged.prescribed).fluid === contact.dossier.status.fluid;
    return same && isSame(contact.dossier.program, programFor(contact, plan))
      ? refilled(contact, fill)
      : exchanged(contact, fill, given);
  },
};
