// SPDX-License-Identifier: Apache-2.0
/**
 * Patients' controllers: a pass for a patient's browser, what the clinic says of the next refill,
 * and the air of the patient's own pump. With a pass nothing is read of the record but that, and
 * nothing is written; what a pump is asked is between it and the controller.
 */

import type { Instant } from "@cisterna/quantity";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PatientState } from "../course/patient.ts";
import { implantsIn } from "../course/rule.ts";
import { type Practice, standingOf } from "../course/standing.ts";
import { noteAccess } from "../desk/access.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { openAccountOf } from "../desk/permission.ts";
import { instantIn } from "../desk/zone.ts";
import { recordOf } from "../fact/kinds.ts";
import { readBy } from "../fact/refusal.ts";
import { findPump } from "../implants/find.ts";
import type { Telemetry } from "../implants/telemetry.ts";
import { heldPassport } from "../passport/page.ts";
import type { Account } from "../people/account.ts";
import { endPass, makePass, PASS_DAYS, passHolder } from "../people/pass.ts";
import { prove } from "../people/password.ts";
import { radarOfPatient } from "../radar/practice.ts";
import { inClinic } from "../store/scope.ts";
import { passBody } from "./body.ts";
import { sendProblem } from "./problem.ts";
import { airOf, carrier, found, isOurOrigin, standingAt } from "./telemetry.ts";
import { isForeign, servedAt } from "./visitor.ts";

const COOKIE = "cisterna-controller";
const DAY_S = 86_400;

type Settings = {
  readonly secure: boolean;
  readonly signInsPerMinute: number;
  readonly telemetry: Telemetry | null;
};

/** Whoever holds a pass, and whose pump it is for. */
type Holder = {
  readonly served: Served;
  readonly account: Account;
  readonly patient: string;
  readonly practice: Practice;
};

const cookieOf = (clinic: string, { secure }: Pick<Settings, "secure">) =>
  ({
    path: `/api/clinics/${clinic}/controller`,
    httpOnly: true,
    sameSite: "strict",
    secure,
  }) as const;

/** The holder of the pass that a request brings; null: it brings none that lasts. */
const holderOf = async (desk: Desk, request: FastifyRequest): Promise<Holder | null> => {
  const served = await servedAt(desk, request);
  const token = request.cookies[COOKIE];
  if (served === null || token === undefined) return null;
  const { clinic, record } = served;
  return inClinic(desk.db, clinic, async (scope) => {
    const name = await passHolder(scope, { clinic, token, now: desk.now() });
    if (name === null) return null;
    const { state } = await record.lookIn(scope);
    const account = openAccountOf(state.people, name);
    const patient = account?.patient ?? null;
    if (account === null || patient === null) return null;
    return { served, account, patient, practice: state.practice };
  });
};

/** The account behind a password, if it is an open one of a patient. */
const patientBehind = (
  desk: Desk,
  { served, account, password }: { served: Served; account: string; password: string },
) =>
  inClinic(desk.db, served.clinic, async (scope) => {
    const { clinic, record } = served;
    const now = desk.now();
    const { state } = await record.lookIn(scope);
    const proof = await prove(scope, { clinic, account, password, code: null, now });
    const open = openAccountOf(state.people, account);
    const isPatient = open !== null && open.patient !== null;
    const right = proof.kind === "right" && isPatient;
    await noteAccess(scope, {
      ...{ clinic, account, what: "controller-pass", subject: "people", emergency: null },
      ...{ result: right ? "right" : proof.kind === "right" ? "no-patient" : proof.kind, at: now },
    });
    return right ? { token: await makePass(scope, { clinic, account, now }) } : { proof };
  });

const makeOne =
  (desk: Desk, settings: Settings) => async (request: FastifyRequest, reply: FastifyReply) => {
    const body = readBy(passBody, request.body ?? {});
    if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
    const served = await servedAt(desk, request);
    if (served === null || isForeign(request)) return sendProblem(reply, "wrong-password");
    const made = await patientBehind(desk, { served, ...body.value });
    if ("token" in made) {
      const cookie = { ...cookieOf(served.clinic, settings), maxAge: PASS_DAYS * DAY_S };
      return reply.setCookie(COOKIE, made.token, cookie).code(204).send();
    }
    return made.proof.kind === "resting"
      ? sendProblem(reply, "resting", { until: made.proof.until })
      : sendProblem(reply, "wrong-password");
  };

/** What the clinic says of one implant: where its pump is, its refill, its passport. */
const implantWord = (
  { patient: id, practice }: Holder,
  { patient, implant }: { readonly patient: PatientState; readonly implant: string },
  { now, standing }: { readonly now: Instant; readonly standing: Telemetry["standing"] },
) => {
  const watched = radarOfPatient(practice, { id, patient }, now).find(
    (each) => each.implant === implant,
  );
  return {
    ...{ implant, ...findPump(practice, { patient: id, implant }, standing) },
    ...{ due: watched?.due ?? null, appointment: watched?.appointment ?? null },
    passport: heldPassport(patient, implant, now),
  };
};

/** Everything that a controller shows of the clinic's word. */
const wordOf = (desk: Desk, holder: Holder, telemetry: Telemetry | null) => {
  const { served, practice } = holder;
  const { clinic, name, zone } = served;
  const { patient } = standingOf(practice, holder.patient);
  const at = { now: instantIn(zone, desk.now()), standing: standingAt(telemetry, served) };
  return {
    clinic: { clinic, name, zone, phone: practice.clinic.settings?.phone ?? null },
    name: patient.person?.name ?? null,
    implants: implantsIn(patient).map(({ entry: { implant } }) =>
      implantWord(holder, { patient, implant }, at),
    ),
  };
};

const say =
  (desk: Desk, { telemetry }: Settings) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const holder = await holderOf(desk, request);
    if (holder === null) return sendProblem(reply, "not-signed-in");
    const { served, account, patient } = holder;
    await inClinic(desk.db, served.clinic, (scope) =>
      noteAccess(scope, {
        ...{ clinic: served.clinic, account: account.account, what: "controller" },
        ...{ subject: recordOf("patient", patient), result: "shown", emergency: null },
        at: desk.now(),
      }),
    );
    return reply.header("cache-control", "no-store").send(wordOf(desk, holder, telemetry));
  };

const endOne =
  (desk: Desk, settings: Settings) => async (request: FastifyRequest, reply: FastifyReply) => {
    const holder = await holderOf(desk, request);
    const token = request.cookies[COOKIE];
    if (holder === null || token === undefined) return sendProblem(reply, "not-signed-in");
    if (isForeign(request)) return sendProblem(reply, "guard-missing");
    const { clinic } = holder.served;
    await inClinic(desk.db, clinic, (scope) => endPass(scope, { clinic, token }));
    return reply.clearCookie(COOKIE, cookieOf(clinic, settings)).code(204).send();
  };

type Params = { readonly implant: string; readonly channel: string };

/** Everything that is asked before a socket is opened; what is not granted is answered here. */
const admit =
  (desk: Desk, { telemetry }: Settings) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const holder = await holderOf(desk, request);
    if (holder === null) return sendProblem(reply, "not-signed-in");
    if (!request.ws) return sendProblem(reply, "upgrade-needed");
    if (!isOurOrigin(request)) return sendProblem(reply, "guard-missing");
    const { implant, channel } = request.params as Params;
    const params = { patient: holder.patient, implant };
    const what = `controller-${channel}`;
    const air = airOf(await found(desk, { ...holder, params, what }, telemetry), channel);
    if (air === null) return sendProblem(reply, "not-found");
    request.air = air;
    return undefined;
  };

/** Adds the routes of patients' controllers. */
export const controllerRoutes = (app: FastifyInstance, desk: Desk, settings: Settings): void => {
  const at = "/api/clinics/:clinic/controller";
  const rateLimit = { max: settings.signInsPerMinute, timeWindow: 60_000 };
  const config = { who: "pass" } as const;
  app.post(at, { config: { who: "anybody", rateLimit } }, makeOne(desk, settings));
  app.get(at, { config }, say(desk, settings));
  app.delete(at, { config }, endOne(desk, settings));
  app.route({
    ...{ method: "GET", url: `${at}/implants/:implant/:channel`, config },
    preValidation: admit(desk, settings),
    handler: (_, reply) => sendProblem(reply, "upgrade-needed"),
    wsHandler: carrier(
      settings.telemetry,
      async (request) => (await holderOf(desk, request)) !== null,
    ),
  });
};
