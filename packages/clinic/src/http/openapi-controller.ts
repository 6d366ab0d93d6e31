// SPDX-License-Identifier: Apache-2.0
/** Patients' controllers in the OpenAPI description: the pass, the clinic's word, the air. */
import { z } from "zod";
import { PUMP_STATES } from "../implants/find.ts";
import { passBody } from "./body.ts";
import { CHANNEL, header, IMPLANT, type Json, type Pen } from "./openapi-telemetry.ts";
import type { ProblemKind } from "./problem-kind.ts";

const wordSchema = z.object({
  clinic: z.object({
    clinic: z.string(),
    name: z.string(),
    zone: z.string(),
    phone: z.string().nullable(),
  }),
  name: z.string().nullable().meta({ description: "Whose controller it is" }),
  implants: z.array(
    z.object({
      implant: z.string(),
      pump: z.string().nullable(),
      state: z.enum(PUMP_STATES),
      due: z.string().nullable().meta({ description: "When a refill is due at the latest" }),
      appointment: z.string().nullable(),
      passport: z
        .object({ text: z.string(), issued: z.string(), stands: z.string() })
        .nullable()
        .meta({ description: "The newest that was not taken back" }),
    }),
  ),
});

const READING: readonly ProblemKind[] = ["not-signed-in", "too-often", "no-database"];

/** Nobody's session: the cookie of a pass. */
const BY_PASS = { security: [{ pass: [] }], tags: ["controller"] };

/** How a session and a pass are sent. */
export const SCHEMES = {
  session: { type: "apiKey", in: "cookie", name: "cisterna" },
  pass: { type: "apiKey", in: "cookie", name: "cisterna-controller" },
};

/** The paths of controllers. */
export const controllerPaths = ({ clinic, json, schemaOf, problem }: Pen): Json => ({
  "/api/clinics/{clinic}/controller": {
    post: {
      operationId: "take-pass",
      tags: ["controller"],
      summary: "Gives a patient's controller its pass, in a cookie",
      parameters: [clinic],
      requestBody: { required: true, ...json(schemaOf(passBody)) },
      security: [],
      responses: {
        "204": { description: "The pass is in the cookie" },
        ...problem(["malformed", "wrong-password", "resting", "too-often", "no-database"]),
      },
    },
    get: {
      ...BY_PASS,
      operationId: "controller",
      summary: "The clinic's word for the patient: its telephone, the refill, the passport",
      parameters: [clinic],
      responses: {
        "200": { description: "What it says", ...json(schemaOf(wordSchema)) },
        ...problem(READING),
      },
    },
    delete: {
      ...BY_PASS,
      operationId: "give-pass-back",
      summary: "Ends the pass",
      parameters: [clinic],
      responses: { "204": { description: "Ended" }, ...problem([...READING, "guard-missing"]) },
    },
  },
  "/api/clinics/{clinic}/controller/implants/{implant}/{channel}": {
    get: {
      ...BY_PASS,
      operationId: "controller-air",
      summary: "Opens a WebSocket to the air of the patient's own virtual implant",
      description: "As `telemetry-air`, with the pass in place of a session and its guard.",
      parameters: [
        ...[clinic, IMPLANT, CHANNEL, header("origin", "This server's own")],
        header("sec-websocket-protocol", "cisterna-link"),
      ],
      responses: {
        "101": { description: "The socket is open" },
        ...problem([...READING, "not-found", "guard-missing", "upgrade-needed"]),
      },
    },
  },
});
