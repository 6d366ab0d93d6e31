// SPDX-License-Identifier: Apache-2.0
/**
 * The two tables that everything else is derived from: every clinical command and every view.
 * Routes, the OpenAPI document, the matrix of permissions and the typed client are made from these
 * rows.
 */

import { signProgram } from "../course/at-pump.ts";
import * as followUp from "../course/follow-up.ts";
import { confirmNumber, localFormulary, withdrawNumber } from "../course/formulary.ts";
import * as house from "../course/house.ts";
import { patientPage } from "../course/page.ts";
import * as registration from "../course/registration.ts";
import * as surgery from "../course/surgery.ts";
import * as trial from "../course/trial.ts";
import * as keep from "../custody/keep.ts";
import { custodyReport } from "../custody/report.ts";
import { issuePassport, revokePassport } from "../passport/commands.ts";
import { passportPage } from "../passport/page.ts";
import { calendarFeed } from "../radar/feed.ts";
import { handOverPacket, radarPage } from "../radar/page.ts";
import { watchPatient } from "../radar/sweep.ts";
import { recordAccess } from "../visit/access.ts";
import * as act from "../visit/act.ts";
import { proposeSingle } from "../visit/bolus.ts";
import { abandonVisit, commitVisit } from "../visit/commit.ts";
import { confirmObservation } from "../visit/observe.ts";
import { visitPage } from "../visit/page.ts";
import { recordRefill } from "../visit/refill.ts";
import { clearScan, prepareScan } from "../visit/scan.ts";
import { patientTrend } from "../visit/trend.ts";

/** Every clinical command. */
export const COMMANDS = [
  house.configureClinic,
  house.recordNotice,
  confirmNumber,
  withdrawNumber,
  registration.registerPatient,
  registration.amendPatient,
  registration.recordReferral,
  registration.recordSelection,
  registration.handOverPatient,
  trial.recordTrial,
  trial.recordAssessment,
  surgery.recordImplant,
  surgery.recordExplant,
  followUp.bookAppointment,
  followUp.closeAppointment,
  followUp.raiseTask,
  followUp.escalateTask,
  followUp.closeTask,
  followUp.reportComplication,
  followUp.resolveComplication,
  act.beginVisit,
  act.recordReading,
  act.recordAspirate,
  act.explainDiscrepancy,
  act.checkSyringe,
  act.proposeFill,
  act.proposeProgram,
  proposeSingle,
  act.confirmCheck,
  act.guardFill,
  act.recordReadBack,
  commitVisit,
  abandonVisit,
  recordRefill,
  signProgram,
  confirmObservation,
  recordAccess,
  prepareScan,
  clearScan,
  issuePassport,
  revokePassport,
  keep.orderDrug,
  keep.cancelOrder,
  keep.receiveDrug,
  keep.discardDrug,
  keep.discardAspirate,
  keep.countStock,
  watchPatient,
] as const;

/** Every view of the record. */
export const VIEWS = [
  patientPage,
  visitPage,
  localFormulary,
  custodyReport,
  radarPage,
  handOverPacket,
  patientTrend,
  passportPage,
  calendarFeed,
] as const;

/** The name of a command. */
export type CommandName = (typeof COMMANDS)[number]["name"];
/** The name of a view. */
export type ViewName = (typeof VIEWS)[number]["name"];
