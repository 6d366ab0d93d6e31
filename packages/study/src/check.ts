// SPDX-License-Identifier: Apache-2.0
/** Checks: everything in a study that cannot be carried out, each with its path in the file. */
import {
  canalVolume,
  drugNamed,
  GIVING_SITES,
  type Hours,
  hoursOf,
  LONGEST_COURSE,
  memberAt,
  personOf,
  populationRefusals,
  SITES,
  siteNamed,
} from "@cisterna/body";
import { bolusVolumeOf } from "./giving.ts";
import { tipNamed } from "./name.ts";
import type { OutcomeAsked, RegimenAsked, Study, StudyRefusal } from "./study.ts";

/** Samples of one person and regimen that are taken at most. Ours. */
const MOST_TIMES = 20_000;

/** All that is wrong with a study. */
export const refusalsIn = (study: Study): readonly StudyRefusal[] => {
  const regimens = study.regimens.flatMap((each, at) => inRegimen(each, `regimens[${at}]`));
  const people = populationRefusals(study.population);
  return [
    ...people,
    ...tooLong("for", hoursOf(study.for)),
    ...regimens,
    ...twice(study.regimens, "regimens"),
    ...inCourse(study),
    ...study.outcomes.flatMap((each, at) => inOutcome(study, each, `outcomes[${at}]`)),
    ...twice(study.outcomes, "outcomes"),
    ...tooFine(study),
    ...(people.length + regimens.length === 0 ? tooLarge(study) : []),
  ];
};

const tooLong = (path: string, asked: Hours): readonly StudyRefusal[] =>
  asked > LONGEST_COURSE ? [{ kind: "course-too-long", path, asked, limit: LONGEST_COURSE }] : [];

const twice = (list: readonly { readonly name: string }[], path: string): readonly StudyRefusal[] =>
  list.flatMap(({ name }, at) =>
    list.findIndex((each) => each.name === name) === at
      ? []
      : [{ kind: "name-twice", path: `${path}[${at}].name`, asked: name }],
  );

const inRegimen = (regimen: RegimenAsked, path: string): readonly StudyRefusal[] => {
  const drug = drugNamed(regimen.drug);
  return [
    ...(drug.ok ? [] : [{ ...drug.refusals[0], path: `${path}.drug` }]),
    ...inTip(regimen.at, `${path}.at`),
    ...inOrder(regimen, `${path}.pattern`),
    ...inBolus(regimen, `${path}.bolus`),
  ];
};

const inTip = (asked: string, path: string): readonly StudyRefusal[] => {
  if (tipNamed(asked) !== null) return [];
  const kind = siteNamed(asked) === null ? "unknown-site" : "tip-outside-canal";
  return [{ kind, path, asked, accepted: GIVING_SITES }];
};

const inOrder = ({ basal }: RegimenAsked, path: string): readonly StudyRefusal[] =>
  basal.flatMap(({ minute }, at) =>
    at === 0 || minute > (basal[at - 1]?.minute ?? 0)
      ? []
      : [{ kind: "steps-out-of-order", path: `${path}[${at}].from` }],
  );

const inBolus = ({ bolus }: RegimenAsked, path: string): readonly StudyRefusal[] => {
  if (bolus === null) return [];
  const [asked, limit] = [hoursOf(bolus.over), hoursOf(bolus.every)];
  return asked <= limit
    ? []
    : [{ kind: "bolus-longer-than-interval", path: `${path}.over`, asked, limit }];
};

const unknownSite = (asked: string, path: string): readonly StudyRefusal[] =>
  siteNamed(asked) === null ? [{ kind: "unknown-site", path, asked, accepted: SITES }] : [];

/** Plasma is asked for, and of some drug its kinetics are not known. */
const withoutPlasma = (study: Study, site: string, path: string): readonly StudyRefusal[] =>
  site !== "plasma"
    ? []
    : [...new Set(study.regimens.map(({ drug }) => drug))].flatMap((drug) => {
        const found = drugNamed(drug);
        const isUnknown = found.ok && found.value.plasma === null;
        return isUnknown ? [{ kind: "plasma-kinetics-unknown", path, drug } as const] : [];
      });

const inCourse = (study: Study): readonly StudyRefusal[] =>
  study.course.sites.flatMap((site, at) => [
    ...unknownSite(site, `course.sites[${at}]`),
    ...withoutPlasma(study, site, `course.sites[${at}]`),
  ]);

const inOutcome = (study: Study, asked: OutcomeAsked, path: string): readonly StudyRefusal[] => {
  const limit = hoursOf(study.for);
  const [from, until] = [hoursOf(asked.from), hoursOf(asked.until)];
  return [
    ...unknownSite(asked.site, `${path}.site`),
    ...withoutPlasma(study, asked.site, `${path}.site`),
    ...(until > limit
      ? [{ kind: "window-outside-study", path: `${path}.until`, asked: until, limit } as const]
      : []),
    ...(from >= until
      ? [
          {
            kind: "window-without-points",
            path: `${path}.from`,
            points: 0,
            least: 2,
            window: { from, upto: until },
          } as const,
        ]
      : []),
  ];
};

const countOf = (span: Hours, every: Hours): number => Math.ceil(span / every) + 1;

const tooFine = ({ for: end, course, outcomes }: Study): readonly StudyRefusal[] => {
  const kept = countOf(hoursOf(end), hoursOf(course.every));
  const read = outcomes.reduce(
    (sum, { from, until, every }) =>
      sum + countOf(Math.max(0, hoursOf(until) - hoursOf(from)), hoursOf(every)),
    0,
  );
  const asked = kept + read;
  const limit = MOST_TIMES;
  const path = kept > read ? "course.every" : "outcomes";
  return asked > limit ? [{ kind: "too-many-samples", path, asked, limit }] : [];
};

/** A bolus that does not fit into the smallest canal of the population. */
const tooLarge = ({ population, regimens }: Study): readonly StudyRefusal[] => {
  if (regimens.every(({ bolus }) => bolus === null)) return [];
  const limit = leastCanal(population.seed, population.members);
  return regimens.flatMap((regimen, at) => {
    const asked = bolusVolumeOf(regimen);
    const path = `regimens[${at}].bolus.dose`;
    return asked < limit ? [] : [{ kind: "volume-beyond-canal", path, asked, limit } as const];
  });
};

const leastCanal = (seed: number, members: number): number =>
  Array.from({ length: members }, (_, place) => place).reduce((least, place) => {
    const person = personOf(memberAt(seed, place));
    return person.ok ? Math.min(least, canalVolume(person.value)) : least;
  }, Number.POSITIVE_INFINITY);
