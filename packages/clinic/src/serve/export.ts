// SPDX-License-Identifier: Apache-2.0
/** Exporting: the records of patients as they travel, for whoever owns the database. */
import type { Bundle } from "@medplum/fhirtypes";
import { noteAccess } from "../desk/access.ts";
import type { Served } from "../desk/desk.ts";
import { recordOf } from "../fact/kinds.ts";
import { everyRecord } from "../fact/shelf.ts";
import { recordBundle } from "../fhir/bundle.ts";
import { chroniclesOf } from "../fhir/chronicle.ts";
import { OWNER } from "../people/account.ts";
import type { Database } from "../store/database.ts";
import { inClinic } from "../store/scope.ts";
import { everyClinic } from "./care.ts";

/** Which records are exported, and when; null: every patient's. */
type Wish = { readonly patient: string | null; readonly now: number };

type Say = (bundle: Bundle) => Promise<void>;

const exportClinic = (
  db: Database,
  served: Served,
  { wish, say }: { readonly wish: Wish; readonly say: Say },
): Promise<number> =>
  inClinic(db, served.clinic, async (scope) => {
    const { state } = await served.record.lookIn(scope);
    const patients = everyRecord(state.practice.patients)
      .map(([patient]) => patient)
      .filter((patient) => wish.patient === null || wish.patient === patient);
    for (const patient of patients) {
      const reading = { scope, served, people: state.people };
      const [chronicle] = await chroniclesOf(reading, [patient]);
      if (chronicle === undefined) continue;
      const [what, subject] = ["fhir-export-record", recordOf("patient", patient)];
      const look = { account: OWNER, what, subject, result: "shown", emergency: null };
      await noteAccess(scope, { clinic: served.clinic, ...look, at: wish.now });
      await say(recordBundle(chronicle));
    }
    return patients.length;
  });

/** Exports records of every clinic of a database, one at a time; gives how many there were. */
export const exportRecords = async (db: Database, wish: Wish, say: Say): Promise<number> => {
  let count = 0;
  for (const served of await everyClinic(db)) {
    count += await exportClinic(db, served, { wish, say });
  }
  return count;
};
