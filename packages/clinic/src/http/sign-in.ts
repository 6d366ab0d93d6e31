// SPDX-License-Identifier: Apache-2.0
/** Signing in, proving again, signing out, and who one is. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Desk, Served } from "../desk/desk.ts";
import { noteAccess } from "../desk/look.ts";
import { openAccountOf } from "../desk/permission.ts";
import { timeIn } from "../desk/zone.ts";
import { readBy } from "../fact/refusal.ts";
import { type Account, type People, reviewsFor } from "../people/account.ts";
import { type Proof, prove } from "../people/password.ts";
import { endSession, openSession, refresh } from "../people/session.ts";
import { inClinic } from "../store/scope.ts";
import { proofBody, signInBody } from "./body.ts";
import { sendProblem } from "./problem.ts";
import { COOKIE, servedAt, visitorOf } from "./visitor.ts";

/** Settings of the cookie. */
type CookieSettings = { readonly secure: boolean };

const cookieOf = (clinic: string, { secure }: CookieSettings) =>
  ({
    path: `/api/clinics/${clinic}`,
    httpOnly: true,
    sameSite: "strict",
    secure,
  }) as const;

type Inside = { readonly account: Account; readonly guard: string; readonly people: People };

/** Who is signed in where, and what waits for that person whether it is asked for or not. */
const welcome = (served: Served, { account: holder, guard, people }: Inside) => {
  const { account, name, roles, patient, factor } = holder;
  return {
    clinic: { clinic: served.clinic, name: served.name, zone: served.zone },
    ...{ account, name, roles, patient, factor, guard },
    reviews: reviewsFor(people, holder).map(({ emergency, from }) => ({
      emergency,
      from: timeIn(served.zone, from),
    })),
  };
};

type Entry = { readonly served: Served; readonly account: string; readonly password: string };

type Entered = { readonly proof: Proof } | (Inside & { readonly token: string });

/** Proves a password and opens a session, and writes down that it was tried. */
const enter = (desk: Desk, { served, account, password }: Entry): Promise<Entered> => {
  const { clinic, record } = served;
  return inClinic(desk.db, clinic, async (scope) => {
    const now = desk.now();
    const { state } = await record.lookIn(scope);
    const proof = await prove(scope, { clinic, account, password, code: null, now });
    const open = openAccountOf(state.people, account);
    const inside = proof.kind === "right" && open !== null;
    await noteAccess(scope, {
      clinic,
      account,
      what: "sign-in",
      subject: "people",
      result: inside ? "right" : proof.kind === "right" ? "closed" : proof.kind,
      emergency: null,
      at: now,
    });
    if (!inside) return { proof: proof.kind === "right" ? { kind: "wrong" } : proof };
    const session = await openSession(scope, { clinic, account, now });
    return { ...session, account: open, people: state.people };
  });
};

const sendUnproven = (reply: FastifyReply, proof: Proof): FastifyReply =>
  proof.kind === "resting"
    ? sendProblem(reply, "resting", { until: proof.until })
    : sendProblem(reply, "wrong-password");

const signIn =
  (desk: Desk, settings: CookieSettings) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const body = readBy(signInBody, request.body);
    if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
    const served = await servedAt(desk, request);
    if (served === null) return sendProblem(reply, "wrong-password");
    const entered = await enter(desk, { served, ...body.value });
    if ("proof" in entered) return sendUnproven(reply, entered.proof);
    return reply
      .setCookie(COOKIE, entered.token, cookieOf(served.clinic, settings))
      .code(201)
      .send(welcome(served, entered));
  };

const whoAmI = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  const { served, session } = visitor;
  return { ...welcome(served, { ...visitor, guard: session.guard }), stale: session.stale };
};

const proveAgain = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  const body = readBy(proofBody, request.body);
  if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
  const { clinic, account, token } = visitor.session;
  const now = desk.now();
  const proof = await inClinic(desk.db, clinic, async (scope) => {
    const found = await prove(scope, { clinic, account, ...body.value, code: null, now });
    if (found.kind === "right") await refresh(scope, { clinic, token, now });
    return found;
  });
  return proof.kind === "right" ? reply.code(204).send() : sendUnproven(reply, proof);
};

const signOut =
  (desk: Desk, settings: CookieSettings) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { clinic, token } = visitor.session;
    await inClinic(desk.db, clinic, (scope) => endSession(scope, { clinic, token }));
    return reply.clearCookie(COOKIE, cookieOf(clinic, settings)).code(204).send();
  };

/** Adds the routes of sessions. */
export const sessionRoutes = (
  app: FastifyInstance,
  desk: Desk,
  { secure, signInsPerMinute }: CookieSettings & { readonly signInsPerMinute: number },
): void => {
  const path = "/api/clinics/:clinic/session";
  const who = "signed-in";
  const rateLimit = { max: signInsPerMinute, timeWindow: 60_000 };
  app.post(path, { config: { rateLimit, who: "anybody" } }, signIn(desk, { secure }));
  app.get(path, { config: { who } }, whoAmI(desk));
  app.put(path, { config: { rateLimit, who } }, proveAgain(desk));
  app.delete(path, { config: { who } }, signOut(desk, { secure }));
};
