// SPDX-License-Identifier: Apache-2.0
/**
 * The night's work on one clinic: its record is looked through; what its radar finds and whom
 * somebody has to remind become tasks. Each can be done again at any time and leaves the same
 * behind.
 */
import { printInstant } from "@cisterna/quantity";
import { type ClinicVerdict, checkClinic } from "../desk/check.ts";
import type { Desk, Served } from "../desk/desk.ts";
import type { House } from "../desk/house.ts";
import { kept } from "../desk/house.ts";
import { instantIn } from "../desk/zone.ts";
import type { Context, Person } from "../fact/command.ts";
import { everyRecord } from "../fact/shelf.ts";
import { peopleFact } from "../people/account.ts";
import { remindersOf } from "../radar/remind.ts";
import { watchPatient } from "../radar/sweep.ts";
import type { Fact } from "../store/event.ts";

/** Whose name stands under what nobody in particular did. */
export const CISTERNA: Person = { id: "cisterna", name: "Cisterna", roles: [] };

type Deed = {
  readonly why: string | null;
  readonly decide: (house: House) => readonly Fact[];
};

const write = async (desk: Desk, { record }: Served, { why, decide }: Deed): Promise<number> => {
  const outcome = await record.perform({
    deed: { actor: CISTERNA.id, why },
    at: desk.now(),
    key: null,
    asked: "",
    expected: null,
    decide: ({ state }) => ({ ok: true, facts: decide(state) }),
  });
  return outcome.kind === "done" ? outcome.events.length : 0;
};

/**
 * Looks through a record and writes down what was found, in the record itself: a broken one can
 * still be added to. `told` hears the verdict first: a record may be too broken even for that.
 */
export const verifyClinic = async (
  desk: Desk,
  served: Served,
  told: (verdict: ClinicVerdict) => void,
): Promise<void> => {
  const verdict = await checkClinic(desk, served);
  told(verdict);
  const { events, head, flaws } = verdict;
  const fact = peopleFact("record-verified", { events, head, flaws: flaws.length });
  await write(desk, served, { why: null, decide: () => [fact] });
};

/** What is to be written of one patient now; nothing for a patient who needs nothing. */
type Asks = (house: House, context: Context) => readonly Fact[];

/** Records that are written to in one go. */
const AT_ONCE = 64;

type Round = { readonly why: string; readonly asks: Asks };

/** Writes what every patient of a clinic needs; gives how many facts it took. */
const goRound = async (desk: Desk, served: Served, { why, asks }: Round): Promise<number> => {
  const { state } = await served.record.look();
  const now = instantIn(served.zone, desk.now());
  const about = (patient: string) => (house: House) =>
    asks(house, { now, who: CISTERNA, second: null, patient });
  const needy = everyRecord(state.practice.patients)
    .map(([patient]) => about(patient))
    .filter((decide) => decide(state).length > 0);
  const reason = `${why} of ${printInstant(now)}`;
  let written = 0;
  for (let from = 0; from < needy.length; from += AT_ONCE) {
    const batch = needy.slice(from, from + AT_ONCE);
    const counts = await Promise.all(
      batch.map((decide) => write(desk, served, { why: reason, decide })),
    );
    written += counts.reduce((sum, each) => sum + each, 0);
  }
  return written;
};

/** Brings the tasks of every patient up to what the radar finds; gives how many facts it took. */
export const sweepClinic = (desk: Desk, served: Served): Promise<number> =>
  goRound(desk, served, {
    why: "the radar",
    asks: ({ practice }, context) => {
      const decision = watchPatient.decide(practice, {}, context);
      return decision.ok ? kept(decision.value, context.patient) : [];
    },
  });

/** Raises and closes what patients are to be reminded of; gives how many facts it took. */
export const remindClinic = (desk: Desk, served: Served): Promise<number> =>
  goRound(desk, served, {
    why: "the reminders",
    asks: ({ practice }, context) => kept(remindersOf(practice, context), context.patient),
  });
