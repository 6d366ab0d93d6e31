// SPDX-License-Identifier: Apache-2.0
/** The routes of kept nights: which there are, and each as it was made; noted like any look. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Desk, Served } from "../desk/desk.ts";
import { enter } from "../desk/look.ts";
import { type KeptNight, NIGHT, NIGHTLY, nightIn, nightsIn } from "../desk/night.ts";
import { timeIn } from "../desk/zone.ts";
import { mapping } from "../fact/field.ts";
import { readBy } from "../fact/refusal.ts";
import type { Report } from "../report/report.ts";
import { inClinic } from "../store/scope.ts";
import { nightPath, nightsPath } from "./path.ts";
import { sendProblem } from "./problem.ts";
import { sendPdf } from "./reports.ts";
import { visitorOf } from "./visitor.ts";

const NIGHT_SAID = "a day such as 2026-11-27";

/** A night as it is asked for. */
const nightAsked = mapping(
  { night: z.string().regex(NIGHT, { error: () => NIGHT_SAID }) },
  "Which night",
);

/** The nights of one report that are kept. */
export const nightListSchema = z.object({
  nights: z.array(
    z.object({
      night: z.string(),
      made_at: z.string(),
      revision: z.int(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  ),
});

/** The nights of one report that are kept, the newest first. */
export type NightList = z.output<typeof nightListSchema>;

const shown = (
  { zone }: Served,
  { night, made, revision, size, sha256 }: KeptNight,
): NightList["nights"][number] => ({
  ...{ night, made_at: timeIn(zone, made) },
  ...{ revision, bytes: size, sha256 },
});

type Door = {
  readonly desk: Desk;
  readonly row: Report;
  /** What is noted of who asks. */
  readonly what: string;
};

/** Who asks is let in and noted, or the problem is answered. */
const admitted = async (
  { desk, row, what }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Served | null> => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return null;
  const { served, session } = visitor;
  const { subject, who } = row;
  const entrance = { account: session.account, row: { name: what, subject, who }, patient: null };
  const { permission } = await enter(desk, served, entrance);
  if (permission.granted) return served;
  sendProblem(reply, "forbidden");
  return null;
};

const list =
  ({ desk, row }: Omit<Door, "what">) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const door = { desk, row, what: `nights-${row.name}` };
    const served = await admitted(door, request, reply);
    if (served === null) return reply;
    const { clinic } = served;
    const kept = await inClinic(desk.db, clinic, (scope) => nightsIn(scope, clinic));
    const own = kept.filter(({ name }) => name === row.name);
    const json: NightList = { nights: own.map((each) => shown(served, each)) };
    return reply.header("cache-control", "no-store").send(json);
  };

const one =
  ({ desk, row }: Omit<Door, "what">) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const { name } = row;
    const served = await admitted({ desk, row, what: `night-${name}` }, request, reply);
    if (served === null) return reply;
    const { night } = request.params as { readonly night: string };
    const asked = readBy(nightAsked, { night });
    if (!asked.ok) return sendProblem(reply, "malformed", { refusals: asked.refusals });
    const { clinic } = served;
    const pdf = await inClinic(desk.db, clinic, (scope) => nightIn(scope, clinic, { night, name }));
    return pdf === null ? sendProblem(reply, "not-found") : sendPdf(reply, pdf, `${night}-${name}`);
  };

/** Adds the routes of every report that is printed at night. */
export const nightRoutes = (app: FastifyInstance, desk: Desk): void => {
  for (const row of NIGHTLY) {
    const config = { who: row.who };
    app.get(nightsPath(row), { config }, list({ desk, row }));
    app.get(nightPath(row), { config }, one({ desk, row }));
  }
};
