// SPDX-License-Identifier: Apache-2.0
/** A patient's chronicle in the OpenAPI description. */
import type { z } from "zod";
import { CHRONICLE, chronicleAsked, chronicleSchema } from "./chronicle.ts";
import { inBraces, pathOf } from "./path.ts";
import type { ProblemKind } from "./problem-kind.ts";

type Json = { readonly [key: string]: unknown };

/** What the description gives to its parts. */
type Pen = {
  readonly clinic: Json;
  readonly patient: Json;
  readonly json: (schema: unknown) => Json;
  readonly schemaOf: (schema: z.ZodType) => Json;
  readonly problem: (kinds: readonly ProblemKind[]) => Json;
};

const PROBLEMS = [
  ...["malformed", "not-signed-in", "forbidden", "not-found", "too-often", "no-database"],
] as const;

/** The path of the chronicle. */
export const chroniclePaths = ({ clinic, patient, json, schemaOf, problem }: Pen): Json => ({
  [inBraces(pathOf(CHRONICLE))]: {
    get: {
      operationId: CHRONICLE.name,
      tags: [CHRONICLE.subject],
      summary: "Everything that was told of a patient, the newest first: what, when, by whom, why",
      description: `For: ${CHRONICLE.who.join(", ")}.`,
      parameters: [
        clinic,
        patient,
        {
          name: "before",
          in: "query",
          required: false,
          description: chronicleAsked.shape.before.description,
          schema: { type: "string", pattern: "^[1-9]\\d{0,8}$" },
        },
      ],
      responses: {
        "200": { description: "A page of it", ...json(schemaOf(chronicleSchema)) },
        ...problem(PROBLEMS),
      },
    },
  },
});
