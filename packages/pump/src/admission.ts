// SPDX-License-Identifier: Apache-2.0
/**
 * Admission: may this program run on this pump, now? The program and the pump's past flow in;
 * every reason against it flows out. The sums of the windows are the guard's.
 */
import { DAY_MS, HOUR_MS, type Milliseconds, type Pulses, pulses } from "@cisterna/quantity";
import type { Bolus, PeriodicBolus, Program, Week } from "@cisterna/therapy";
import { forbiddingFault } from "./alarm/restraint.ts";
import { bolusRate } from "./bolus.ts";
import type { ProgramCommand } from "./command.ts";
import { malformations } from "./form.ts";
import type { Commitment, Guard, Overflow } from "./guard.ts";
import { type Era, type Pump, pulsesLeft } from "./pump.ts";
import type { Refusal, WindowName } from "./refusal.ts";
import { basalAt, piecesOf, type Span, scheduledAt } from "./schedule.ts";
import { type Quanta, tallyOf } from "./tally.ts";
import { constraintsOf } from "./window.ts";

const WEEK_MS = 7 * DAY_MS;

/** Refusals for windows: the fullest hour and the fullest day. */
export const windowRefusals = (overflows: readonly Overflow[]): readonly Refusal[] =>
  (["hour", "day"] as const).flatMap((window) => {
    const [worst] = overflows
      .filter((each) => each.window === window)
      .toSorted((a, b) => b.committed - a.committed);
    if (worst === undefined) return [];
    return [{ kind: "window-full", ...worst, committed: tallyOf(worst.committed) }];
  });

/** Refusals for a reservoir that holds less than what is to be given. */
export const stockRefusals = (pump: Pump, needed: Pulses): readonly Refusal[] => {
  const left = pulsesLeft(pump);
  if (left === 0) return [{ kind: "reservoir-empty" }];
  return needed > left ? [{ kind: "reservoir-too-low", needed, left }] : [];
};

type Rated = { readonly path: string; readonly rate: number };

const weekRates = (week: Week, path: string): readonly Rated[] =>
  week.map(({ rate }, index) => ({ path: `${path}.${index}.rate`, rate }));

const basalRates = (program: Program): readonly Rated[] => [
  ...weekRates(program.week, "week"),
  ...program.titration.flatMap(({ week }, index) => weekRates(week, `titration.${index}.week`)),
];

const bolusRates = (program: Program): readonly Rated[] =>
  (["periodic", "single", "onDemand"] as const).flatMap((path) => {
    const order: Bolus | null = program[path];
    return order === null ? [] : [{ path, rate: bolusRate(order) }];
  });

const otherRates = ({ minimum, transition }: Program): readonly Rated[] => [
  { path: "minimum", rate: minimum },
  ...(transition === null ? [] : [{ path: "transition.rate", rate: transition.rate }]),
];

const rateOf = (bolus: Bolus | null): number => (bolus === null ? 0 : bolusRate(bolus));

/** Basal, clock and single bolus at their peaks, as if they fell together. */
const peakOf = (program: Program): Rated => {
  const basal = Math.max(...basalRates(program).map(({ rate }) => rate));
  return { path: "peak", rate: basal + rateOf(program.periodic) + rateOf(program.single) };
};

const rateRefusals = ({ device }: Pump, program: Program): readonly Refusal[] => {
  const limit = Math.min(program.limits.rate, device.most);
  const flows = [...basalRates(program), ...bolusRates(program), ...otherRates(program)];
  const steady = [...basalRates(program), ...otherRates(program)];
  const tooFast = flows.filter(({ rate }) => rate > limit);
  const peak = tooFast.length > 0 ? [] : [peakOf(program)].filter(({ rate }) => rate > limit);
  const tooSlow = steady.filter(({ rate }) => rate > 0 && rate < device.least);
  return [
    ...[...tooFast, ...peak].map(
      ({ path, rate: asked }): Refusal => ({ kind: "rate-above-limit", path, asked, limit }),
    ),
    ...tooSlow.map(
      ({ path, rate: asked }): Refusal => ({
        kind: "rate-below-minimum",
        path,
        asked,
        minimum: device.least,
      }),
    ),
  ];
};

/** The most that boluses on the clock bring into any window of a width, whatever its phase. */
const clockWorst = (order: PeriodicBolus | null, width: number): Quanta => {
  if (order === null) return 0;
  const whole = Math.floor(width / order.every);
  const rest = width - whole * order.every;
  const each = order.pulses * DAY_MS;
  return whole * each + Math.min(each, bolusRate(order) * rest);
};

const chargedFor = (program: Program): Readonly<Record<WindowName, Quanta>> => {
  const single = (program.single?.pulses ?? 0) * DAY_MS;
  return {
    hour: clockWorst(program.periodic, HOUR_MS) + single,
    day: clockWorst(program.periodic, DAY_MS) + single,
  };
};

/**
 * Stretches of time that show every window of basal there will ever be. Between two changes of
 * week the flow repeats weekly: windows that reach back over the change end within a day of it,
 * the others repeat those that end within the week after. So a day before each change to a week
 * and a day after it are enough, and the next change brings its own stretch.
 */
const basalStretches = (program: Program, now: number): readonly Span[] => {
  const changes = [now, ...program.titration.map(({ at }) => at).filter((at) => at > now)];
  return changes.map((change, index) => ({
    from: Math.max(now, change - DAY_MS),
    upto: Math.min(changes[index + 1] ?? Number.POSITIVE_INFINITY, change + WEEK_MS + DAY_MS),
  }));
};

/**
 * The program by itself, for all time to come. Basal is exact; the clock's boluses may take any
 * phase to it over the years and the single bolus may be delayed by a stop, so both are charged at
 * their worst to every window: never less than the truth.
 */
const ownCommitments = (program: Program, now: Milliseconds): readonly Commitment[] => {
  const era: Era = { from: now, limits: program.limits };
  return basalStretches(program, now).map((span) => ({
    pieces: piecesOf((time) => basalAt(program, time), span),
    from: now,
    charged: chargedFor(program),
    constraints: constraintsOf([era]),
  }));
};

/**
 * The windows that reach back into earlier programs. All of them contain this instant and end
 * within a day, so the single bolus is charged to each; a transition only takes time away from
 * what is scheduled.
 */
const straddlingCommitment = (pump: Pump, program: Program): Commitment => {
  const { now } = pump;
  const span = { from: now, upto: now + DAY_MS };
  const flow = (time: number) => scheduledAt({ program, clockFrom: now }, time);
  const single = (program.single?.pulses ?? 0) * DAY_MS;
  const eras = [...pump.eras, { from: now, limits: program.limits }];
  return {
    pieces: [...pump.history, ...piecesOf(flow, span)],
    from: now,
    charged: { hour: single, day: single },
    constraints: constraintsOf(eras).filter(({ since }) => since < now),
  };
};

/** Everything that a program may bring into a window, from now on. */
const commitmentsOf = (pump: Pump, program: Program): readonly Commitment[] => [
  ...ownCommitments(program, pump.now),
  straddlingCommitment(pump, program),
];

const neededFor = ({ single, transition }: Program): Pulses =>
  pulses((single?.pulses ?? 0) + (transition?.pulses ?? 0));

/** Every reason why a well-formed program may not run. */
const objections = (guard: Guard, pump: Pump, program: Program): readonly Refusal[] => {
  const rates = rateRefusals(pump, program);
  const stock = stockRefusals(pump, neededFor(program));
  if (rates.some(({ kind }) => kind === "rate-above-limit")) return [...rates, ...stock];
  const overflows = commitmentsOf(pump, program).flatMap(guard.overflow);
  return [...rates, ...windowRefusals(overflows), ...stock];
};

const alarmRefusals = (pump: Pump): readonly Refusal[] => {
  const fault = forbiddingFault(pump, "program");
  return fault === null ? [] : [{ kind: "alarm-forbids", fault }];
};

const fluidRefusals = ({ fluid: held }: Pump, { fluid: asked }: Program): readonly Refusal[] =>
  held === null || held === asked ? [] : [{ kind: "fluid-differs", asked, held }];

/** A catheter is primed once; another one has another id. Source: REQ-034. */
const primeRefusals = (pump: Pump, { program, catheter }: Switch): readonly Refusal[] => {
  if (program.transition?.kind !== "prime") return [];
  if (catheter === null) return [{ kind: "catheter-not-stated" }];
  return catheter === pump.primed ? [{ kind: "already-primed", catheter }] : [];
};

/**
 * The windows, if the week were placed anew on the pump's clock. Boluses that flow end with it; the
 * single bolus counts only if it is still to come.
 */
export const clockRefusals = (
  guard: Guard,
  pump: Pump,
  clock: Milliseconds,
): readonly Refusal[] => {
  if (pump.program === null) return [];
  const single = pump.begun === null ? pump.program.single : null;
  const moved: Program = { ...pump.program, clock, single };
  return windowRefusals(commitmentsOf(pump, moved).flatMap(guard.overflow));
};

/** What a switch of programs needs of a command, whatever else the command does. */
export type Switch = Omit<ProgramCommand, "kind">;

/**
 * Every reason why a program may not be switched to; none, and it may.
 * Law: what is admitted is never withheld.
 */
export const admission = (guard: Guard, pump: Pump, command: Switch): readonly Refusal[] => {
  const { program, replaces } = command;
  const running = pump.program?.version ?? null;
  const offered = program.version;
  const current = replaces === running && (running === null || offered > running);
  const malformed = malformations(program);
  return [
    ...(current ? [] : [{ kind: "stale-version", offered, replaces, running } as const]),
    ...alarmRefusals(pump),
    ...fluidRefusals(pump, program),
    ...primeRefusals(pump, command),
    ...malformed,
    ...(malformed.length > 0 ? [] : objections(guard, pump, program)),
  ];
};
