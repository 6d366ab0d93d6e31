// SPDX-License-Identifier: Apache-2.0
/**
 * MRI: what is known of this pump in the magnet is read before, and the pump is found again after.
 * Until it is, a task stands.
 */
import { exceeds, printDay, quantity } from "@cisterna/quantity";
import { pumpOf } from "@cisterna/therapy";
import { type ScanEntry, scan, scanAfter } from "../course/entry/scan.ts";
import { taskClosed, taskRaised } from "../course/follow-up.ts";
import {
  type ImplantState,
  implantOf,
  type PatientState,
  patientFact,
  replaced,
} from "../course/patient.ts";
import { happened } from "../course/rule.ts";
import { command } from "../course/standing.ts";
import { facts } from "../fact/command.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { visitCommitted, visitRefusal } from "./step.ts";
import { instantFrom } from "./written.ts";

const onImplant = (
  patient: PatientState,
  name: string,
  next: (implant: ImplantState) => ImplantState,
): PatientState => ({
  ...patient,
  implants: replaced<ImplantState>(
    patient.implants,
    ({ entry, explant }) => entry.implant === name && explant === null,
    next,
  ),
});

const prepared = (implant: ImplantState, scan: ScanEntry, at: string): ImplantState =>
  scan.reservoir === "emptied"
    ? { ...implant, scan, emptied: true, empties: [...implant.empties, at] }
    : { ...implant, scan };

/** An examination was prepared. */
export const scanPrepared = patientFact({
  kind: "scan-prepared",
  version: 1,
  payload: scan,
  evolve: (patient, entry, { at }) =>
    onImplant(patient, entry.implant, (each) => prepared(each, entry, at)),
});

/** The pump was found again as it should be. */
export const scanCleared = patientFact({
  kind: "scan-cleared",
  version: 1,
  payload: scanAfter,
  evolve: (patient, entry) =>
    onImplant(patient, entry.implant, (each) => ({ ...each, scan: null })),
});

/** What is known of an implant's pump in the magnet, each behaviour once. */
const knownOf = (patient: PatientState, name: string): readonly string[] => {
  const implant = implantOf(patient, name);
  if (implant === undefined) return [];
  return [...new Set(pumpOf(implant.entry.pump.model).mri.map(({ behaviour }) => behaviour))];
};

const unread = (known: readonly string[], read: readonly string[]): Refusal | null => {
  const open = known.filter((each) => !read.includes(each));
  return open.length === 0
    ? null
    : refusal("check-not-confirmed", "read", { read: read.join(", "), accepted: open.join(", ") });
};

/** Prepares an MRI examination. */
export const prepareScan = command({
  name: "prepare-mri",
  subject: "patient",
  about: "Prepares an MRI examination: what is known of this pump in the magnet has to be read",
  who: TREATING,
  signature: "sign",
  input: scan,
  decide: ({ patient }, input) => {
    const known = knownOf(patient, input.implant);
    return (
      refusedBy([
        visitRefusal(patient, input.visit, ["mri"]),
        unread(known, input.read),
        known.includes("empty-before") && input.reservoir !== "emptied"
          ? refusal("reservoir-not-empty", "reservoir", {
              read: input.reservoir,
              accepted: "emptied: the valves of this pump may open in the magnet",
            })
          : null,
      ]) ??
      facts(
        scanPrepared.of(input),
        taskRaised.of({
          task: `${input.visit}.after-mri`,
          kind: "check-after-mri",
          due: printDay(instantFrom(input.planned_end)),
          implant: input.implant,
          because: "the pump has to be found running with its program after the examination",
          who: "nurse",
        }),
      )
    );
  },
});

/** A pump that stood for longer than this may deliver too much afterwards. Source: [n9]. */
const LONG_STOP = quantity("48 h", "time");

/** Clears an MRI examination. */
export const clearScan = command({
  name: "clear-mri",
  subject: "patient",
  about: "Takes down how the pump was found after an MRI examination; until then a task stands",
  who: TREATING,
  signature: "sign",
  input: scanAfter,
  decide: ({ patient }, input, context) => {
    const prepared = implantOf(patient, input.implant)?.scan ?? null;
    const stood = exceeds(quantity(input.stopped, "time"), LONG_STOP);
    return (
      refusedBy([
        visitRefusal(patient, input.visit, ["mri"]),
        prepared === null
          ? refusal("out-of-order", "implant", { read: input.implant, accepted: "prepare-mri" })
          : null,
        happened(input.at, "at", context),
        input.running
          ? null
          : refusal("program-differs", "running", {
              read: "false",
              accepted: "true; a pump that stands is reported as pump-stall and treated",
            }),
        input.program_unchanged
          ? null
          : refusal("program-differs", "program_unchanged", {
              read: "false",
              accepted: "true; otherwise program the pump again in a visit first",
            }),
      ]) ??
      facts(
        scanCleared.of(input),
        taskClosed.of({ task: `${input.visit}.after-mri`, how: "the pump was found running" }),
        ...(stood
          ? [
              taskRaised.of({
                task: `${input.visit}.rate`,
                kind: "check-rate",
                due: printDay(context.now),
                implant: input.implant,
                because: `the pump stood for ${input.stopped}`,
                who: "physician",
              }),
            ]
          : []),
        visitCommitted.of({ visit: input.visit }),
      )
    );
  },
});
