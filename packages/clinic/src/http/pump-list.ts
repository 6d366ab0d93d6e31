// SPDX-License-Identifier: Apache-2.0
/** The dry run of a pump list: what each line would come to and every problem, unwritten. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { noteAccess } from "../desk/access.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { holdsRole } from "../desk/permission.ts";
import { instantIn } from "../desk/zone.ts";
import { readBy } from "../fact/refusal.ts";
import type { Account } from "../people/account.ts";
import { IMPORTING, pumpList } from "../pumplist/import.ts";
import { takeIn } from "../pumplist/take-in.ts";
import { inClinic } from "../store/scope.ts";
import { sendProblem } from "./problem.ts";
import { visitorOf } from "./visitor.ts";

/** What a list would come to, for who asks, now; that somebody asked is written down. */
const dryRun = (
  desk: Desk,
  { served, account }: { served: Served; account: Account },
  csv: string,
) =>
  inClinic(desk.db, served.clinic, async (scope) => {
    const { state } = await served.record.lookIn(scope);
    const at = desk.now();
    await noteAccess(scope, {
      ...{ clinic: served.clinic, account: account.account, what: "pump-list", emergency: null },
      ...{ subject: "clinic", result: "shown", at },
    });
    const who = { id: account.account, name: account.name, roles: account.roles };
    const now = instantIn(served.zone, at);
    const { lines, problems } = takeIn(state.practice, csv, {
      ...{ now, who, second: null, patient: null },
    });
    return { ready: problems.length === 0, lines, problems };
  });

const handler = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  if (!holdsRole(visitor.account, { who: IMPORTING })) return sendProblem(reply, "forbidden");
  const body = readBy(pumpList, request.body ?? {});
  if (!body.ok) return sendProblem(reply, "malformed", { refusals: body.refusals });
  const found = await dryRun(desk, visitor, body.value.csv);
  return reply.header("cache-control", "no-store").send(found);
};

/** Adds the route of the dry run. */
export const pumpListRoutes = (app: FastifyInstance, desk: Desk): void => {
  app.post("/api/clinics/:clinic/check-pump-list", { config: { who: IMPORTING } }, handler(desk));
};
