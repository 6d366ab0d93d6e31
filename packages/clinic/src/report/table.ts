// SPDX-License-Identifier: Apache-2.0
/** The table of reports: routes, the OpenAPI document and the matrix are made from these rows. */
import { custodyPaper } from "./custody.ts";
import { handOverReport } from "./hand-over.ts";
import { patientSheet } from "./leaflet.ts";
import { prescriptionReport } from "./prescription.ts";
import { radarPaper } from "./radar.ts";
import type { Report } from "./report.ts";
import { visitReport } from "./visit.ts";
import { worksheetReport } from "./worksheet.ts";

/** Every report. */
export const REPORTS: readonly Report[] = [
  visitReport,
  prescriptionReport,
  worksheetReport,
  handOverReport,
  patientSheet,
  custodyPaper,
  radarPaper,
];
