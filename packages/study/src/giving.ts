// SPDX-License-Identifier: Apache-2.0
/**
 * Giving: a regimen as the spells of the body's kernel. In: a regimen and how long. Out: when how
 * much enters where. Basal steps enter as a slow infusion does, boluses over the length that their
 * volume displaces. The first day begins at 00:00.
 */
import {
  bolusInto,
  type GivingSite,
  type Hours,
  hoursOf,
  infusionInto,
  microgramsOf,
  microgramsPerHourOf,
  millilitresOf,
  type Regimen,
  type Spell,
} from "@cisterna/body";
import { toNumber, volumeFor } from "@cisterna/quantity";
import type { RegimenAsked } from "./study.ts";

const DAY: Hours = 24;
/** Ways into the fluid, by their place in the regimen. */
const SLOWLY = 0;
const FAST = 1;

/** A basal rate from one time to another. */
type Piece = { readonly from: Hours; readonly upto: Hours; readonly rate: number };

/** One day of the basal pattern. Before its first step the last one of the day before goes on. */
const dayOf = ({ basal }: RegimenAsked): readonly Piece[] => {
  const steps = basal.map(({ minute, rate }) => ({
    from: minute / 60,
    rate: microgramsPerHourOf(rate),
  }));
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [];
  const before = first.from === 0 ? [] : [{ from: 0, upto: first.from, rate: last.rate }];
  return [
    ...before,
    ...steps.map(({ from, rate }, at) => ({ from, rate, upto: steps[at + 1]?.from ?? DAY })),
  ];
};

/** The basal pieces of the whole study; a rate that never changes is one piece. */
const piecesOf = (regimen: RegimenAsked, end: Hours): readonly Piece[] => {
  const day = dayOf(regimen);
  const [first] = day;
  if (first === undefined) return [];
  if (day.length === 1) return [{ ...first, upto: end }];
  const days = Array.from({ length: Math.ceil(end / DAY) }, (_, at) => at * DAY);
  return days.flatMap((start) =>
    day
      .map(({ from, upto, rate }) => ({ from: start + from, upto: start + upto, rate }))
      .filter(({ from }) => from < end),
  );
};

const bolusesOf = ({ bolus }: RegimenAsked, end: Hours): readonly Spell[] => {
  if (bolus === null) return [];
  const [every, over] = [hoursOf(bolus.every), hoursOf(bolus.over)];
  const dose = microgramsOf(bolus.dose);
  const count = Math.ceil(end / every - 1e-9);
  return Array.from({ length: count }, (_, at) => {
    const from = at * every;
    return { way: FAST, from, upto: from + over, dose };
  });
};

/** The regimen for the kernel. Giving that would go on beyond the end is cut off there. */
export const regimenOf = (asked: RegimenAsked, tip: GivingSite, end: Hours): Regimen => {
  const volume = asked.bolus === null ? 0 : bolusVolumeOf(asked);
  return {
    ways: [
      (model) => infusionInto(model, tip),
      (model) => (volume === 0 ? infusionInto(model, tip) : bolusInto(model, tip, volume)),
    ],
    spells: [
      ...piecesOf(asked, end)
        .filter(({ rate }) => rate > 0)
        .map(({ from, upto, rate }) => ({ way: SLOWLY, from, upto, dose: rate * (upto - from) })),
      ...bolusesOf(asked, end),
    ],
    turns: [],
  };
};

/** Volume of one bolus, mL; 0 without boluses. */
export const bolusVolumeOf = ({ bolus, concentration }: RegimenAsked): number =>
  bolus === null ? 0 : millilitresOf(volumeFor(bolus.dose, concentration));

/** The fluid given, boluses included, as its mean over a day; mL/h. */
export const meanFlowOf = (regimen: RegimenAsked): number => {
  const basal = dayOf(regimen).reduce((sum, { from, upto, rate }) => sum + rate * (upto - from), 0);
  const perMillilitre = toNumber(regimen.concentration) * 1000;
  const boluses =
    regimen.bolus === null ? 0 : bolusVolumeOf(regimen) / hoursOf(regimen.bolus.every);
  return basal / DAY / perMillilitre + boluses;
};

/** The dose of a day in mcg, boluses included. */
export const dailyDoseOf = (regimen: RegimenAsked): number =>
  meanFlowOf(regimen) * DAY * toNumber(regimen.concentration) * 1000;
