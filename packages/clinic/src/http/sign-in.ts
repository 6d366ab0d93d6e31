// SPDX-License-Identifier: Apache-2.0
/** Signing in, proving again, signing out, and who one is. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { noteAccess } from "../desk/access.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { proveHeld } from "../desk/held.ts";
import { openAccountOf } from "../desk/permission.ts";
import { timeIn } from "../desk/zone.ts";
import { readBy } from "../fact/refusal.ts";
import { type Account, type People, reviewsFor } from "../people/account.ts";
import { usesOf } from "../people/authenticator.ts";
import { type Assertion, passkeysOf } from "../people/passkey.ts";
import { type Proof, prove } from "../people/password.ts";
import { endSession, openSession, refresh } from "../people/session.ts";
import { inClinic } from "../store/scope.ts";
import { proofBody, signInBody } from "./body.ts";
import { sendProblem } from "./problem.ts";
import { COOKIE, servedAt, type Visitor, visitorOf } from "./visitor.ts";

/** Settings of the cookie. */
type CookieSettings = { readonly secure: boolean };

const cookieOf = (clinic: string, { secure }: CookieSettings) =>
  ({
    path: `/api/clinics/${clinic}`,
    httpOnly: true,
    sameSite: "strict",
    secure,
  }) as const;

type Inside = {
  readonly account: Account;
  readonly guard: string;
  readonly people: People;
  /** When passkeys were last used. */
  readonly uses: ReadonlyMap<string, number>;
};

const passkeysShown = (served: Served, { account, people, uses }: Inside) =>
  passkeysOf(people.passkeys, account.account).map(({ passkey, name, since }) => {
    const used = uses.get(passkey);
    return {
      ...{ passkey, name, since: timeIn(served.zone, since) },
      used: used === undefined ? null : timeIn(served.zone, used),
    };
  });

/** Who is signed in where, and what waits for that person whether it is asked for or not. */
const welcome = (served: Served, inside: Inside) => {
  const { account: holder, guard, people } = inside;
  const { account, name, roles, patient, factor } = holder;
  return {
    clinic: { clinic: served.clinic, name: served.name, zone: served.zone },
    ...{ account, name, roles, patient, factor, guard },
    passkeys: passkeysShown(served, inside),
    reviews: reviewsFor(people, holder).map(({ emergency, from }) => ({
      emergency,
      from: timeIn(served.zone, from),
    })),
  };
};

type Entry = { readonly served: Served; readonly account: string; readonly password: string };

type Opening = { readonly served: Served; readonly account: string; readonly proof: Proof };

type Entered = { readonly proof: Proof } | (Inside & { readonly token: string });

/** Opens a session for who has proven to be somebody, and writes down that it was tried. */
const open = (desk: Desk, { served, account, proof }: Opening): Promise<Entered> => {
  const { clinic, record } = served;
  return inClinic(desk.db, clinic, async (scope) => {
    const now = desk.now();
    const { state } = await record.lookIn(scope);
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
    return { ...session, account: open, people: state.people, uses: await usesOf(scope, clinic) };
  });
};

/** By a password. */
const enter = async (desk: Desk, { served, account, password }: Entry): Promise<Entered> => {
  const { clinic } = served;
  const claim = { clinic, account, password, code: null, now: desk.now() };
  const proof = await inClinic(desk.db, clinic, (scope) => prove(scope, claim));
  return open(desk, { served, account, proof });
};

/** By a passkey, which says itself whose it is. */
const enterHolding = async (
  desk: Desk,
  { served, assertion }: { readonly served: Served; readonly assertion: Assertion },
): Promise<Entered> => {
  const to = { purpose: "sign-in", account: null, asked: null } as const;
  const found = await proveHeld(desk, served, { assertion, to });
  if (found.kind !== "right") return { proof: { kind: "wrong" } };
  return open(desk, { served, account: found.passkey.account, proof: { kind: "right" } });
};

const sendUnproven = (
  reply: FastifyReply,
  proof: Proof,
  { passkey }: { readonly passkey?: object | undefined },
): FastifyReply => {
  if (proof.kind === "resting") return sendProblem(reply, "resting", { until: proof.until });
  return sendProblem(reply, passkey === undefined ? "wrong-password" : "wrong-passkey");
};

const signIn =
  (desk: Desk, settings: CookieSettings) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const body = readBy(signInBody, request.body);
    if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
    const served = await servedAt(desk, request);
    if (served === null) return sendUnproven(reply, { kind: "wrong" }, body.value);
    const { account = "", password = "", passkey } = body.value;
    const entered =
      passkey === undefined
        ? await enter(desk, { served, account, password })
        : await enterHolding(desk, { served, assertion: passkey });
    if ("proof" in entered) return sendUnproven(reply, entered.proof, body.value);
    return reply
      .setCookie(COOKIE, entered.token, cookieOf(served.clinic, settings))
      .code(201)
      .send(welcome(served, entered));
  };

const whoAmI = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  const { served, session } = visitor;
  const { clinic } = served;
  const uses = await inClinic(desk.db, clinic, (scope) => usesOf(scope, clinic));
  return { ...welcome(served, { ...visitor, uses, guard: session.guard }), stale: session.stale };
};

type Again = { readonly password?: string | undefined; readonly passkey?: Assertion | undefined };

/** Proves that whoever is signed in is still there. */
const provenAgain = async (desk: Desk, visitor: Visitor, given: Again): Promise<Proof> => {
  const { served, session } = visitor;
  const { clinic, account } = session;
  const { password = "", passkey } = given;
  if (passkey !== undefined) {
    const to = { purpose: "prove", account, asked: null } as const;
    const { kind } = await proveHeld(desk, served, { assertion: passkey, to });
    return { kind: kind === "right" ? kind : "wrong" };
  }
  const claim = { clinic, account, password, code: null, now: desk.now() };
  return inClinic(desk.db, clinic, (scope) => prove(scope, claim));
};

const proveAgain = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  const body = readBy(proofBody, request.body);
  if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
  const { clinic, token } = visitor.session;
  const proof = await provenAgain(desk, visitor, body.value);
  if (proof.kind !== "right") return sendUnproven(reply, proof, body.value);
  await inClinic(desk.db, clinic, (scope) => refresh(scope, { clinic, token, now: desk.now() }));
  return reply.code(204).send();
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
