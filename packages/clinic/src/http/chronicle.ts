// SPDX-License-Identifier: Apache-2.0
/**
 * The route of a patient's chronicle: everything that was told of the patient, the newest first, by
 * whom, when and why, a page at a time. Whoever may read the patient's page may read it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { patientPage } from "../course/page.ts";
import { SIGNED, type Told } from "../course/told.ts";
import type { Desk, Served } from "../desk/desk.ts";
import type { House } from "../desk/house.ts";
import { enter } from "../desk/look.ts";
import { timeIn } from "../desk/zone.ts";
import { mapping } from "../fact/field.ts";
import { readBy } from "../fact/refusal.ts";
import { ROLES } from "../fact/role.ts";
import { chroniclesOf } from "../fhir/chronicle.ts";
import type { Standing } from "../store/follow.ts";
import { inClinic } from "../store/scope.ts";
import { pathOf } from "./path.ts";
import { sendProblem } from "./problem.ts";
import { visitorOf } from "./visitor.ts";

/** The row of the chronicle among the views. */
export const CHRONICLE = { name: "chronicle", subject: "patient", who: patientPage.who } as const;

/** Entries on one page. */
const PAGE = 50;

const PLACE_SAID = "the place of an entry, a whole number from 1";

/** What is asked of a chronicle. */
export const chronicleAsked = mapping(
  {
    before: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, { error: () => PLACE_SAID })
      .optional()
      .meta({ description: "Only what was told before the entry of this place" }),
  },
  "Which page",
);

/** A page of a chronicle, the newest entry first. */
export const chronicleSchema = z.object({
  as_of: z.string(),
  /** Entries in all. */
  entries: z.int(),
  page: z.array(
    z.object({
      /** Its place among all entries, the oldest is 1. */
      place: z.int(),
      at: z.string(),
      kind: z.string(),
      by: z.string(),
      roles: z.array(z.enum(ROLES)),
      /** Whether the patient told it. */
      self: z.boolean(),
      why: z.string().nullable(),
      /** The clinic that it was taken over from; null: it was told here. */
      from: z.string().nullable(),
      hash: z.string(),
      /** What was told, in the words of the record. */
      told: z.record(z.string(), z.unknown()),
    }),
  ),
  /** Where the next page begins; null: there is none. */
  before: z.int().nullable(),
});

/** A page of a chronicle, the newest entry first. */
export type ChroniclePage = z.output<typeof chronicleSchema>;

/** A signature tells whose it is and what it means; what it stands under is told beside it. */
const toldIn = ({ kind, data }: Told["event"]): Readonly<Record<string, unknown>> =>
  kind === SIGNED ? { name: data.payload["name"], meaning: data.payload["meaning"] } : data.payload;

const entryOf = (clinic: string, { from, who, event }: Told, place: number) => ({
  place,
  at: timeIn(from.zone, event.at),
  kind: event.kind,
  by: who.name,
  roles: [...who.roles],
  self: who.self,
  why: event.data.why,
  from: from.clinic === clinic ? null : from.name,
  hash: event.hash,
  told: toldIn(event),
});

type Wish = {
  readonly standing: Standing<House>;
  readonly patient: string;
  readonly before: number | null;
};

/** A page of what was told of a patient; null: nothing was. */
const pageOf = async (desk: Desk, served: Served, wish: Wish): Promise<ChroniclePage | null> => {
  const { clinic, zone } = served;
  const { people } = wish.standing.state;
  const [chronicle] = await inClinic(desk.db, clinic, (scope) =>
    chroniclesOf({ scope, served, people }, [wish.patient]),
  );
  if (chronicle === undefined) return null;
  const { told } = chronicle;
  const upto = Math.min((wish.before ?? Infinity) - 1, told.length);
  const from = Math.max(upto - PAGE, 0);
  return {
    as_of: timeIn(zone, desk.now()),
    entries: told.length,
    page: told
      .slice(from, upto)
      .map((each, index) => entryOf(clinic, each, from + index + 1))
      .toReversed(),
    before: from === 0 ? null : from + 1,
  };
};

const handler = (desk: Desk) => async (request: FastifyRequest, reply: FastifyReply) => {
  const visitor = await visitorOf(desk, request, reply);
  if (visitor === null) return reply;
  const { served, session } = visitor;
  const { patient } = request.params as { readonly patient: string };
  const entrance = { account: session.account, row: CHRONICLE, patient };
  const { permission, standing } = await enter(desk, served, entrance);
  if (!permission.granted) return sendProblem(reply, "forbidden");
  const asked = readBy(chronicleAsked, request.query);
  if (!asked.ok) return sendProblem(reply, "malformed", { refusals: asked.refusals });
  const { before } = asked.value;
  const page = await pageOf(desk, served, {
    standing,
    patient,
    before: before === undefined ? null : Number(before),
  });
  return page === null
    ? sendProblem(reply, "not-found")
    : reply.header("cache-control", "no-store").send(page);
};

/** Adds the route. */
export const chronicleRoutes = (app: FastifyInstance, desk: Desk): void => {
  app.get(pathOf(CHRONICLE), { config: { who: CHRONICLE.who } }, handler(desk));
};
