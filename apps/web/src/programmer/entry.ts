// SPDX-License-Identifier: Apache-2.0
/**
 * What can be typed of a prescription, and how it is read: one grammar, no silent correction. Text
 * flows in; the prescription or every field that is wrong flows out.
 */
import {
  canonical,
  type DoseRate,
  type Duration,
  type Mass,
  none,
  print,
  quantity,
  rational,
  readDecimal,
  toNumber,
  type Volume,
} from "@cisterna/quantity";
import {
  type Acknowledgement,
  type Basal,
  type DrugId,
  type OnFault,
  type PatternStep,
  type Prescription,
  WEEKDAYS,
} from "@cisterna/therapy";
import type { Told } from "./regimen.ts";

/** A volume that can be read, mL; null: it cannot. */
export const volumeIn = (text: string): Volume | null =>
  numberFault(text) === null ? quantity(`${text} mL`, "volume") : null;

/** What is wrong with a number that was typed; null: nothing. */
export const typedFault = (text: string): Fault | null => numberFault(text);

/** A duration as it is typed: hours and minutes are labelled parts of one value. */
export type Span = { readonly hours: string; readonly minutes: string };

/** A step of a daily pattern as it is typed. `id` only tells rows apart. */
type Step = { readonly id: number; readonly from: string; readonly rate: string };

/** What is done about the line. Nothing is chosen for who fills another fluid in. */
export type LineWay = "" | "none" | "bridge" | "prime-catheter" | "prime-pump-and-catheter";

/** What can be typed. */
export type Entry = {
  readonly kind: "continuous" | "pattern";
  readonly basal: string;
  readonly steps: readonly Step[];
  readonly demands: boolean;
  readonly dose: string;
  readonly over: Span;
  readonly lockout: Span;
  readonly perDay: string;
  readonly once: boolean;
  readonly single: string;
  readonly singleOver: Span;
  readonly onFault: OnFault;
  readonly line: LineWay;
  /** Volume of a prime, mL. */
  readonly primed: string;
};

/** Whether the line is primed. */
export const isPrime = ({ line }: Pick<Entry, "line">): boolean => line.startsWith("prime");

/** The drug that doses are stated in, and its unit of mass. */
export type Stated = { readonly drug: DrugId; readonly unit: "mg" | "mcg" };

/** Why a field cannot be read. */
export type Fault =
  | "number"
  | "decimals"
  | "time"
  | "minutes"
  | "nothing"
  | "count"
  | "doubled"
  | "choose";

/** Every field that is wrong, by its name. */
export type Faults = Readonly<Record<string, Fault>>;

/** Decimals that a dose may have. */
const MOST_DECIMALS = 4;
const MOST_PER_DAY = 1_440;

const numberFault = (text: string): Fault | null => {
  const found = readDecimal(text);
  if (found === null) return "number";
  if ((text.split(".")[1]?.length ?? 0) > MOST_DECIMALS) return "decimals";
  return found.n === 0n ? "nothing" : null;
};

const isCount = (text: string, most: number): boolean =>
  /^(0|[1-9]\d*)$/.test(text) && Number(text) <= most;

const spanFault = ({ hours, minutes }: Span): Fault | null => {
  if (!isCount(hours, 999)) return "number";
  if (!isCount(minutes, 59)) return "minutes";
  return Number(hours) + Number(minutes) === 0 ? "nothing" : null;
};

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

const stepFaults = ({ steps }: Entry): Faults =>
  Object.assign(
    {},
    ...steps.map(({ id, from, rate }) => {
      const doubled = steps.some((other) => other.id < id && other.from === from);
      const time = TIME.test(from) ? (doubled ? "doubled" : null) : "time";
      return { [`from-${id}`]: time, [`rate-${id}`]: rate === "0" ? null : numberFault(rate) };
    }),
  );

/** Every field that is wrong. */
export const faultsIn = (entry: Entry): Faults => {
  const { kind, demands, once } = entry;
  const all: Readonly<Record<string, Fault | null>> = {
    ...(kind === "continuous" ? { basal: numberFault(entry.basal) } : stepFaults(entry)),
    ...(demands
      ? {
          dose: numberFault(entry.dose),
          over: spanFault(entry.over),
          lockout: spanFault(entry.lockout),
          perDay: isCount(entry.perDay, MOST_PER_DAY) && entry.perDay !== "0" ? null : "count",
        }
      : {}),
    line: entry.line === "" ? "choose" : null,
    ...(once ? { single: numberFault(entry.single), singleOver: spanFault(entry.singleOver) } : {}),
  };
  return Object.fromEntries(Object.entries(all).filter(([, fault]) => fault !== null)) as Faults;
};

const MINUTES = 1_440n;

/** The duration of a span that can be read; none otherwise. */
export const durationIn = (span: Span): Duration =>
  spanFault(span) === null
    ? canonical(rational(BigInt(span.hours) * 60n + BigInt(span.minutes), MINUTES))
    : none();

const minutesIn = (text: string): number => {
  const [, hours, minutes] = TIME.exec(text) ?? [];
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0);
};

const rateIn = (text: string, { unit }: Stated): DoseRate =>
  quantity(`${text} ${unit}/d`, "dose-rate");
const massIn = (text: string, { unit }: Stated): Mass => quantity(`${text} ${unit}`, "mass");

const basalIn = ({ kind, basal, steps }: Entry, stated: Stated): Basal => {
  if (kind === "continuous") return { kind, dose: rateIn(basal, stated) };
  const [first, ...rest] = steps
    .map(
      ({ from, rate }): PatternStep => ({
        from: minutesIn(from),
        dose: rateIn(rate, stated),
        days: WEEKDAYS,
      }),
    )
    .toSorted((a, b) => a.from - b.from);
  return first === undefined
    ? { kind: "continuous", dose: none() }
    : { kind: "pattern", steps: [first, ...rest] };
};

/** The prescription of an entry without faults. What is not edited here is taken over. */
export const prescriptionIn = (
  entry: Entry,
  stated: Stated,
  rest: {
    readonly periodic: Prescription["periodic"];
    readonly confirmed: readonly Acknowledgement[];
  },
): Prescription => ({
  doseOf: stated.drug,
  basal: basalIn(entry, stated),
  onDemand: entry.demands
    ? {
        dose: massIn(entry.dose, stated),
        over: durationIn(entry.over),
        lockout: durationIn(entry.lockout),
        perDay: Number(entry.perDay),
      }
    : null,
  single: entry.once
    ? { dose: massIn(entry.single, stated), over: durationIn(entry.singleOver) }
    : null,
  titration: [],
  transition: entry.line === "" ? null : entry.line,
  onFault: entry.onFault,
  ...rest,
});

const textOf = (value: DoseRate | Mass, unit: string): string =>
  (print as (value: DoseRate | Mass, unit: string) => string)(value, unit)
    .replace("≈ ", "")
    .replace(/ .*$/, "");

/** A number that is typed: what is there, to as many decimals as may be typed. */
const typed = (value: DoseRate | Mass, unit: string): string => {
  const text = textOf(value, unit);
  return numberFault(text) === "decimals" ? String(Number(Number(text).toFixed(4))) : text;
};

const spanIn = (duration: Duration): Span => {
  const minutes = Math.round(toNumber(duration) * 1_440);
  return { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) };
};

const clockIn = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const stepsIn = (basal: Basal, unit: string): readonly Step[] =>
  basal.kind === "continuous"
    ? [{ id: 1, from: "00:00", rate: typed(basal.dose, `${unit}/d`) }]
    : basal.steps.map(({ from, dose }, at) => ({
        id: at + 1,
        from: clockIn(from),
        rate: typed(dose, `${unit}/d`),
      }));

const EMPTY: Span = { hours: "0", minutes: "" };

/** The entry that says what runs. A single bolus is given once, and is not offered again. */
export const entryOf = (
  runs: Told | null,
  { unit }: Stated,
  { onFault, line }: Pick<Entry, "onFault" | "line">,
): Entry => {
  const basal = runs?.basal ?? { kind: "continuous", dose: none<"dose-rate">() };
  const demand = runs?.onDemand ?? null;
  const rate = basal.kind === "continuous" ? basal.dose : (runs?.daily.perDay ?? none());
  return {
    kind: basal.kind,
    basal: runs === null ? "" : typed(rate, `${unit}/d`),
    steps: stepsIn(basal, unit),
    demands: demand !== null,
    dose: demand === null ? "" : typed(demand.dose, unit),
    over: demand === null ? EMPTY : spanIn(demand.over),
    lockout: demand === null ? EMPTY : spanIn(demand.lockout),
    perDay: demand === null ? "" : String(demand.perDay),
    once: false,
    single: "",
    singleOver: EMPTY,
    onFault,
    line,
    primed: "",
  };
};
