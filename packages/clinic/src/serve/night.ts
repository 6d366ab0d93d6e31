// SPDX-License-Identifier: Apache-2.0
/**
 * The night's work: once a night every clinic is looked through, and what was found stands in its
 * record. Any number of servers share it: whoever writes the row of a night first does the work,
 * and a night that was left half-way is taken up again.
 */
import { assert } from "@cisterna/quantity";
import { sql } from "kysely";
import { type ClinicVerdict, checkClinic } from "../desk/check.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { timeIn } from "../desk/zone.ts";
import { peopleFact } from "../people/account.ts";
import { inClinic, type Scope } from "../store/scope.ts";

/** From when on, by the clinic's clock, the night's work is due. */
const FROM = "02:00";

/** After how long work that was not finished is taken for left. */
const LEFT_MS = 3_600_000;

const NAME = "verification";

type Night = { readonly clinic: string; readonly day: string };

/** Takes a night's work; false: somebody has it, or it is done. */
const take = async (scope: Scope, { clinic, day }: Night, now: number): Promise<boolean> => {
  const { rows } = await sql`
    insert into job (clinic, name, day, begun) values (${clinic}, ${NAME}, ${day}, ${now})
    on conflict (clinic, name, day) do update set begun = ${now}
      where job.done is null and job.begun < ${now - LEFT_MS}
    returning day`.execute(scope);
  return rows.length > 0;
};

const finish = async (scope: Scope, { clinic, day }: Night, now: number): Promise<void> => {
  await scope
    .updateTable("job")
    .set({ done: now })
    .where("clinic", "=", clinic)
    .where("name", "=", NAME)
    .where("day", "=", day)
    .execute();
};

/** The night that is due at a moment; null: it is not night yet. */
const nightAt = ({ clinic, zone }: Served, now: number): Night | null => {
  const [day = "", time = ""] = timeIn(zone, now).split("T");
  return time >= FROM ? { clinic, day } : null;
};

/** Writes down what was found, in the record itself: a broken one can still be added to. */
const write = async (desk: Desk, served: Served, verdict: ClinicVerdict): Promise<void> => {
  const { events, head, flaws } = verdict;
  const fact = peopleFact("record-verified", { events, head, flaws: flaws.length });
  await served.record.perform({
    deed: { actor: "cisterna", why: null },
    at: desk.now(),
    key: null,
    asked: "",
    expected: null,
    decide: () => ({ ok: true, facts: [fact] }),
  });
};

const workOn = async (desk: Desk, served: Served): Promise<ClinicVerdict | null> => {
  const night = nightAt(served, desk.now());
  if (night === null) return null;
  const { clinic } = served;
  const taken = await inClinic(desk.db, clinic, (scope) => take(scope, night, desk.now()));
  if (!taken) return null;
  const verdict = await checkClinic(desk, served);
  try {
    await write(desk, served, verdict);
    await inClinic(desk.db, clinic, (scope) => finish(scope, night, desk.now()));
  } catch (error) {
    // A record that is too broken to be added to is told of all the same, and looked through again.
    if (verdict.flaws.length === 0) throw error;
  }
  return verdict;
};

/** Does what is due of the night's work; gives what was found in each clinic that was due. */
export const workTonight = async (desk: Desk): Promise<readonly ClinicVerdict[]> => {
  const clinics = await desk.db.selectFrom("clinic").select("clinic").orderBy("clinic").execute();
  const found: ClinicVerdict[] = [];
  for (const { clinic } of clinics) {
    const served = await desk.serve(clinic);
    assert(served !== null, "a clinic that is listed is served", { clinic });
    const verdict = await workOn(desk, served);
    if (verdict !== null) found.push(verdict);
  }
  return found;
};

const EVERY_MS = 60_000;

/** Looks every minute whether the night's work is due; gives the way to stop, at rest. */
export const workEveryNight = (
  desk: Desk,
  told: (found: readonly ClinicVerdict[]) => void,
  failed: (error: unknown) => void,
): (() => Promise<void>) => {
  let working = Promise.resolve();
  const look = (): void => {
    working = working.then(() => workTonight(desk).then(told, failed));
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return working;
  };
};
