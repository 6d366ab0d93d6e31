// SPDX-License-Identifier: Apache-2.0
/**
 * Telemetry in the OpenAPI description. OpenAPI has no word for a WebSocket: its address is
 * described as the request that asks for one, and the frames behind it are those of `docs/link.md`.
 */
import { z } from "zod";
import { PUMP_STATES } from "../implants/find.ts";
import type { ProblemKind } from "./problem-kind.ts";
import { CHANNELS, certificateBody } from "./telemetry.ts";

/** Something of the description. */
export type Json = { readonly [key: string]: unknown };

/** What the description gives to its parts. */
export type Pen = {
  readonly clinic: Json;
  readonly patient: Json;
  readonly guard: Json;
  readonly json: (schema: unknown) => Json;
  readonly schemaOf: (schema: z.ZodType) => Json;
  readonly problem: (kinds: readonly ProblemKind[]) => Json;
};

const foundSchema = z.object({
  pump: z.string().nullable().meta({ description: "Its serial number; null: none is on record" }),
  state: z.enum(PUMP_STATES),
});

const hex = z.string().meta({ description: "Bytes in hexadecimal digits" });

const certifiedSchema = z.object({
  role: z.literal("clinician"),
  name: z.string(),
  epoch: z.int(),
  key: hex,
  signing: hex,
  signature: hex.meta({ description: "The clinic's, over all of these" }),
});

/** An implant in an address. */
export const IMPLANT = {
  name: "implant",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[A-Za-z0-9.-]{1,64}$" },
};

/** A channel in an address. */
export const CHANNEL = {
  name: "channel",
  in: "path",
  required: true,
  description: "near: the coil on the skin; far: the air of the room",
  schema: { type: "string", enum: CHANNELS },
};

const READING: readonly ProblemKind[] = [
  "malformed",
  "not-signed-in",
  "forbidden",
  "not-found",
  "too-often",
  "no-database",
];

/** A header that has to be there. */
export const header = (name: string, description: string): Json => ({
  ...{ name, in: "header", required: true, description },
  schema: { type: "string" },
});

const socketOf = ({ clinic, patient, problem }: Pen): Json => ({
  operationId: "telemetry-air",
  tags: ["telemetry"],
  summary: "Opens a WebSocket to the air of a virtual implant",
  description:
    "For a page of this clinic. Binary messages, each one frame of the link (docs/link.md), of a " +
    "session that ends in the page and in the pump; the server carries bytes. Closed with 1003 " +
    "(text), 1008 (too many frames), 1009 (too large), 4401 (signed out), 4404 (the implant went)" +
    ", 4408 (nobody spoke).",
  parameters: [
    ...[clinic, patient, IMPLANT, CHANNEL],
    header("origin", "This server's own"),
    header("sec-websocket-protocol", "cisterna-link, and the guard that signing in gave"),
  ],
  responses: {
    "101": { description: "The socket is open" },
    ...problem([...READING, "prove-yourself", "guard-missing", "upgrade-needed"]),
  },
});

const certificateOf = ({ clinic, guard, json, schemaOf, problem }: Pen): Json => ({
  operationId: "programmer-certificate",
  tags: ["telemetry"],
  summary: "The clinic's word for the public keys of a programmer, signed",
  description:
    "For who treats. What these keys sign a pump obeys: it takes both factors, or a passkey.",
  parameters: [clinic, guard],
  requestBody: { required: true, ...json(schemaOf(certificateBody)) },
  responses: {
    "201": { description: "The certificate", ...json(schemaOf(certifiedSchema)) },
    ...problem([
      ...READING,
      "wrong-password",
      "wrong-passkey",
      "guard-missing",
      "refused",
      "resting",
    ]),
  },
});

/** The paths of telemetry. */
export const telemetryPaths = (pen: Pen): Json => {
  const { clinic, patient, json, schemaOf, problem } = pen;
  const implant = "/api/clinics/{clinic}/patients/{patient}/implants/{implant}/telemetry";
  return {
    [implant]: {
      get: {
        operationId: "telemetry",
        tags: ["telemetry"],
        summary: "Which pump an implant is, and whether this server hosts it",
        parameters: [clinic, patient, IMPLANT],
        responses: {
          "200": { description: "Where it is", ...json(schemaOf(foundSchema)) },
          ...problem(READING),
        },
      },
    },
    [`${implant}/{channel}`]: { get: socketOf(pen) },
    "/api/clinics/{clinic}/programmer-certificate": { post: certificateOf(pen) },
  };
};
