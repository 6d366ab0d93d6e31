// SPDX-License-Identifier: Apache-2.0
/**
 * The published schemas: JSON Schema of every file that a person writes and of what the commands
 * print with `--json`, derived from the definitions that read and type them. Writes `docs/schema/`
 * when it is run:
 *
 *   node tools/documents/schema.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { bedsideOutput } from "../../packages/cli/src/bedside/output.ts";
import { runOutput, validationOutput } from "../../packages/cli/src/run/output.ts";
import { bodyOutputs } from "../../packages/cli/src/run/population-output.ts";
import { caseFile } from "../../packages/cli/src/schema/case.ts";
import { incidentFile } from "../../packages/cli/src/schema/incident.ts";
import { localFile } from "../../packages/cli/src/schema/local.ts";
import { passportOutput, trustFile } from "../../packages/cli/src/schema/passport.ts";
import { planOutput, problemsOutput } from "../../packages/cli/src/schema/plan.ts";
import { protocolFile } from "../../packages/cli/src/schema/protocol.ts";
import {
  hazardsFile,
  requirementsFile,
  safetySourcesFile,
} from "../../packages/cli/src/schema/safety.ts";
import { scenarioFile } from "../../packages/cli/src/schema/scenario.ts";
import { studyFile } from "../../packages/cli/src/schema/study.ts";
import { exploreOutput, stormOutput } from "../../packages/cli/src/storm/output.ts";
import { studyOutput } from "../../packages/cli/src/study/output.ts";

const PUBLISHED = [
  { file: "case", title: "Cisterna case file", definition: caseFile, io: "input" },
  { file: "protocol", title: "Cisterna protocol file", definition: protocolFile, io: "input" },
  { file: "study", title: "Cisterna study file", definition: studyFile, io: "input" },
  {
    file: "study-run",
    title: "What study run --json prints",
    definition: studyOutput,
    io: "output",
  },
  {
    file: "local-formulary",
    title: "Cisterna local formulary file",
    definition: localFile,
    io: "input",
  },
  { file: "hazards", title: "Hazards of the safety file", definition: hazardsFile, io: "input" },
  {
    file: "requirements",
    title: "A group of requirements of the safety file",
    definition: requirementsFile,
    io: "input",
  },
  {
    file: "incident",
    title: "A published incident to live through again",
    definition: incidentFile,
    io: "input",
  },
  {
    file: "safety-sources",
    title: "Sources of the safety file",
    definition: safetySourcesFile,
    io: "input",
  },
  {
    file: "passport-trust",
    title: "The clinics whose passports are believed",
    definition: trustFile,
    io: "input",
  },
  {
    file: "passport",
    title: "What passport read --json prints",
    definition: passportOutput,
    io: "output",
  },
  { file: "plan", title: "What plan --json prints", definition: planOutput, io: "output" },
  { file: "run", title: "What run --json prints", definition: runOutput, io: "output" },
  { file: "body", title: "What body --json prints", definition: bodyOutputs, io: "output" },
  { file: "scenario", title: "Cisterna scenario file", definition: scenarioFile, io: "input" },
  { file: "storm", title: "What storm --json prints", definition: stormOutput, io: "output" },
  { file: "explore", title: "What explore --json prints", definition: exploreOutput, io: "output" },
  {
    file: "bedside",
    title: "What the steps of program and patient print with --json",
    definition: bedsideOutput,
    io: "output",
  },
  {
    file: "validation",
    title: "What validate --json prints",
    definition: validationOutput,
    io: "output",
  },
  {
    file: "problems",
    title: "What --json prints for a file that could not be read",
    definition: problemsOutput,
    io: "output",
  },
] as const;

/** Every published schema as text, by its file name in `docs/schema/`. */
export const publishedSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    PUBLISHED.map(({ file, title, definition, io }) => {
      const { $schema, ...rest } = z.toJSONSchema(definition, { io, reused: "inline" });
      return [`${file}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
    }),
  );

const write = (): void => {
  const folder = new URL("../../docs/schema/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of publishedSchemas()) writeFileSync(new URL(file, folder), text);
};

if (import.meta.main) write();
