// SPDX-License-Identifier: Apache-2.0
/** Kinds of problems and the shape of their documents, however they are then said. */
import { z } from "zod";

/** Every kind of problem: its status and its title. */
export const PROBLEMS = {
  malformed: [400, "The request cannot be read"],
  "not-signed-in": [401, "Sign in first"],
  "wrong-password": [401, "Account, password or code is wrong"],
  "wrong-passkey": [401, "The passkey does not open this, or its challenge is over"],
  "prove-yourself": [401, "You were away: give your password or passkey again"],
  forbidden: [403, "You may not do this"],
  "guard-missing": [403, "The request does not come from a page of this clinic"],
  "not-found": [404, "There is no such thing"],
  "wrong-method": [405, "This address does not take this method"],
  "key-taken": [409, "This key was used for another request"],
  stale: [412, "Somebody was here before you: read again"],
  "upgrade-needed": [426, "This address speaks WebSocket only"],
  "too-large": [413, "The request is too large"],
  "wrong-type": [415, "Only JSON is taken"],
  refused: [422, "Understood, and not allowed"],
  "too-often": [429, "Too many requests: wait"],
  resting: [429, "Too many wrong passwords: wait"],
  broken: [500, "The program is wrong here; please report it with the request's id"],
  "no-database": [503, "The record cannot be reached; nothing was written"],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

/** A kind of problem. */
export type ProblemKind = keyof typeof PROBLEMS;

const refusalSchema = z.object({
  kind: z.string(),
  path: z.string().meta({ description: "The field, such as input.drugs[0].concentration" }),
  read: z.string().meta({ description: "What was read, shortened; never a secret" }),
  accepted: z.string().meta({ description: "What would be accepted" }),
});

/** The shape of a problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  instance: z.string().meta({ description: "The id of the request, as the log has it" }),
  refusals: z.array(refusalSchema).optional(),
  revision: z.int().optional().meta({ description: "The newest revision, where one was stale" }),
  until: z.string().optional().meta({ description: "When to try again" }),
});

/** The document of a problem. */
export type ProblemDocument = z.output<typeof problemSchema>;
