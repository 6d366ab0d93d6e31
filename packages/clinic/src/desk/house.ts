// SPDX-License-Identifier: Apache-2.0
/**
 * House: all that a clinic's record has come to: its people and its practice. The store folds
 * events into it; here the facts of the domain and those about people meet.
 */
import { EMPTY_PRACTICE, type Practice } from "../course/standing.ts";
import type { Fact as DomainFact, Subject } from "../fact/fact.ts";
import { evolve, recordOf } from "../fact/kinds.ts";
import { evolvePeople, isOfPeople, NOBODY, type People } from "../people/account.ts";
import type { Event, Fact } from "../store/event.ts";
import type { Fold } from "../store/follow.ts";
import { timeIn } from "./zone.ts";

/** Everything that a clinic knows. */
export type House = { readonly people: People; readonly practice: Practice };

const OF_PATIENT = "patient/";

/** The patient whom a subject of the record is about, or null. */
export const patientOf = (subject: string): string | null =>
  subject.startsWith(OF_PATIENT) ? subject.slice(OF_PATIENT.length) : null;

/** Facts of the domain as the store keeps them. */
export const kept = (facts: readonly DomainFact[], patient: string | null): readonly Fact[] =>
  facts.map(({ kind, version, subject, payload }) => ({
    kind,
    version,
    subject: recordOf(subject, patient),
    payload: payload as Fact["payload"],
  }));

const evolvePractice = (
  practice: Practice,
  { kind, version, subject, payload }: Fact,
  recording: { readonly at: string; readonly by: string },
): Practice => {
  const patient = patientOf(subject);
  const fact = {
    kind,
    version,
    subject: patient === null ? (subject as Subject) : "patient",
    payload: payload as DomainFact["payload"],
    ...recording,
  } as const;
  return evolve(practice, fact, patient);
};

/** How the events of a clinic in a zone become its house. */
export const houseFold = (zone: string): Fold<House> => ({
  start: { people: NOBODY, practice: EMPTY_PRACTICE },
  evolve: ({ people, practice }: House, fact: Fact, { at, actor }: Event): House =>
    isOfPeople(fact.kind)
      ? { people: evolvePeople(people, fact, actor), practice }
      : { people, practice: evolvePractice(practice, fact, { at: timeIn(zone, at), by: actor }) },
});
