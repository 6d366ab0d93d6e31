// SPDX-License-Identifier: Apache-2.0
/** Paths: where a command or a view stands. */
import type { CommandRow } from "../desk/row.ts";
import type { Report } from "../report/report.ts";

/** The path of a row, with its parameters as the router writes them. */
export const pathOf = ({ subject, name }: Pick<CommandRow, "name" | "subject">): string =>
  subject === "patient"
    ? `/api/clinics/:clinic/patients/:patient/${name}`
    : `/api/clinics/:clinic/${name}`;

/** The path of a report. */
export const reportPath = ({ subject, name }: Report): string =>
  subject === "patient"
    ? `/api/clinics/:clinic/patients/:patient/reports/${name}`
    : `/api/clinics/:clinic/reports/${name}`;

/** The path of the nights of which a report is kept. */
export const nightsPath = (row: Report): string => `${reportPath(row)}/nights`;

/** The path of a report of one night. */
export const nightPath = (row: Report): string => `${nightsPath(row)}/:night`;

/** A path with its parameters as the OpenAPI description writes them. */
export const inBraces = (path: string): string => path.replace(/:(\w+)/g, "{$1}");
