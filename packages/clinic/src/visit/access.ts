// SPDX-License-Identifier: Apache-2.0
/**
 * Catheter access: a path of its own. Its facts know no reservoir and no program, so that nothing
 * that is done at the access port can ever be mistaken for a refill; and nothing is injected before
 * spinal fluid came back.
 */
import { z } from "zod";
import { patientFact } from "../course/patient.ts";
import { command } from "../course/standing.ts";
import { facts } from "../fact/command.ts";
import { amount, id, line, mapping, prose, truth, word } from "../fact/field.ts";
import { refusal, refusedBy } from "../fact/refusal.ts";
import { visitCommitted, visitRefusal } from "./step.ts";

const injected = z.discriminatedUnion(
  "kind",
  [
    mapping({ kind: z.literal("nothing") }, "Nothing was injected"),
    mapping(
      {
        kind: z.literal("contrast"),
        name: line("Contrast medium, with what makes it fit for intrathecal use"),
        volume: amount("Volume", "volume"),
        seen: prose("What was seen"),
      },
      "A contrast medium",
    ),
    mapping(
      {
        kind: z.literal("drug"),
        name: line("Drug and concentration"),
        volume: amount("Volume", "volume"),
        because: prose("Why here"),
      },
      "A drug",
    ),
  ],
  { error: () => "one of kind nothing, contrast or drug" },
);

const access = mapping(
  {
    visit: id("The visit"),
    implant: id("The implant"),
    csf: truth("Whether spinal fluid came back freely"),
    aspirated: amount("Volume drawn out before anything was injected", "volume", { zero: true }),
    injected,
    result: word("What it showed", ["patent", "occluded", "leak", "dislocated", "not-conclusive"]),
  },
  "The catheter accessed through its port",
);

/** The catheter was accessed. */
export const catheterAccessed = patientFact({
  kind: "catheter-accessed",
  version: 1,
  payload: access,
  evolve: (patient, entry) => ({ ...patient, accesses: [...patient.accesses, entry] }),
});

/** Takes down an access to the catheter. */
export const recordAccess = command({
  name: "record-access",
  subject: "patient",
  about: "Takes down an access to the catheter through its port, which never touches the reservoir",
  who: ["physician"],
  signature: "sign",
  input: access,
  decide: ({ patient }, input) =>
    refusedBy([
      visitRefusal(patient, input.visit, ["catheter-access", "dye-study"]),
      input.csf || input.injected.kind === "nothing"
        ? null
        : refusal("aspirate-not-confirmed", "csf", {
            read: "false",
            accepted: "true before anything is injected, or injected of kind nothing",
          }),
    ]) ?? facts(catheterAccessed.of(input), visitCommitted.of({ visit: input.visit })),
});
