// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of the incident file (`scenarios/*.yaml`): what was published and happened to
 * people, the cases of the virtual implant, what is done to it, and what must be seen.
 */
import { CHECK_KINDS, DRUG_IDS } from "@cisterna/therapy";
import { FAULT_KINDS, PLAIN_DEEDS } from "@cisterna/world";
import { z } from "zod";
import { caseFile } from "./case.ts";
import { countField, freeTextField, list, mapping, quantityField, wordField } from "./field.ts";
import { hazardId, idField, proseField, requirementId, sourceId } from "./safety.ts";

const moment = (about: string) => quantityField(about, "time", { zero: true, most: "3660 d" });
const some = { zero: true } as const;

const caseName = freeTextField("Name of a case of this file");

/** A word of the pump's own: the names of its events, reasons and modes. */
const pumpWord = (about: string) =>
  idField(about, { form: /^[a-z]+(-[a-z]+)*$/, like: "bolus-granted" });

const VERDICTS = [
  "within-limits",
  "ran-dry",
  "more-than-filled",
  "volume-discrepancy",
  "pocket-fill-suspected",
  "wrong-fill-suspected",
  "over-infusion",
  "under-infusion",
] as const;

const deed = mapping(
  {
    at: moment("When, after the start"),
    do: wordField("What is done", [
      "program",
      "stop",
      "scan",
      "refill",
      "retry",
      ...PLAIN_DEEDS,
    ]).optional(),
    fault: wordField("What befalls the hardware, in place of a deed", FAULT_KINDS).optional(),
    lasts: quantityField("How long a fault or a scan lasts", "time").optional(),
    severity: countField("How bad the fault is", { from: 1, upto: 1000 }).optional(),
    into: wordField("Where the needle truly stands", ["reservoir", "elsewhere"]).optional(),
    case: caseName.optional(),
    replaces: countField("Version that the sender believes to run", {
      from: 0,
      upto: 999_999,
    }).optional(),
    reason: freeTextField("Why delivery is stopped").optional(),
    longest: quantityField("How long a stop may last", "time").optional(),
    volume: quantityField("What is entered after a refill", "volume").optional(),
    back: countField("How many commands back", { from: 1, upto: 64 }).optional(),
  },
  "One thing that is done to the implant",
);

const between = <S extends z.ZodType>(amount: S, about: string) =>
  mapping({ least: amount, most: amount }, about);

const seen = mapping(
  {
    that: proseField("What must be seen, in words"),
    at: moment("The moment that is looked at").optional(),
    from: moment("Beginning of the span that is looked at").optional(),
    upto: moment("End of the span").optional(),
    event: pumpWord("An event of the pump's log").optional(),
    never: pumpWord("An event that must not be in the log").optional(),
    because: pumpWord("A reason of a refusal").optional(),
    alarm: pumpWord("An alarm that is found").optional(),
    no_alarm: pumpWord("An alarm that must not be found").optional(),
    heard: pumpWord("The alarm that the patient hears, or nothing").optional(),
    mode: pumpWord("What the pump says it is doing").optional(),
    flow: between(quantityField("Flow", "flow", some), "Flow that the pump states").optional(),
    delivered: between(
      quantityField("Volume", "volume", some),
      "Volume that the pump says it delivered",
    ).optional(),
    moved: between(
      quantityField("Volume", "volume", some),
      "Volume that truly left the reservoir through the mechanism",
    ).optional(),
    inside: between(
      quantityField("Volume", "volume", some),
      "Volume that truly is in the reservoir",
    ).optional(),
    replace_in: between(
      quantityField("Time", "time", some),
      "In how long the pump is to be replaced, by its own dates",
    ).optional(),
    drug: wordField("Drug whose mass at the tip is meant", DRUG_IDS).optional(),
    at_tip: between(quantityField("Mass", "mass", some), "Mass that left the tip").optional(),
    case: caseName.optional(),
    check: wordField("What the judge says of a case", CHECK_KINDS).optional(),
    verdict: wordField("What the comparison at the refill says", VERDICTS).optional(),
  },
  "One thing that must be seen",
);

/** `scenarios/*.yaml`. */
export const incidentFile = mapping(
  {
    incident: freeTextField("What it is, in a title"),
    sources: list(sourceId, "Where it was published, by ids of safety/sources.yaml"),
    hazards: list(hazardId, "Hazards that it shows"),
    requirements: list(requirementId, "Requirements that answer it"),
    published: proseField("What was published, in our words"),
    people: proseField("What happened to people"),
    here: proseField("What is done in the virtual implant, and what is different here"),
    cases: z.record(z.string(), caseFile).meta({ description: "Cases by name" }),
    start: caseName,
    limits: mapping(
      {
        hour: quantityField("Most in any hour", "volume").optional(),
        day: quantityField("Most in any day", "volume").optional(),
      },
      "Limits of the first program that are closer than its own",
    ).optional(),
    truth: mapping(
      {
        tubing: quantityField("What the pump's tubing really holds", "volume").optional(),
        catheter: quantityField("What the catheter really holds", "volume").optional(),
      },
      "Where the implant is other than its case says",
    ).optional(),
    fitted: list(
      wordField("Sensor", ["level", "pressure", "flow"]),
      "Sensors that the pump has beside the feedback of its drive",
    ).optional(),
    spent: countField("Thousandths of the battery that are spent", {
      from: 0,
      upto: 1000,
    }).optional(),
    done: list(deed, "What is done, in order").optional(),
    seen: list(seen, "What must be seen"),
  },
  "A published incident that a virtual implant lives through again",
);

/** A read incident file. */
export type IncidentFile = z.output<typeof incidentFile>;
