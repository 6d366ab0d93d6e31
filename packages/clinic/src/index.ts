// SPDX-License-Identifier: Apache-2.0
/** A clinic: its record in a database, its people, its interfaces. */

export { EMPTY_PRACTICE, type Practice, standingOf } from "./course/standing.ts";
export type {
  CommandInput,
  TableCommand,
  TableView,
  ViewAnswer,
  ViewQuestion,
} from "./desk/call.ts";
export { type ClinicVerdict, checkClinic } from "./desk/check.ts";
export { openDesk } from "./desk/desk.ts";
export { openClinic } from "./desk/open.ts";
export type { Command, Context, Person, Signature } from "./fact/command.ts";
export type { Fact, Recorded, Subject } from "./fact/fact.ts";
export { evolve, FACTS, readFact, recordOf } from "./fact/kinds.ts";
export { FORBIDDEN_KINDS, type Refusal, readBy, UNREADABLE_KINDS } from "./fact/refusal.ts";
export { COMMANDS, type CommandName, VIEWS, type ViewName } from "./fact/registry.ts";
export { ROLES, type Role } from "./fact/role.ts";
export { everyRecord, onShelf, type Shelf } from "./fact/shelf.ts";
export type { View } from "./fact/view.ts";
export type { CommandReceipt, Welcome } from "./http/answer.ts";
export type { ChroniclePage } from "./http/chronicle.ts";
export { describeServer } from "./http/describe.ts";
export type { NightList } from "./http/nights.ts";
export type { ProblemDocument, ProblemKind } from "./http/problem-kind.ts";
export { buildServer } from "./http/server.ts";
export { codeAt, drawFactor } from "./people/factor.ts";
export { TABLE as PUMP_LIST_COLUMNS } from "./pumplist/columns.ts";
export { BANDS, type Band, type Urgency } from "./radar/watch.ts";
export { type ClinicRadar, checkAll, radarOfAll } from "./serve/care.ts";
export { exportRecords } from "./serve/export.ts";
export { importPumpList, type ListImport } from "./serve/pump-list.ts";
export { printReport, REPORT_NAMES } from "./serve/report.ts";
export { demoCode } from "./serve/secret.ts";
export {
  type Opened,
  openStore,
  type ServeRefusal,
  type Serving,
  serveClinic,
} from "./serve/serve.ts";
export { readSettings, SETTINGS, type Settings } from "./serve/settings.ts";
export { found } from "./store/append.ts";
export { backUp, type RestoreRefusal, restore } from "./store/copy.ts";
export { openDatabase, type Place, Unfit } from "./store/database.ts";
export { migrate, Unmigratable } from "./store/migrate.ts";
export { openRecord } from "./store/perform.ts";
export { inClinic } from "./store/scope.ts";
export { verifyRecord } from "./store/verify.ts";
