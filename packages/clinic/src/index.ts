// SPDX-License-Identifier: Apache-2.0
/** A clinic: its record in a database, its people, its interfaces. */
export { found } from "./store/append.ts";
export { openDatabase, type Place, Unfit } from "./store/database.ts";
export { migrate, Unmigratable } from "./store/migrate.ts";
export { openRecord } from "./store/perform.ts";
export { inClinic } from "./store/scope.ts";
export { verifyRecord } from "./store/verify.ts";
