// SPDX-License-Identifier: Apache-2.0
/** The routes of commands and views: one for each row of the table, and no others. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { act, type Result } from "../desk/act.ts";
import type { Desk } from "../desk/desk.ts";
import { look, type Sight } from "../desk/look.ts";
import { mayCommand } from "../desk/permission.ts";
import type { CommandRow, Refusal, ViewRow } from "../desk/row.ts";
import { COMMAND_ROWS, VIEW_ROWS } from "../desk/table.ts";
import type { Wish } from "../desk/wish.ts";
import { jsonOf } from "../fact/constant.ts";
import { readBy } from "../fact/refusal.ts";
import { anyCommandBody } from "./body.ts";
import { pathOf } from "./path.ts";
import { sendProblem } from "./problem.ts";
import { REST, SECONDS, visitorOf } from "./visitor.ts";

const PATIENT = /^[A-Za-z0-9.-]{1,64}$/;
const KEY = /^[\x21-\x7e]{1,200}$/;
const REVISION = /^(?:W\/)?"(0|[1-9]\d{0,14})"$/;

const wrong = (path: string, read: string, accepted: string): Refusal => ({
  kind: "malformed-text",
  path,
  read: read.slice(0, 80),
  accepted,
});

/** What stands in the address and the headers of a request to do something. */
type Frame = {
  readonly patient: string | null;
  readonly key: string | null;
  readonly seen: number | null;
};

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return value === undefined ? null : String(value);
};

const frameOf = (request: FastifyRequest): Frame & { readonly refusals: readonly Refusal[] } => {
  const { patient = null } = request.params as { readonly patient?: string };
  const key = headerOf(request, "idempotency-key");
  const match = headerOf(request, "if-match");
  const rest = headerOf(request, REST);
  const revision = match === null ? null : REVISION.exec(match);
  const refusals = [
    patient === null || PATIENT.test(patient)
      ? []
      : wrong("patient", patient, "1 to 64 of a-z, A-Z, 0-9, . and -"),
    key === null || KEY.test(key) ? [] : wrong("idempotency-key", key, "1 to 200 visible letters"),
    match === null || revision !== null
      ? []
      : wrong("if-match", match, 'a revision in quotation marks, such as "7"'),
    rest === null || SECONDS.test(rest) ? [] : wrong(REST, rest, "whole seconds, such as 45"),
  ].flat();
  const seen = revision === null ? null : Number(revision[1]);
  return { patient, key, seen, refusals };
};

const inside = (refusals: readonly Refusal[], field: string): readonly Refusal[] =>
  refusals.map((each) => ({
    ...each,
    path:
      each.path === ""
        ? field
        : /^\[/.test(each.path)
          ? field + each.path
          : `${field}.${each.path}`,
  }));

const OUTSIDE_INPUT: readonly string[] = [
  "signature-missing",
  "second-missing",
  "code-missing",
  "code-used",
  "factor-missing",
  "passkey-unknown",
];

type Unproven = Extract<Result, { readonly kind: "unproven" }>;

const sendUnproven = (reply: FastifyReply, { path, until }: Unproven): FastifyReply => {
  if (until !== null) return sendProblem(reply, "resting", { until });
  const isHeld = path.endsWith(".passkey");
  const accepted = isHeld
    ? "the account's own, with its answer to a challenge for this very request"
    : "the account's own";
  const kind = isHeld ? "wrong-passkey" : "wrong-password";
  return sendProblem(reply, kind, { refusals: [wrong(path, "", accepted)] });
};

const sendResult = (reply: FastifyReply, result: Result): FastifyReply => {
  switch (result.kind) {
    case "done":
      return reply
        .code(result.again ? 200 : 201)
        .send({ events: result.events, again: result.again });
    case "refused":
      return sendProblem(reply, "refused", {
        refusals: result.refusals.flatMap((each) =>
          OUTSIDE_INPUT.includes(each.kind) ? each : inside([each], "input"),
        ),
      });
    case "stale":
      return sendProblem(reply, "stale", { revision: result.revision });
    case "unproven":
      return sendUnproven(reply, result);
    case "no-clinic":
      return sendProblem(reply, "not-found");
    case "key-taken":
    case "forbidden":
      return sendProblem(reply, result.kind);
  }
};

type Body = z.output<typeof anyCommandBody>;

/** A hand by what it shows; it shows a password or a passkey, as its schema has seen to. */
const handOf = (account: string, hand: NonNullable<Body["signature"]>): Wish["signature"] => {
  const { meaning, password = "", code = null, passkey } = hand;
  return passkey === undefined
    ? { account, meaning, password, code }
    : { account, meaning, assertion: passkey };
};

const wishOf = (
  row: CommandRow,
  account: string,
  { frame, body }: { frame: Frame; body: Body },
): Wish => ({
  row,
  account,
  patient: row.subject === "patient" ? frame.patient : null,
  input: body.input,
  why: body.why ?? null,
  key: frame.key,
  seen: frame.seen,
  signature: body.signature === undefined ? null : handOf(account, body.signature),
  second: body.second === undefined ? null : handOf(body.second.account, body.second),
});

const commandHandler =
  (desk: Desk, row: CommandRow) => async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served, session, account } = visitor;
    const { refusals, ...frame } = frameOf(request);
    if (!mayCommand(account, row, frame.patient).granted) return sendProblem(reply, "forbidden");
    if (session.stale) return sendProblem(reply, "prove-yourself");
    const body = readBy(anyCommandBody, request.body ?? {});
    if (!body.ok || refusals.length > 0) {
      const all = [...refusals, ...(body.ok ? [] : body.refusals)];
      return sendProblem(reply, "malformed", { refusals: all });
    }
    const wish = wishOf(row, session.account, { frame, body: body.value });
    return sendResult(reply, await act(desk, served, wish));
  };

const sendSight = (reply: FastifyReply, sight: Sight): FastifyReply => {
  switch (sight.kind) {
    case "seen":
      return reply
        .header("etag", `"${sight.revision}"`)
        .header("cache-control", "no-store")
        .type("application/json; charset=utf-8")
        .send(jsonOf(sight.json));
    case "nothing":
      return sendProblem(reply, "not-found");
    case "refused":
      return sendProblem(reply, "malformed", { refusals: sight.refusals });
    case "forbidden":
      return sendProblem(reply, "forbidden");
  }
};

const viewHandler =
  (desk: Desk, row: ViewRow) => async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served, session } = visitor;
    const { patient, refusals } = frameOf(request);
    if (refusals.length > 0) return sendProblem(reply, "malformed", { refusals });
    const sight = await look(desk, served, {
      row,
      account: session.account,
      patient: row.subject === "patient" ? patient : null,
      asked: request.query,
    });
    return sendSight(reply, sight);
  };

/** Adds a route for every command and every view. */
export const clinicalRoutes = (app: FastifyInstance, desk: Desk): void => {
  for (const row of COMMAND_ROWS.values()) {
    app.post(pathOf(row), { config: { who: row.who } }, commandHandler(desk, row));
  }
  for (const row of VIEW_ROWS.values()) {
    app.get(pathOf(row), { config: { who: row.who } }, viewHandler(desk, row));
  }
};
