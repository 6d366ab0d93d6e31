// SPDX-License-Identifier: Apache-2.0
/**
 * Visitors: who sends a request, by the cookie of a session; and whether a request that changes
 * something comes from a page of ours, by the guard that only such a page knows.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Desk, Served } from "../desk/desk.ts";
import { openAccountOf } from "../desk/permission.ts";
import type { Account, People } from "../people/account.ts";
import { type Session, useSession } from "../people/session.ts";
import { sendProblem } from "./problem.ts";

/** The name of the cookie. */
export const COOKIE = "cisterna";

/** The header that holds the guard. */
const GUARD = "x-cisterna-guard";

/** Somebody signed in at the clinic that the address names. */
export type Visitor = {
  readonly served: Served;
  readonly session: Session;
  readonly account: Account;
  readonly people: People;
};

const CLINIC = /^[a-z][a-z0-9-]{0,62}$/;

/** The clinic that an address names. */
export const servedAt = async (desk: Desk, request: FastifyRequest): Promise<Served | null> => {
  const { clinic } = request.params as { readonly clinic?: string };
  return clinic !== undefined && CLINIC.test(clinic) ? desk.serve(clinic) : null;
};

/** Says for how many seconds nobody has touched the page: a page that asks by itself sends it. */
export const REST = "x-cisterna-rest";

/** How the header is written. */
export const SECONDS = /^\d{1,6}$/;

const restedMs = ({ headers }: FastifyRequest): number => {
  const said = String(headers[REST] ?? "");
  return SECONDS.test(said) ? Number(said) * 1_000 : 0;
};

const foundBy = async (
  desk: Desk,
  served: Served | null,
  request: FastifyRequest,
): Promise<Visitor | null> => {
  const token = request.cookies[COOKIE];
  if (token === undefined || served === null) return null;
  const { clinic } = served;
  return served.together(async (scope, { state }) => {
    const session = await useSession(scope, {
      ...{ clinic, token },
      now: desk.now(),
      restedMs: restedMs(request),
    });
    if (session === null) return null;
    const { people } = state;
    const account = openAccountOf(people, session.account);
    return account === null ? null : { served, session, account, people };
  });
};

/** Whether a browser says that a page of somebody else asks. */
export const isForeign = (request: FastifyRequest): boolean => {
  const site = request.headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
};

const isUnguarded = (request: FastifyRequest, { guard }: Session): boolean =>
  request.method !== "GET" && (isForeign(request) || request.headers[GUARD] !== guard);

/** Who sends a request; or null, and the problem is answered already. */
export const visitorOf = async (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor | null> => {
  const served = await servedAt(desk, request);
  const visitor = await foundBy(desk, served, request);
  if (visitor === null) {
    sendProblem(reply, "not-signed-in");
    return null;
  }
  if (isUnguarded(request, visitor.session)) {
    sendProblem(reply, "guard-missing");
    return null;
  }
  return visitor;
};

/** Whether the session of a request that was admitted still lasts. */
export const isSignedIn = async (desk: Desk, request: FastifyRequest): Promise<boolean> =>
  (await foundBy(desk, await servedAt(desk, request), request)) !== null;
