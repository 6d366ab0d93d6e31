// SPDX-License-Identifier: Apache-2.0
/** Chronicles: what was told of patients, read from the events of a clinic. */
import type { z } from "zod";
import {
  type Chronicle,
  type eventImported,
  type Origin,
  SIGNED,
  type Takeover,
  type Teller,
  type Told,
  type ToldEvent,
} from "../course/told.ts";
import type { Served } from "../desk/desk.ts";
import { patientOf } from "../desk/house.ts";
import { recordOf } from "../fact/kinds.ts";
import type { People } from "../people/account.ts";
import { type Event, eventOf } from "../store/event.ts";
import type { Scope } from "../store/scope.ts";

/** The clinic whose record is read, and its people as they are known now. */
type Reading = { readonly scope: Scope; readonly served: Served; readonly people: People };

type Imported = z.output<(typeof eventImported)["payload"]>;

const IMPORTED: (typeof eventImported)["kind"] = "event-imported";

const originOf = async ({ scope, served }: Reading): Promise<Origin | null> => {
  const { clinic, name, zone } = served;
  const first = await scope
    .selectFrom("event")
    .select("hash")
    .where("clinic", "=", clinic)
    .where("seq", "=", 0)
    .executeTakeFirst();
  return first === undefined ? null : { clinic, name, zone, chain: first.hash };
};

const eventsAbout = async (
  { scope, served }: Reading,
  patients: readonly string[],
): Promise<readonly Event[]> => {
  const rows = await scope
    .selectFrom("event")
    .selectAll()
    .where("clinic", "=", served.clinic)
    .where(
      "subject",
      "in",
      patients.map((patient) => recordOf("patient", patient)),
    )
    .orderBy("seq")
    .execute();
  return rows.map(eventOf);
};

/** A signature has the moment of the events that it stands under. */
const signaturesAt = async (
  { scope, served }: Reading,
  moments: readonly number[],
): Promise<readonly Event[]> => {
  if (moments.length === 0) return [];
  const rows = await scope
    .selectFrom("event")
    .selectAll()
    .where("clinic", "=", served.clinic)
    .where("kind", "=", SIGNED)
    .where("at", "in", moments)
    .orderBy("seq")
    .execute();
  return rows.map(eventOf);
};

const tellerOf = (people: People, account: string, patient: string): Teller => {
  const known = people.accounts[account];
  return known === undefined
    ? { account, name: account, roles: [], self: false }
    : { account, name: known.name, roles: [...known.roles], self: known.patient === patient };
};

type Own = { readonly from: Origin; readonly people: People; readonly patient: string };

/** Whose word an event is: a signature is that of who signed, whoever gave the command. */
const handOf = ({ kind, actor, data }: Event): string =>
  kind === SIGNED ? (data.payload as { readonly account: string }).account : actor;

const toldOf = (own: Own, event: Event): Told => {
  const { from, people, patient } = own;
  if (event.kind === IMPORTED) {
    const { from: there, who, event: inner } = event.data.payload as unknown as Imported;
    return { from: there, who, event: inner };
  }
  return { from, who: tellerOf(people, handOf(event), patient), event: event as ToldEvent };
};

const takeoversIn = (own: Own, events: readonly Event[]): readonly Takeover[] => {
  const imports = events.filter(({ kind }) => kind === IMPORTED);
  const byBundle = Map.groupBy(imports, ({ data }) => (data.payload as unknown as Imported).bundle);
  return [...byBundle].flatMap(([bundle, [first, ...rest]]) =>
    first === undefined
      ? []
      : {
          at: first.at,
          by: tellerOf(own.people, first.actor, own.patient),
          into: own.from,
          bundle,
          events: rest.length + 1,
        },
  );
};

const isUnder = (hashes: ReadonlySet<string>, { data }: Event): boolean =>
  (data.payload as { readonly events: readonly string[] }).events.some((hash) => hashes.has(hash));

const chronicle = (own: Own, events: readonly Event[], signed: readonly Event[]): Chronicle => {
  const hashes = new Set(events.map(({ hash }) => hash));
  const all = [...events, ...signed.filter((each) => isUnder(hashes, each))].toSorted(
    (one, other) => one.seq - other.seq,
  );
  return {
    patient: own.patient,
    told: all.map((event) => toldOf(own, event)),
    takeovers: takeoversIn(own, events),
  };
};

/** The chronicles of patients, in the order asked for, without those of whom nothing was told. */
export const chroniclesOf = async (
  reading: Reading,
  patients: readonly string[],
): Promise<readonly Chronicle[]> => {
  const from = await originOf(reading);
  if (from === null || patients.length === 0) return [];
  const events = await eventsAbout(reading, patients);
  const moments = [...new Set(events.filter(({ kind }) => kind !== IMPORTED).map(({ at }) => at))];
  const signed = await signaturesAt(reading, moments);
  const byPatient = Map.groupBy(events, ({ data }) => patientOf(data.subject) ?? "");
  return patients.flatMap((patient) => {
    const own = { from, people: reading.people, patient };
    const about = byPatient.get(patient);
    return about === undefined ? [] : chronicle(own, about, signed);
  });
};
