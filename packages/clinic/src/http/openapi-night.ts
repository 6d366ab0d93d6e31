// SPDX-License-Identifier: Apache-2.0
/** The kept nights in the OpenAPI description. */
import type { z } from "zod";
import { NIGHT, NIGHTLY } from "../desk/night.ts";
import type { Report } from "../report/report.ts";
import { nightListSchema } from "./nights.ts";
import { inBraces, nightPath, nightsPath } from "./path.ts";
import type { ProblemKind } from "./problem-kind.ts";

type Json = { readonly [key: string]: unknown };

/** What the description gives to its parts. */
type Pen = {
  readonly clinic: Json;
  readonly pdf: Json;
  readonly json: (schema: unknown) => Json;
  readonly schemaOf: (schema: z.ZodType) => Json;
  readonly problem: (kinds: readonly ProblemKind[]) => Json;
};

const PROBLEMS = ["malformed", "not-signed-in", "forbidden", "too-often", "no-database"] as const;

const WHICH = {
  name: "night",
  in: "path",
  required: true,
  description: "The clinic's day on which it was made",
  schema: { type: "string", pattern: NIGHT.source },
};

const listOf = ({ name, subject, who }: Report, pen: Pen): Json => ({
  operationId: `nights-${name}`,
  tags: [subject],
  summary: `The nights of which the report ${name} is kept, the newest first`,
  description: `For: ${who.join(", ")}.`,
  parameters: [pen.clinic],
  responses: {
    "200": { description: "What is kept", ...pen.json(pen.schemaOf(nightListSchema)) },
    ...pen.problem(PROBLEMS),
  },
});

const oneOf = ({ name, subject, who }: Report, pen: Pen): Json => ({
  operationId: `night-${name}`,
  tags: [subject],
  summary: `The report ${name} of one night, as it was made`,
  description: `For: ${who.join(", ")}.`,
  parameters: [pen.clinic, WHICH],
  responses: {
    "200": { description: "The report", ...pen.pdf },
    ...pen.problem([...PROBLEMS, "not-found"]),
  },
});

/** The paths of every report that is printed at night. */
export const nightPaths = (pen: Pen): Json =>
  Object.fromEntries(
    NIGHTLY.flatMap((row) => [
      [inBraces(nightsPath(row)), { get: listOf(row, pen) }],
      [inBraces(nightPath(row)), { get: oneOf(row, pen) }],
    ]),
  );
