// SPDX-License-Identifier: Apache-2.0
/**
 * Telemetry for browsers: where an implant is, its air as a WebSocket, and the clinic's word for
 * the keys of a browser. Who connects is written down before the first byte is carried.
 */

import type { Channel } from "@cisterna/link";
import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import type { z } from "zod";
import { noteAccess } from "../desk/access.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { proveHeld } from "../desk/held.ts";
import { hashOf } from "../desk/wish.ts";
import { digest, mapping } from "../fact/field.ts";
import { recordOf } from "../fact/kinds.ts";
import { readBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { carry, MOST_BYTES } from "../implants/carry.ts";
import { type Found, findPump } from "../implants/find.ts";
import type { Telemetry } from "../implants/telemetry.ts";
import type { Drawn } from "../people/challenge.ts";
import { type Proof, prove } from "../people/password.ts";
import { inClinic, type Scope } from "../store/scope.ts";
import { code, inOneWay, passkey, password, withCode } from "./body.ts";
import { sendProblem } from "./problem.ts";
import { isSignedIn, type Visitor, visitorOf } from "./visitor.ts";

/** The protocol that a page asks for; the guard of its session is asked for beside it. */
const PROTOCOL = "cisterna-link";

/** The two airs of an implant. */
export const CHANNELS: readonly string[] = ["near", "far"] satisfies readonly Channel[];

type Params = { readonly patient: string; readonly implant: string; readonly channel?: string };

const treats = ({ account }: Visitor): boolean =>
  account.roles.some((role) => TREATING.includes(role));

/** Somebody who treats at this clinic; or null, and the problem is answered already. */
const treating = async (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor | null> => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null || treats(visitor)) return visitor;
  sendProblem(reply, "forbidden");
  return null;
};

/** Where the pumps of a clinic stand, as this server knows. */
export const standingAt = (
  telemetry: Telemetry | null,
  { clinic }: Served,
): Telemetry["standing"] => (telemetry?.clinic === clinic ? telemetry.standing : () => "away");

/** Somebody who looks for a pump. */
type Seeker = Pick<Visitor, "served" | "account"> & {
  readonly params: Params;
  readonly what: string;
};

/** The pump that an address names, and that somebody looked for it is written down. */
export const found = async (
  desk: Desk,
  { served, account, params, what }: Seeker,
  telemetry: Telemetry | null,
): Promise<Found | null> =>
  inClinic(desk.db, served.clinic, async (scope) => {
    const { state } = await served.record.lookIn(scope);
    const pump = findPump(state.practice, params, standingAt(telemetry, served));
    await noteAccess(scope, {
      ...{ clinic: served.clinic, account: account.account, what, emergency: null },
      subject: recordOf("patient", params.patient),
      result: pump?.state ?? "nothing",
      at: desk.now(),
    });
    return pump;
  });

const whereIs =
  (desk: Desk, telemetry: Telemetry | null) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await treating(desk, request, reply);
    if (visitor === null) return reply;
    const params = request.params as Params;
    const pump = await found(desk, { ...visitor, params, what: "telemetry" }, telemetry);
    if (pump === null) return sendProblem(reply, "not-found");
    return reply.header("cache-control", "no-store").send(pump);
  };

const protocolsOf = ({ headers }: FastifyRequest): readonly string[] =>
  String(headers["sec-websocket-protocol"] ?? "").split(/,\s*/);

/** Whether a socket is asked for by a page that came from here, in our protocol. */
export const isOurOrigin = (request: FastifyRequest): boolean => {
  const { headers } = request;
  const origin = URL.parse(String(headers.origin ?? ""))?.host;
  return origin === headers.host && protocolsOf(request)[0] === PROTOCOL;
};

/** The same, by a page that knows the guard of its session. */
const isOurPage = (request: FastifyRequest, { session }: Visitor): boolean =>
  isOurOrigin(request) && protocolsOf(request)[1] === session.guard;

/** Whose air a socket is for. */
type Air = { readonly pump: string; readonly channel: Channel };

declare module "fastify" {
  interface FastifyRequest {
    /** Set before a socket is opened. */
    air?: Air;
  }
}

/** The air of the pump that was found, by the channel that is asked for; null: there is none. */
export const airOf = (pump: Found | null, channel: string): Air | null =>
  pump?.state === "here" && pump.pump !== null && CHANNELS.includes(channel)
    ? { pump: pump.pump, channel: channel as Channel }
    : null;

/** Carries frames for a socket that was admitted, as long as whoever asked for it may. */
export const carrier =
  (telemetry: Telemetry | null, isStillIn: (request: FastifyRequest) => Promise<boolean>) =>
  (socket: WebSocket, request: FastifyRequest): void => {
    const { air } = request;
    carry(socket, {
      connect: (heard) =>
        air === undefined || telemetry === null
          ? null
          : telemetry.connect(air.pump, air.channel, heard),
      isSignedIn: () => isStillIn(request),
    });
  };

/** Everything that is asked before a socket is opened; what is not granted is answered here. */
const admit =
  (desk: Desk, telemetry: Telemetry | null) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await treating(desk, request, reply);
    if (visitor === null) return reply;
    if (!request.ws) return sendProblem(reply, "upgrade-needed");
    if (!isOurPage(request, visitor)) return sendProblem(reply, "guard-missing");
    if (visitor.session.stale) return sendProblem(reply, "prove-yourself");
    const params = request.params as Params;
    const { channel = "" } = params;
    if (!CHANNELS.includes(channel)) return sendProblem(reply, "not-found");
    const what = `telemetry-${channel}`;
    const air = airOf(await found(desk, { ...visitor, params, what }, telemetry), channel);
    if (air === null) return sendProblem(reply, "not-found");
    request.air = air;
    return undefined;
  };

const halves = {
  key: digest("Public half of the key of handshakes"),
  signing: digest("Public half of the key that signs"),
};

/** The public halves alone: what a passkey says yes to. */
export const certifiedHalves = mapping(halves, "Public halves of a programmer's keys");

/** What is asked for: the public halves of keys, and a hand that is proven twice, or a passkey. */
export const certificateBody = mapping(
  {
    ...halves,
    ...{ password: password.optional(), code, passkey },
  },
  "Keys of a programmer",
)
  .superRefine(inOneWay)
  .superRefine(withCode);

type Asked = z.output<typeof certificateBody>;
type Halves = Pick<Asked, "key" | "signing">;
type Known = Pick<Asked, "password" | "code"> & { readonly now: number };
type Proven = Proof | { readonly kind: "passkey-wrong" };

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (some: Uint8Array): string => Buffer.from(some).toString("hex");

const MOST_NAME = 64;

/** A name as a pump notes it: as much of it as fits, never half a letter. */
const fitting = (name: string): string => {
  const letters = [...name];
  while (Buffer.byteLength(letters.join("")) > MOST_NAME) letters.pop();
  return letters.join("");
};

/** What a passkey's answer to a certificate signs: these very keys. */
export const certifying = (account: string, { key, signing }: Halves): Drawn => ({
  purpose: "sign",
  account,
  asked: hashOf({ account, certificate: { key, signing } }),
});

const proveKnown = async (
  scope: Scope,
  { served: { clinic }, account: { account } }: Visitor,
  { password: known = "", code: given = "", now }: Known,
): Promise<Proof> =>
  prove(scope, {
    ...{ clinic, account, password: known, now },
    code: { given, use: crypto.randomUUID() },
  });

/**
 * Proves who asks, twice, since these keys sign prescriptions at the pump, and writes down that
 * somebody's keys were asked for. A code is taken by one request, whatever becomes of it.
 */
const provedFor = async (desk: Desk, visitor: Visitor, asked: Asked): Promise<Proven> => {
  const { served, account } = visitor;
  const { passkey: assertion } = asked;
  const held =
    assertion === undefined
      ? null
      : await proveHeld(desk, served, { assertion, to: certifying(account.account, asked) });
  return inClinic(desk.db, served.clinic, async (scope) => {
    const now = desk.now();
    const proof: Proven =
      held === null
        ? await proveKnown(scope, visitor, { ...asked, now })
        : { kind: held.kind === "right" ? "right" : "passkey-wrong" };
    await noteAccess(scope, {
      ...{ clinic: served.clinic, account: account.account, what: "programmer-certificate" },
      ...{ subject: "people", result: proof.kind, emergency: null, at: now },
    });
    return proof;
  });
};

/** Why nothing was certified: the field, and what would be. */
const sendUnproven = (
  reply: FastifyReply,
  proof: Exclude<Proven, { readonly kind: "right" }>,
): FastifyReply => {
  const told = (kind: string, path: string, accepted: string) => ({
    refusals: [{ kind, path, read: "", accepted }],
  });
  switch (proof.kind) {
    case "resting":
      return sendProblem(reply, "resting", { until: proof.until });
    case "wrong":
      return sendProblem(
        reply,
        "wrong-password",
        told("malformed-text", "password", "the account's own"),
      );
    case "passkey-wrong":
      return sendProblem(reply, "wrong-passkey");
    case "code-wrong":
      return sendProblem(reply, "wrong-password", told("malformed-text", "code", "the one of now"));
    case "code-used": {
      const next = "the next code: this one was taken already";
      return sendProblem(reply, "refused", told("code-used", "code", next));
    }
    case "no-factor": {
      const first = "an account with a second factor: set-factor first";
      return sendProblem(reply, "refused", told("factor-missing", "code", first));
    }
  }
};

const certificate =
  (desk: Desk, telemetry: Telemetry | null) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await treating(desk, request, reply);
    if (visitor === null) return reply;
    const body = readBy(certificateBody, request.body ?? {});
    if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
    if (telemetry?.clinic !== visitor.served.clinic) return sendProblem(reply, "not-found");
    const { key, signing } = body.value;
    const proof = await provedFor(desk, visitor, body.value);
    if (proof.kind !== "right") return sendUnproven(reply, proof);
    const { claim, signature } = telemetry.certify({
      ...{ name: fitting(visitor.account.name), key: bytes(key), signing: bytes(signing) },
    });
    const { role, name, epoch } = claim;
    return reply.code(201).send({ role, name, epoch, key, signing, signature: hex(signature) });
  };

type Settings = {
  readonly telemetry: Telemetry | null;
  readonly signInsPerMinute: number;
};

/** Adds the routes of telemetry. */
export const telemetryRoutes = async (
  app: FastifyInstance,
  desk: Desk,
  { telemetry, signInsPerMinute }: Settings,
): Promise<void> => {
  await app.register(websocket, {
    options: { maxPayload: MOST_BYTES, perMessageDeflate: false, handleProtocols: () => PROTOCOL },
  });
  const at = "/api/clinics/:clinic";
  const implant = `${at}/patients/:patient/implants/:implant/telemetry`;
  const config = { who: TREATING };
  const rateLimit = { max: signInsPerMinute, timeWindow: 60_000 };
  app.get(implant, { config }, whereIs(desk, telemetry));
  app.route({
    method: "GET",
    url: `${implant}/:channel`,
    config,
    preValidation: admit(desk, telemetry),
    handler: (_, reply) => sendProblem(reply, "upgrade-needed"),
    wsHandler: carrier(telemetry, (request) => isSignedIn(desk, request)),
  });
  app.post(
    `${at}/programmer-certificate`,
    { config: { who: TREATING, rateLimit } },
    certificate(desk, telemetry),
  );
};
