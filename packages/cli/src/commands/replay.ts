// SPDX-License-Identifier: Apache-2.0
/**
 * `replay FILE`: a published incident is lived through and what must be seen is looked for; a
 * scenario is lived again and held to every law; the log of a record is read, its chain checked.
 */
import { createHash } from "node:crypto";
import { CONTROLLER } from "@cisterna/pump";
import { fromLines, headOf, type LineRefusal, type Log } from "@cisterna/record";
import { type Lived, reachCounts, replayed, type Scenario } from "@cisterna/world";
import { incidentOutcome, isIncident } from "../incident/outcome.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { isScenario, readScenario } from "../storm/file.ts";
import { violationText } from "../text/en/storm.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const scenarioText = ({ title, source, life }: Scenario, { violations, events, hash }: Lived) =>
  [
    `${title} (${source})`,
    `${life.turns.length} turns, ${events} events`,
    ...violations.map((each) => `  ${violationText(each)}`),
    violations.length === 0 ? "every law holds" : `${violations.length} violations`,
    `hash ${hash}`,
  ]
    .map((line) => `${line}\n`)
    .join("");

const livedAgain = (scenario: Scenario): Outcome => {
  const lived = replayed(scenario, CONTROLLER);
  const { violations, events, reach, hash } = lived;
  return {
    status: violations.length === 0 ? 0 : 1,
    json: {
      scenario: scenario.title,
      source: scenario.source,
      violations,
      events,
      reached: Object.fromEntries(reachCounts(reach)),
      hash,
    },
    text: scenarioText(scenario, lived),
  };
};

const brokenLog = (refusal: LineRefusal): Outcome => ({
  status: 1,
  json: { refusals: [{ ...refusal, path: `line ${refusal.line}` }] },
  text: `The record is not as it was written: line ${refusal.line}, ${refusal.kind}\n`,
});

const kindsIn = (log: Log): Readonly<Record<string, number>> => {
  const kinds = new Map<string, number>();
  for (const { kind } of log) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return Object.fromEntries([...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const verified = (text: string): Outcome => {
  const log = fromLines(text, sha256);
  if (!log.ok) return brokenLog(log.refusals[0]);
  const kinds = kindsIn(log.value);
  const [entries, head] = [log.value.length, headOf(log.value)];
  const lines = Object.entries(kinds).map(([kind, times]) => `  ${kind} ${times}\n`);
  return done(
    { entries, kinds, head },
    `${entries} entries, each as it was written\n${lines.join("")}head ${head}\n`,
  );
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const path = operandOf(request, 0) ?? "-";
  const text = await io.readText(path);
  if (!text.ok) return refusedOutcome(text.refusals);
  if (isIncident(text.value)) return incidentOutcome(path, text.value);
  if (!isScenario(text.value)) return verified(text.value);
  const scenario = readScenario(text.value, path);
  return scenario.ok ? livedAgain(scenario.value) : refusedOutcome(scenario.refusals);
};

/** `./cisterna replay`. */
export const command: CommandModule = {
  name: "replay",
  summary: "Lives an incident or a scenario again, or checks the log of a record",
  example: "replay scenarios/unfinished-update.yaml",
  operands: [
    {
      name: "FILE",
      about: "incident (YAML), scenario (JSON) or log (JSON Lines); - for standard input",
      needed: true,
    },
  ],
  options: [],
  run,
};
