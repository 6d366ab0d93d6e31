// SPDX-License-Identifier: Apache-2.0
/** The routes of reports: a PDF for each row of the table, noted like any look. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Desk } from "../desk/desk.ts";
import { enter } from "../desk/look.ts";
import { printed } from "../desk/paper.ts";
import type { Report } from "../report/report.ts";
import { REPORTS } from "../report/table.ts";
import { reportPath } from "./path.ts";
import { sendProblem } from "./problem.ts";
import { visitorOf } from "./visitor.ts";

/** Sends a PDF to be read beside the page, and kept by nobody on the way. */
export const sendPdf = (reply: FastifyReply, pdf: Uint8Array, name: string): FastifyReply =>
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
    const asked = request.query as Readonly<Record<string, unknown>>;
    const pdf = await printed(desk, served, { row, standing, patient, subject, asked });
    if (!pdf.ok) return sendProblem(reply, "malformed", { refusals: pdf.refusals });
    return pdf.value === null
      ? sendProblem(reply, "not-found")
      : sendPdf(reply, pdf.value, row.name);
  };

/** Adds a route for every report. */
export const reportRoutes = (app: FastifyInstance, desk: Desk): void => {
  for (const row of REPORTS) {
    app.get(reportPath(row), { config: { who: row.who } }, handler(desk, row));
  }
};
