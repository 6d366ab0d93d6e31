// SPDX-License-Identifier: Apache-2.0
/**
 * Checking a whole clinic: the chain; every fact against the schema of its kind; the house folded
 * again from nothing against the one that is served; and whether what is named is there.
 */
import { isDeepStrictEqual } from "node:util";
import { eventImported } from "../course/told.ts";
import type { Fact as DomainFact } from "../fact/fact.ts";
import { FACTS, readFact } from "../fact/kinds.ts";
import { isOfPeople, readPeopleFact, UNACCOUNTED } from "../people/account.ts";
import { type Event, eventOf, factOf, hashFits } from "../store/event.ts";
import { follow } from "../store/follow.ts";
import { inClinic, type Scope } from "../store/scope.ts";
import { type Flaw, verifyRecord } from "../store/verify.ts";
import type { Desk, Served } from "./desk.ts";
import { type House, houseFold, patientOf } from "./house.ts";

/** Something that is not as it should be. */
type ClinicFlaw =
  | Flaw
  | { readonly kind: "fact-unreadable"; readonly seq: number; readonly fact: string }
  | { readonly kind: "view-differs"; readonly seq: number }
  | { readonly kind: "name-unknown"; readonly seq: number; readonly what: string };

/** What a look through a whole clinic gives. */
export type ClinicVerdict = {
  readonly clinic: string;
  readonly events: number;
  readonly head: string;
  readonly flaws: readonly ClinicFlaw[];
};

/** The event inside an imported one, as it stood in the chain of its origin. */
const within = ({ data }: Event): Event => (data.payload as { readonly event: Event }).event;

const isImported = ({ kind }: Event): boolean => kind === eventImported.kind;

const isReadable = (event: Event): boolean =>
  isFact(event) && (!isImported(event) || (hashFits(within(event)) && isFact(within(event))));

const isFact = (event: Event): boolean => {
  const { kind, version, subject, payload } = factOf(event);
  if (isOfPeople(kind)) return readPeopleFact(kind, payload);
  const isKnown = FACTS.some((each) => each.kind === kind && each.version === version);
  const about = patientOf(subject) === null ? subject : "patient";
  return isKnown && readFact({ kind, version, subject: about, payload } as DomainFact).ok;
};

const eventsIn = async (scope: Scope, clinic: string): Promise<readonly Event[]> => {
  const rows = await scope
    .selectFrom("event")
    .selectAll()
    .where("clinic", "=", clinic)
    .orderBy("seq")
    .execute();
  return rows.map(eventOf);
};

/** Whoever acted had an account or needs none, and a patient's first fact is the registration. */
const namesMissing = (events: readonly Event[]): readonly ClinicFlaw[] => {
  const accounts = new Set<string>(UNACCOUNTED);
  const patients = new Set<string>();
  return events.flatMap((event): readonly ClinicFlaw[] => {
    const { seq, kind, actor, data } = event;
    const { account } = data.payload as { readonly account?: string };
    const missing = accounts.has(actor)
      ? []
      : [{ kind: "name-unknown", seq, what: actor } as const];
    if (kind === "account-opened" && account !== undefined) accounts.add(account);
    const patient = patientOf(data.subject);
    const registers = isImported(event) ? within(event).kind : kind;
    if (registers === "patient-registered") patients.add(data.subject);
    return patient === null || patients.has(data.subject)
      ? missing
      : [...missing, { kind: "name-unknown", seq, what: data.subject }];
  });
};

const refoldedDiffers = async (
  scope: Scope,
  { clinic, zone, record }: Served,
): Promise<readonly ClinicFlaw[]> => {
  const served = await record.lookIn(scope);
  const again = await follow<House>(clinic, houseFold(zone)).catchUp(scope);
  const { seq } = served.head;
  return isDeepStrictEqual(again.state, served.state) ? [] : [{ kind: "view-differs", seq }];
};

/** Looks through a whole clinic. A broken chain is told alone: behind it nothing is sure. */
export const checkClinic = (desk: Desk, served: Served): Promise<ClinicVerdict> =>
  inClinic(desk.db, served.clinic, async (scope) => {
    const verdict = await verifyRecord(scope, served.clinic);
    if (verdict.flaws.length > 0) return verdict;
    const events = await eventsIn(scope, served.clinic);
    const unreadable = events
      .filter((event) => !isReadable(event))
      .map(({ seq, kind }) => ({ kind: "fact-unreadable", seq, fact: kind }) as const);
    if (unreadable.length > 0) return { ...verdict, flaws: unreadable };
    const flaws = [...namesMissing(events), ...(await refoldedDiffers(scope, served))];
    return { ...verdict, flaws };
  });
