// SPDX-License-Identifier: Apache-2.0
/** The dry run of a pump list in the OpenAPI description. */
import type { z } from "zod";
import { dryRunSchema, IMPORTING, pumpList } from "../pumplist/import.ts";
import type { ProblemKind } from "./problem-kind.ts";

type Json = { readonly [key: string]: unknown };

/** What the description gives to its parts. */
type Pen = {
  readonly parameters: readonly Json[];
  readonly json: (schema: unknown) => Json;
  readonly schemaOf: (schema: z.ZodType) => Json;
  readonly problem: (kinds: readonly ProblemKind[]) => Json;
};

const PROBLEMS = [
  ...["malformed", "not-signed-in", "forbidden", "too-often", "no-database"],
  ...["guard-missing", "too-large", "wrong-type"],
] as const;

/** The path of the dry run. */
export const pumpListPaths = ({ parameters, json, schemaOf, problem }: Pen): Json => ({
  "/api/clinics/{clinic}/check-pump-list": {
    post: {
      operationId: "check-pump-list",
      tags: ["clinic"],
      summary: "What each line of a pump list would come to, and every problem; writes nothing",
      description: `For: ${IMPORTING.join(", ")}.`,
      parameters,
      requestBody: { required: true, ...json(schemaOf(pumpList)) },
      responses: {
        "200": { description: "What the list would come to", ...json(schemaOf(dryRunSchema)) },
        ...problem(PROBLEMS),
      },
    },
  },
});
