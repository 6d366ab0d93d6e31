// SPDX-License-Identifier: Apache-2.0
/**
 * Challenges for passkeys: one to sign in with, which anybody may ask for and which says nothing
 * about accounts; and for who is signed in, one to enrol, to prove again, or to sign a command.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Desk } from "../desk/desk.ts";
import { COMMAND_ROWS } from "../desk/table.ts";
import { askedBy } from "../desk/wish.ts";
import { readBy } from "../fact/refusal.ts";
import { creationOptions, requestOptions } from "../people/authenticator.ts";
import { type Drawn, drawChallenge } from "../people/challenge.ts";
import { passkeysOf, type Relying } from "../people/passkey.ts";
import { inClinic } from "../store/scope.ts";
import { challengeBody } from "./body.ts";
import { sendProblem } from "./problem.ts";
import { certifiedHalves, certifying } from "./telemetry.ts";
import { servedAt, type Visitor, visitorOf } from "./visitor.ts";

const NO_ORIGIN = {
  refusals: [
    {
      kind: "not-there",
      path: "origin",
      read: "",
      accepted: "a clinic whose settings name its origin",
    },
  ],
};

const draw = (desk: Desk, clinic: string, drawn: Drawn): Promise<string> =>
  inClinic(desk.db, clinic, (scope) => drawChallenge(scope, { clinic, now: desk.now() }, drawn));

const toSignIn = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const served = await servedAt(desk, request);
  if (served === null) return sendProblem(reply, "not-found");
  const relying = desk.relying();
  if (relying === null) return sendProblem(reply, "refused", NO_ORIGIN);
  const drawn = { purpose: "sign-in", account: null, asked: null } as const;
  const challenge = await draw(desk, served.clinic, drawn);
  const options = await requestOptions(relying, { challenge, keys: [] });
  return reply.code(201).send({ origin: relying.origin, options });
};

type Wanted = ReturnType<typeof challengeBody.parse>;

/** What a challenge is for; null: there is no such command. */
const drawnFor = (wanted: Wanted, account: string): Drawn | null => {
  const { to, command = "", patient = null, input } = wanted;
  if (to === "enrol" || to === "prove") return { purpose: to, account, asked: null };
  if (to === "certify") {
    const halves = readBy(certifiedHalves, input ?? {});
    return halves.ok ? certifying(account, halves.value) : null;
  }
  const row = COMMAND_ROWS.get(command);
  if (row === undefined) return null;
  const about = row.subject === "patient" ? patient : null;
  const asked = askedBy({ account, row, patient: about, input });
  return { purpose: "sign", account: to === "sign" ? account : null, asked };
};

/** Why no challenge was drawn. */
const undrawn = ({ to, command = "" }: Wanted) =>
  to === "certify"
    ? {
        kind: "malformed-text",
        path: "input",
        read: "",
        accepted: "key and signing, to the letter",
      }
    : { kind: "unknown-word", path: "command", read: command, accepted: "the name of a command" };

/** What the browser of who is signed in has to ask an authenticator. */
const optionsFor = async (
  { served, account, people }: Visitor,
  relying: Relying,
  { to, challenge }: { readonly to: Wanted["to"]; readonly challenge: string },
) => {
  const own = passkeysOf(people.passkeys, account.account);
  if (to === "enrol") {
    const { name } = account;
    const who = { id: served.clinic, clinic: served.name, account: account.account, name };
    return creationOptions(relying, { challenge, keys: own, ...who });
  }
  return requestOptions(relying, { challenge, keys: to === "sign-second" ? [] : own });
};

const toDo = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  const body = readBy(challengeBody, request.body ?? {});
  if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
  const relying = desk.relying();
  if (relying === null) return sendProblem(reply, "refused", NO_ORIGIN);
  const { to } = body.value;
  const drawn = drawnFor(body.value, visitor.account.account);
  if (drawn === null) {
    const refusals = [undrawn(body.value)];
    return sendProblem(reply, "malformed", { refusals });
  }
  const challenge = await draw(desk, visitor.served.clinic, drawn);
  const options = await optionsFor(visitor, relying, { to, challenge });
  return reply.code(201).send({ origin: relying.origin, options });
};

/** Adds the routes of challenges. */
export const challengeRoutes = (
  app: FastifyInstance,
  desk: Desk,
  { signInsPerMinute }: { readonly signInsPerMinute: number },
): void => {
  const rateLimit = { max: signInsPerMinute, timeWindow: 60_000 };
  const path = "/api/clinics/:clinic";
  const anybody = { config: { rateLimit, who: "anybody" } } as const;
  app.post(`${path}/session/challenge`, anybody, toSignIn(desk));
  app.post(`${path}/challenge`, { config: { rateLimit, who: "signed-in" } }, toDo(desk));
};
