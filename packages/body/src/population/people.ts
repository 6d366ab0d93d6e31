// SPDX-License-Identifier: Apache-2.0
/**
 * People: a protocol carried out in every member of a population. In: a protocol. Out: what
 * `experiment` finds in one person, with a band in place of each number. Members are independent,
 * so the bands do not depend on the order in which they were carried out.
 */
import { accepted, assert, type Result, refused } from "@cisterna/quantity";
import { type Course, carriedOut, type SampledSite } from "../experiment.ts";
import { fingerprintOf } from "../fingerprint.ts";
import type { Site } from "../level.ts";
import { type Hours, millilitresOf } from "../measure.ts";
import type { Assumption } from "../neuraxis.ts";
import { type Order, orderOf } from "../order.ts";
import type { PopulationAsked, Protocol, ProtocolRefusal } from "../protocol.ts";
import { canalVolume, referenceAdult } from "../subject.ts";
import { type Band, bandOf } from "./band.ts";
import { memberAt } from "./member.ts";
import { drugIn, personOf } from "./person.ts";
import { DEPENDENCES, TRAITS } from "./trait.ts";

/** What was found at one site in all members. A reading is absent if nobody asked for it. */
export type BandedSite = {
  readonly site: Site;
  readonly hours: readonly Hours[];
  readonly concentrations: readonly Band[];
  readonly peak?: { readonly concentration: Band; readonly hours: Band };
  readonly halfLife?: Band;
  readonly arrival?: Band;
};

/** What an experiment gives in a population. */
export type PopulationCourse = {
  readonly population: PopulationAsked;
  readonly samples: readonly BandedSite[];
  readonly balanceError: Band;
  /** Population, fingerprint of every number in traits, reference adult and drug. */
  readonly parameters: string;
  readonly assumptions: readonly Assumption[];
};

/** Numbers that are held at a time at most: members × samples. Ours, 400 MB. */
export const MOST_NUMBERS = 50_000_000;

/**
 * Carries out a protocol in a population. `seen` is told how many members are done.
 * Refuses: what `orderOf` refuses, a bolus that does not fit into some member's canal, and more
 * numbers than can be held.
 */
export const runPopulation = (
  protocol: Protocol,
  seen: (done: number) => void = () => undefined,
): Result<PopulationCourse, ProtocolRefusal> => {
  const order = orderOf(protocol);
  if (!order.ok) return order;
  const { population } = order.value;
  assert(population !== null, "one person is carried out by runProtocol");
  const [first, ...rest] = [...fittingRefusals(order.value), ...sizeRefusals(order.value)];
  if (first !== undefined) return refused(first, ...rest);
  const courses = placesOf(population).map((place) => {
    const course = carriedOut(orderFor(order.value, population.seed, place));
    seen(place + 1);
    return course;
  });
  return accepted(bandedCourse(order.value, population, courses));
};

const placesOf = ({ members }: PopulationAsked): readonly number[] =>
  Array.from({ length: members }, (_, place) => place);

/** The order for one member: that person, and the drug as that person clears it. */
export const orderFor = (order: Order, seed: number, place: number): Order => {
  const traits = memberAt(seed, place);
  const person = personOf(traits);
  assert(person.ok, "a member that was drawn is a person", { seed, place });
  return { ...order, subject: person.value, drug: drugIn(order.drug, traits) };
};

const fittingRefusals = (order: Order): readonly ProtocolRefusal[] => {
  const { give, population } = order;
  if (give.kind !== "bolus" || population === null) return [];
  const asked = millilitresOf(give.volume);
  const limit = placesOf(population).reduce(
    (least, place) => Math.min(least, canalVolume(orderFor(order, population.seed, place).subject)),
    Number.POSITIVE_INFINITY,
  );
  return asked < limit ? [] : [{ kind: "volume-beyond-canal", path: "give.volume", asked, limit }];
};

const sizeRefusals = ({ population, sites }: Order): readonly ProtocolRefusal[] => {
  const samples = sites.reduce((sum, { hours }) => sum + Math.max(1, hours.length), 0);
  const asked = (population?.members ?? 0) * samples;
  const path = "subject.members";
  return asked <= MOST_NUMBERS
    ? []
    : [{ kind: "too-many-samples", path, asked, limit: MOST_NUMBERS }];
};

const bandedCourse = (
  order: Order,
  population: PopulationAsked,
  courses: readonly Course[],
): PopulationCourse => ({
  population,
  samples: order.sites.map((_, at) =>
    bandedSite(courses.flatMap(({ samples }) => samples[at] ?? [])),
  ),
  balanceError: bandOf(courses.map(({ balanceError }) => balanceError)),
  parameters: parametersOf(order, population),
  assumptions: courses[0]?.assumptions ?? [],
});

const parametersOf = ({ drug }: Order, { population }: PopulationAsked): string =>
  `${population}@${fingerprintOf({ TRAITS, DEPENDENCES, referenceAdult, drug })}`;

const bandedSite = (found: readonly SampledSite[]): BandedSite => {
  const [first] = found;
  assert(first !== undefined, "a population has members");
  const { site, hours, concentrations, peak, halfLife, arrival } = first;
  return {
    site,
    hours,
    concentrations: concentrations.map((_, at) =>
      bandOf(Float64Array.from(found, (each) => each.concentrations[at] ?? 0)),
    ),
    ...(peak === undefined ? {} : { peak: bandedPeak(found) }),
    ...(halfLife === undefined
      ? {}
      : { halfLife: bandOf(found.map((each) => each.halfLife ?? null)) }),
    ...(arrival === undefined
      ? {}
      : { arrival: bandOf(found.map((each) => each.arrival ?? null)) }),
  };
};

const bandedPeak = (found: readonly SampledSite[]): NonNullable<BandedSite["peak"]> => ({
  concentration: bandOf(found.map(({ peak }) => peak?.concentration ?? null)),
  hours: bandOf(found.map(({ peak }) => peak?.hours ?? null)),
});
