// SPDX-License-Identifier: Apache-2.0
/**
 * Problems: how a request that has no effect is answered (RFC 9457). Every field that is wrong is
 * named, with what was read and what would be accepted; a secret that was read is never repeated.
 */
import type { FastifyReply } from "fastify";
import type { Refusal } from "../desk/row.ts";
import { FHIR_JSON, isFhir, outcomeOf } from "./outcome.ts";
import { PROBLEMS, type ProblemDocument, type ProblemKind } from "./problem-kind.ts";

/** What a problem says beside its kind. */
type Details = {
  readonly refusals?: readonly Refusal[];
  readonly revision?: number;
  readonly until?: number;
};

const SECRET = /(^|\.)(password|factor|code)$/;

const discreet = (refusal: Refusal): Refusal =>
  SECRET.test(refusal.path) ? { ...refusal, read: "" } : refusal;

/** The document of a problem. */
const problemOf = (kind: ProblemKind, instance: string, details: Details = {}): ProblemDocument => {
  const [status, title] = PROBLEMS[kind];
  const { refusals, revision, until } = details;
  return {
    type: `urn:cisterna:problem:${kind}`,
    title,
    status,
    instance: `urn:cisterna:request:${instance}`,
    ...(refusals === undefined ? {} : { refusals: refusals.map(discreet) }),
    ...(revision === undefined ? {} : { revision }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
};

/** Answers with a problem. */
export const sendProblem = (
  reply: FastifyReply,
  kind: ProblemKind,
  details?: Details,
): FastifyReply => {
  const { until } = details ?? {};
  if (until !== undefined) {
    const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
    void reply.header("retry-after", seconds);
  }
  const document = problemOf(kind, reply.request.id, details);
  const inFhir = isFhir(reply.request.url);
  return reply
    .code(PROBLEMS[kind][0])
    .header("content-type", inFhir ? FHIR_JSON : "application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .send(JSON.stringify(inFhir ? outcomeOf(kind, document) : document));
};
