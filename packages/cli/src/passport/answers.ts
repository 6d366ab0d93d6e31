// SPDX-License-Identifier: Apache-2.0
/**
 * The five answers of a passport: what is in it, how much, when it runs dry, what kills, whom to
 * call. Joined from the passport, the estimate for the reader's present, the formulary and the
 * device table; the page and the card show the same.
 */

import { dosesIn, type Estimate, estimate, type Passport, strengthOf } from "@cisterna/passport";
import {
  type Concentration,
  type DoseRate,
  type Instant,
  type Mass,
  massIn,
  volumeOf,
} from "@cisterna/quantity";
import { type Drug, type DrugId, FORMULARY, type Pump, pumpOf } from "@cisterna/therapy";

/** One drug of the reservoir with everything a stranger needs to know of it. */
export type DrugAnswer = {
  readonly drug: DrugId;
  readonly massUnit: Drug["massUnit"];
  readonly concentration: Concentration;
  readonly perDay: DoseRate;
  /** A day with every allowed bolus, on a pump that runs fast by its stated error. */
  readonly atMost: DoseRate;
  readonly bolus: Mass | null;
  readonly overdose: Drug["overdose"];
  readonly abruptStop: Drug["abruptStop"];
};

/** Everything a reader is shown. */
export type Answers = {
  readonly passport: Passport;
  readonly now: Instant;
  readonly estimate: Estimate;
  readonly pump: Pump;
  readonly drugs: readonly DrugAnswer[];
};

const drugAnswer = (passport: Passport, index: number): readonly DrugAnswer[] => {
  const content = passport.contents[index];
  const perDay = dosesIn(passport, passport.perDay.programmed)[index];
  const atMost = dosesIn(passport, passport.perDay.most)[index];
  const known = content === undefined ? undefined : FORMULARY.get(content.drug);
  if (content === undefined || perDay === undefined || atMost === undefined) return [];
  const concentration = strengthOf(content);
  const { request } = passport;
  return [
    {
      drug: content.drug,
      massUnit: known?.massUnit ?? "mg",
      concentration,
      perDay: perDay.dose,
      atMost: atMost.dose,
      bolus: request === null ? null : massIn(volumeOf(request.bolus), concentration),
      overdose: known?.overdose ?? null,
      abruptStop: known?.abruptStop ?? null,
    },
  ];
};

/** The answers of a passport at an instant. */
export const answersOf = (passport: Passport, now: Instant): Answers => ({
  passport,
  now,
  estimate: estimate(passport, now),
  pump: pumpOf(passport.pump),
  drugs: passport.contents.flatMap((_, index) => drugAnswer(passport, index)),
});
