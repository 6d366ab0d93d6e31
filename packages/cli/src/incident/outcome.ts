// SPDX-License-Identifier: Apache-2.0
/** An incident file lived through: what was seen, as a page and as a document. */
import { sightsOf } from "@cisterna/world";
import { problemsOutcome } from "../commands/plan.ts";
import type { Outcome } from "../shell/command.ts";
import { incidentText } from "../text/en/incident.ts";
import { readIncident, type Told } from "./file.ts";

/** Whether a text wants to be an incident file. */
export const isIncident = (text: string): boolean => /^incident:/m.test(text);

const lived = (told: Told): Outcome => {
  const sights = sightsOf(told.incident);
  const { incident, hazards, requirements, sources } = told.file;
  return {
    status: sights.every(({ holds }) => holds) ? 0 : 1,
    json: { incident, hazards, requirements, sources, seen: sights },
    text: incidentText(told, sights),
  };
};

/** Lives through the incident of a text. */
export const incidentOutcome = (file: string, text: string): Outcome => {
  const reading = readIncident(text);
  return reading.ok ? lived(reading.value) : problemsOutcome(file, reading.refusals);
};
