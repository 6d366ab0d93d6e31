// SPDX-License-Identifier: Apache-2.0
/**
 * The form of a program: the rules that `program.ts` states and those without which the pump's
 * integers would not stay exact. What breaks one is refused with its path; a program that keeps
 * them all can be run as it stands.
 */
import { DAY_MS } from "@cisterna/quantity";
import type { Bolus, Program, Week } from "@cisterna/therapy";
import type { Refusal } from "./refusal.ts";

/** A rule that a program breaks, and where. */
type Malformed = Extract<Refusal, { kind: "malformed-program" }>;

const WEEK_MS = 7 * DAY_MS;
/** No time in a program is longer than a century; no count is beyond what quanta can hold. */
const LONGEST_MS = 36_525 * DAY_MS;
const MOST_PULSES = Math.floor(Number.MAX_SAFE_INTEGER / DAY_MS) - 1;
/** Boluses come a minute apart at least, segments so on average: a day of history stays small. */
const SHORTEST_MS = 60_000;
const MOST_SEGMENTS = WEEK_MS / SHORTEST_MS;
const MOST_STEPS = 366;

type Found = readonly Malformed[];

const unless = (holds: boolean, path: string, what: string): Found =>
  holds ? [] : [{ kind: "malformed-program", path, what }];

const isCount = (value: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= most;

const time = (value: number, path: string): Found =>
  unless(isCount(value, LONGEST_MS), path, "a whole number of ms within a century");

const amount = (value: number, path: string): Found =>
  unless(isCount(value, MOST_PULSES), path, "a whole number of pulses");

const rate = (value: number, path: string): Found =>
  unless(isCount(value, DAY_MS), path, "a whole number of pulses a day, at most one per ms");

const week = (segments: Week, path: string): Found => [
  ...unless(segments[0]?.from === 0, path, "a week begins at 0"),
  ...unless(segments.length <= MOST_SEGMENTS, path, "a segment a minute at most"),
  ...segments.flatMap((segment, index) => {
    const before = segments[index - 1]?.from ?? -1;
    const ascends = isCount(segment.from, WEEK_MS - 1) && segment.from > before;
    return [
      ...unless(ascends, `${path}.${index}.from`, "segments ascend within seven days"),
      ...rate(segment.rate, `${path}.${index}.rate`),
    ];
  }),
];

const titration = ({ titration: steps }: Program): Found => [
  ...unless(steps.length <= MOST_STEPS, "titration", "366 steps at most"),
  ...steps.flatMap((step, index) => [
    ...time(step.at, `titration.${index}.at`),
    ...unless(step.at > (steps[index - 1]?.at ?? -1), `titration.${index}.at`, "steps ascend"),
    ...week(step.week, `titration.${index}.week`),
  ]),
];

const bolus = (order: Bolus | null, path: string): Found =>
  order === null
    ? []
    : [
        ...amount(order.pulses, `${path}.pulses`),
        ...unless(order.pulses !== 0, `${path}.pulses`, "a bolus has a pulse"),
        ...unless(
          isCount(order.over, DAY_MS) && order.over > 0,
          `${path}.over`,
          "a bolus takes some time, and a day at most",
        ),
      ];

/** Boluses of one kind neither overlap nor follow each other faster than a minute. */
const apart = (order: Bolus, gap: number, path: string): Found => [
  ...time(gap, path),
  ...unless(gap >= order.over, path, "a bolus ends before the next"),
  ...unless(gap >= SHORTEST_MS, path, "a minute at least"),
];

const periodic = ({ periodic: order }: Program): Found =>
  order === null
    ? []
    : [
        ...bolus(order, "periodic"),
        ...time(order.first, "periodic.first"),
        ...apart(order, order.every, "periodic.every"),
      ];

const onDemand = ({ onDemand: order }: Program): Found =>
  order === null
    ? []
    : [
        ...bolus(order, "onDemand"),
        ...apart(order, order.lockout, "onDemand.lockout"),
        ...unless(isCount(order.perDay, DAY_MS), "onDemand.perDay", "a whole number"),
        ...unless(isCount(order.validity, DAY_MS), "onDemand.validity", "a day at most"),
      ];

const transition = ({ transition: order }: Program): Found =>
  order === null
    ? []
    : [
        ...amount(order.pulses, "transition.pulses"),
        ...rate(order.rate, "transition.rate"),
        ...unless(order.rate > 0 || order.pulses === 0, "transition.rate", "a transition flows"),
      ];

const limits = ({ limits: hard }: Program): Found => [
  ...unless(isCount(hard.rate, Number.MAX_SAFE_INTEGER), "limits.rate", "a whole number"),
  ...unless(isCount(hard.hour, Number.MAX_SAFE_INTEGER), "limits.hour", "a whole number"),
  ...unless(isCount(hard.day, Number.MAX_SAFE_INTEGER), "limits.day", "a whole number"),
];

/**
 * Every rule of form that a program breaks; none, and it can be run.
 * Law: a program without findings never breaks an assertion of the pump.
 */
export const malformations = (program: Program): readonly Malformed[] => [
  ...unless(isCount(program.version, Number.MAX_SAFE_INTEGER), "version", "a whole number"),
  ...unless(isCount(program.clock, WEEK_MS - 1), "clock", "a time within seven days"),
  ...week(program.week, "week"),
  ...titration(program),
  ...periodic(program),
  ...onDemand(program),
  ...bolus(program.single, "single"),
  ...transition(program),
  ...rate(program.minimum, "minimum"),
  ...limits(program),
];
