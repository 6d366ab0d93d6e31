// SPDX-License-Identifier: Apache-2.0
/** A pump list taken in by whoever owns the database, before anybody is served from it. */
import { openDesk } from "../desk/desk.ts";
import { kept } from "../desk/house.ts";
import { instantIn } from "../desk/zone.ts";
import { OWNER } from "../people/account.ts";
import { takeIn } from "../pumplist/take-in.ts";
import type { Database } from "../store/database.ts";

/** A list for a clinic. */
type Wish = {
  readonly clinic: string;
  readonly csv: string;
  readonly now: number;
  /** Nothing is written. */
  readonly dry: boolean;
};

/** What came of a list: its lines and problems, and how many events it became. */
export type ListImport = Pick<ReturnType<typeof takeIn>, "lines" | "problems"> & {
  readonly events: number;
};

/** Takes a list in, all of it or nothing; null: there is no such clinic. */
export const importPumpList = async (
  db: Database,
  { clinic, csv, now, dry }: Wish,
): Promise<ListImport | null> => {
  const served = await openDesk(db, () => now).serve(clinic);
  if (served === null) return null;
  const who = { id: OWNER, name: OWNER, roles: [] };
  const context = { now: instantIn(served.zone, now), who, second: null, patient: null };
  const dryRun = takeIn((await served.record.look()).state.practice, csv, context);
  if (dry || dryRun.problems.length > 0) return { ...dryRun, events: 0 };
  const outcome = await served.record.perform({
    deed: { actor: OWNER, why: "a pump list was taken in where the database is" },
    ...{ at: now, key: null, asked: "", expected: null },
    decide: ({ state }) => {
      const { facts } = takeIn(state.practice, csv, context);
      return { ok: true, facts: facts.flatMap((each) => kept(each.facts, each.patient)) };
    },
  });
  return { ...dryRun, events: outcome.kind === "done" ? outcome.events.length : 0 };
};
