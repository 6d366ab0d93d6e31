// SPDX-License-Identifier: Apache-2.0
/** Care for a database as a whole, while nobody is served: every clinic is looked through. */
import { assert } from "@cisterna/quantity";
import { type ClinicVerdict, checkClinic } from "../desk/check.ts";
import { openDesk } from "../desk/desk.ts";
import type { Database } from "../store/database.ts";

/** A verdict on every clinic of a database, by id. */
export const checkAll = async (db: Database): Promise<readonly ClinicVerdict[]> => {
  const desk = openDesk(db, () => Date.now());
  const clinics = await db.selectFrom("clinic").select("clinic").orderBy("clinic").execute();
  const verdicts: ClinicVerdict[] = [];
  for (const { clinic } of clinics) {
    const served = await desk.serve(clinic);
    assert(served !== null, "a clinic that is listed is served", { clinic });
    verdicts.push(await checkClinic(desk, served));
  }
  return verdicts;
};
