// SPDX-License-Identifier: Apache-2.0
/** What an auditor reads: the events as they stand, who looked at what, whether all is whole. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { noteAccess } from "../desk/access.ts";
import { checkClinic } from "../desk/check.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { openAccountOf } from "../desk/permission.ts";
import { mapping } from "../fact/field.ts";
import { readBy } from "../fact/refusal.ts";
import type { Role } from "../fact/role.ts";
import { eventOf } from "../store/event.ts";
import { inClinic, type Scope } from "../store/scope.ts";
import { sendProblem } from "./problem.ts";
import { visitorOf } from "./visitor.ts";

const WHOLE = "a whole number";

/** Where a page of the audit begins. */
export const pageAsked = mapping(
  {
    after: z.coerce
      .number({ error: () => WHOLE })
      .int({ error: () => WHOLE })
      .default(-1),
    subject: z.string().max(80).optional(),
  },
  "Where to begin",
);

type Asked = z.output<typeof pageAsked>;

const MOST = 200;

const eventsAsked = async (scope: Scope, clinic: string, { after, subject }: Asked) => {
  let query = scope
    .selectFrom("event")
    .selectAll()
    .where("clinic", "=", clinic)
    .where("seq", ">", after);
  if (subject !== undefined) query = query.where("subject", "=", subject);
  return { events: (await query.orderBy("seq").limit(MOST).execute()).map(eventOf) };
};

const accessesAsked = async (scope: Scope, clinic: string, { after, subject }: Asked) => {
  let query = scope
    .selectFrom("access")
    .select(["seq", "at", "account", "what", "subject", "result", "emergency"])
    .where("clinic", "=", clinic)
    .where("seq", ">", after);
  if (subject !== undefined) query = query.where("subject", "=", subject);
  return { accesses: await query.orderBy("seq").limit(MOST).execute() };
};

/** A page of the audit. */
type AuditPage = {
  readonly name: string;
  readonly about: string;
  readonly who: readonly Role[];
  readonly read: (place: { desk: Desk; served: Served }, asked: Asked) => Promise<unknown>;
};

const inScope =
  (read: (scope: Scope, clinic: string, asked: Asked) => Promise<unknown>): AuditPage["read"] =>
  ({ desk, served: { clinic } }, asked) =>
    inClinic(desk.db, clinic, (scope) => read(scope, clinic, asked));

/** Every page of the audit. */
export const AUDIT_PAGES: readonly AuditPage[] = [
  {
    name: "events",
    about: "The events of the record as they stand in the chain, 200 at a time",
    who: ["auditor"],
    read: inScope(eventsAsked),
  },
  {
    name: "accesses",
    about: "Who looked at what, or tried to, 200 at a time",
    who: ["auditor"],
    read: inScope(accessesAsked),
  },
  {
    name: "verification",
    about: "Whether the chain, its copies and its head are as they were written",
    who: ["auditor", "administrator"],
    read: ({ desk, served }) => checkClinic(desk, served),
  },
];

const enter = async (
  desk: Desk,
  { clinic, record }: Served,
  { account, page }: { account: string; page: AuditPage },
): Promise<boolean> =>
  inClinic(desk.db, clinic, async (scope) => {
    const { state } = await record.lookIn(scope);
    const open = openAccountOf(state.people, account);
    const granted = open?.roles.some((role) => page.who.includes(role)) === true;
    await noteAccess(scope, {
      clinic,
      account,
      what: page.name,
      subject: "people",
      result: granted ? "shown" : "forbidden",
      emergency: null,
      at: desk.now(),
    });
    return granted;
  });

const handler =
  (desk: Desk, page: AuditPage) => async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served, session } = visitor;
    if (!(await enter(desk, served, { account: session.account, page }))) {
      return sendProblem(reply, "forbidden");
    }
    const asked = readBy(pageAsked, request.query);
    if (!asked.ok) return sendProblem(reply, "malformed", { refusals: asked.refusals });
    const json = await page.read({ desk, served }, asked.value);
    return reply.header("cache-control", "no-store").send(json);
  };

/** Adds the pages of the audit. */
export const auditRoutes = (app: FastifyInstance, desk: Desk): void => {
  for (const page of AUDIT_PAGES) {
    const { name, who } = page;
    app.get(`/api/clinics/:clinic/audit/${name}`, { config: { who } }, handler(desk, page));
  }
};
