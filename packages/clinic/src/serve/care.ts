// SPDX-License-Identifier: Apache-2.0
/** The whole database at once, for whoever owns it: every clinic looked through, every radar. */
import { assert, printInstant } from "@cisterna/quantity";
import { noteAccess } from "../desk/access.ts";
import { type ClinicVerdict, checkClinic } from "../desk/check.ts";
import { openDesk, type Served } from "../desk/desk.ts";
import { instantIn } from "../desk/zone.ts";
import { OWNER } from "../people/account.ts";
import { feedOf } from "../radar/feed.ts";
import { radarOf } from "../radar/practice.ts";
import type { Urgency } from "../radar/watch.ts";
import type { Database } from "../store/database.ts";
import { inClinic } from "../store/scope.ts";

/** Every clinic of a database, by id. */
export const everyClinic = async (db: Database): Promise<readonly Served[]> => {
  const desk = openDesk(db, () => Date.now());
  const clinics = await db.selectFrom("clinic").select("clinic").orderBy("clinic").execute();
  const all: Served[] = [];
  for (const { clinic } of clinics) {
    const served = await desk.serve(clinic);
    assert(served !== null, "a clinic that is listed is served", { clinic });
    all.push(served);
  }
  return all;
};

/** A verdict on every clinic of a database. */
export const checkAll = async (db: Database): Promise<readonly ClinicVerdict[]> => {
  const desk = openDesk(db, () => Date.now());
  const verdicts: ClinicVerdict[] = [];
  for (const served of await everyClinic(db)) verdicts.push(await checkClinic(desk, served));
  return verdicts;
};

/** The radar of one clinic. `list` is null where the clinic has not made its choices yet. */
export type ClinicRadar = {
  readonly clinic: string;
  readonly name: string;
  readonly asOf: string;
  readonly list: readonly Urgency[] | null;
  /** The same as iCalendar, which names no patient. */
  readonly feed: string;
};

/** The radar of every clinic of a database. */
export const radarOfAll = async (db: Database, now: number): Promise<readonly ClinicRadar[]> => {
  const radars: ClinicRadar[] = [];
  for (const { clinic, name, zone, record } of await everyClinic(db)) {
    const at = instantIn(zone, now);
    const list = await inClinic(db, clinic, async (scope) => {
      const { state } = await record.lookIn(scope);
      const seen = { clinic, account: OWNER, what: "radar", subject: "clinic", result: "shown" };
      await noteAccess(scope, { ...seen, emergency: null, at: now });
      return radarOf(state.practice, at);
    });
    const feed = feedOf(list ?? [], name, at);
    radars.push({ clinic, name, asOf: printInstant(at), list, feed });
  }
  return radars;
};
