// SPDX-License-Identifier: Apache-2.0
/** The routes of reports: a PDF for each row of the table, noted like any look. */
import { type Paper, printSheet } from "@cisterna/paper";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Desk, Served } from "../desk/desk.ts";
import type { House } from "../desk/house.ts";
import { enter } from "../desk/look.ts";
import { instantIn } from "../desk/zone.ts";
import { chroniclesOf } from "../fhir/chronicle.ts";
import type { Report, Signed } from "../report/report.ts";
import { signedIn } from "../report/signed.ts";
import { REPORTS } from "../report/table.ts";
import { inClinic } from "../store/scope.ts";
import { reportPath } from "./path.ts";
import { sendProblem } from "./problem.ts";
import { visitorOf } from "./visitor.ts";

const signedBy = async (
  desk: Desk,
  served: Served,
  { people, patient }: Pick<House, "people"> & { readonly patient: string | null },
): Promise<Signed> => {
  if (patient === null) return new Map();
  const [chronicle] = await inClinic(desk.db, served.clinic, (scope) =>
    chroniclesOf({ scope, served, people }, [patient]),
  );
  return chronicle === undefined ? new Map() : signedIn(chronicle);
};

const paperOf = (query: unknown): Paper => (query as { readonly paper?: Paper }).paper ?? "a4";

const sendPdf = (reply: FastifyReply, pdf: Uint8Array, name: string): FastifyReply =>
  reply
    .header("content-type", "application/pdf")
    .header("content-disposition", `inline; filename="${name}.pdf"`)
    .header("cache-control", "no-store")
    .send(Buffer.from(pdf));

const handler =
  (desk: Desk, row: Report) => async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served, session } = visitor;
    const { patient = null } = request.params as { readonly patient?: string };
    const entrance = {
      account: session.account,
      row: { name: `report-${row.name}`, subject: row.subject, who: row.who },
      patient,
    };
    const { permission, standing, subject } = await enter(desk, served, entrance);
    if (!permission.granted) return sendProblem(reply, "forbidden");
    const { people, practice } = standing.state;
    const written = row.write(
      {
        practice,
        now: instantIn(served.zone, desk.now()),
        clinic: served.name,
        patient,
        revision: standing.revisionOf(subject),
        signed: await signedBy(desk, served, { people, patient }),
      },
      request.query,
    );
    if (!written.ok) return sendProblem(reply, "malformed", { refusals: written.refusals });
    if (written.value === null) return sendProblem(reply, "not-found");
    return sendPdf(reply, printSheet(written.value, paperOf(request.query)), row.name);
  };

/** Adds a route for every report. */
export const reportRoutes = (app: FastifyInstance, desk: Desk): void => {
  for (const row of REPORTS) {
    app.get(reportPath(row), { config: { who: row.who } }, handler(desk, row));
  }
};
