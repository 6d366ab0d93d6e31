// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of dates: never later than the truth, whatever a patient asks for meanwhile; the same
 * whatever the clock on the wall says; right over leap years and zones; never blank. Dates that
 * break one of them are caught.
 */
import {
  DAY_MS,
  durationOf,
  HOUR_MS,
  later,
  milliseconds,
  nanolitres,
  printDay,
  readInstant,
} from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTROLLER, type Dates, datesOf, type Fault, type Pump } from "../src/index.ts";
import { histories, type PumpHistory } from "./histories.ts";
import { play } from "./play.ts";
import { days, hours, running, steady } from "./sample.ts";
import { played } from "./tape.ts";

const RUNS = {
  seed: 20_261_127,
  numRuns: Math.min(600, Number(process.env["CISTERNA_RUNS"] ?? "600")),
};

type Date = (pump: Pump) => Dates;

const LOW = nanolitres(40_000);

/** The pump after a history, with a low mark, and what is left brought near to it. */
const livedPump = (history: PumpHistory, left: number): Pump => {
  const { pump } = play(CONTROLLER, history);
  const reservoir = nanolitres(Math.min(pump.reservoir, left));
  return {
    ...pump,
    device: { ...pump.device, low: LOW },
    reservoir,
    dry: reservoir < pump.device.pulse,
  };
};

/** Dates that were passed by the truth while the patient asked every half hour. */
const passedBy = (date: Date, start: Pump): readonly string[] => {
  const { low, empty } = date(start);
  const upto = start.now + 3 * DAY_MS;
  const found: string[] = [];
  let pump = start;
  for (let at = start.now + HOUR_MS / 2; at <= upto; at += HOUR_MS / 2) {
    const command = { kind: "request", id: `r${at}`, askedAt: milliseconds(at) } as const;
    pump = CONTROLLER.step(pump, { at: milliseconds(at), command }).pump;
    if (low !== null && at < low && pump.reservoir < LOW) found.push("low before its date");
    if (empty !== null && at < empty && pump.dry) found.push("empty before its date");
  }
  return found;
};

const neverLater = (date: Date) =>
  fc.property(histories, fc.integer({ min: 0, max: 400_000 }), (history, left) => {
    const pump = livedPump(history, left);
    if (pump.dry) return true;
    return passedBy(date, pump).length === 0;
  });

const moved = (dates: Dates, by: number): Dates => {
  const later = (at: Dates["low"]) => (at === null ? null : milliseconds(at + by));
  return { low: later(dates.low), empty: later(dates.empty), replaceBy: later(dates.replaceBy) };
};

/** From the mean of the week alone: what the patient may ask for is forgotten. */
const byBasal: Date = (pump) => {
  const week = pump.program?.week ?? [];
  const rate = Math.max(1, ...week.map((segment) => segment.rate)) / 2;
  const after = (count: number) =>
    milliseconds(pump.now + Math.max(0, Math.floor((count / rate) * DAY_MS)));
  const left = pump.reservoir / pump.device.pulse;
  return { low: after(left - LOW / pump.device.pulse), empty: after(left), replaceBy: null };
};

describe("the dates of the reservoir", () => {
  test("are never later than the truth, whatever is asked for [REQ-056 holds]", () => {
    fc.assert(neverLater(datesOf), RUNS);
  });

  test.each<readonly [string, Date]>([
    ["a day later", (pump) => moved(datesOf(pump), DAY_MS)],
    ["by the basal flow alone", byBasal],
  ])("%s are caught [REQ-056 breaks]", (_, date) => {
    expect(fc.check(neverLater(date), { ...RUNS, numRuns: 3000 }).failed).toBe(true);
  });
});

const withFault = (fault: Fault, since: number, pump = running(steady)): Pump => ({
  ...pump,
  now: milliseconds(since),
  faults: [
    { fault, since: milliseconds(since), acknowledged: false, silentUntil: milliseconds(0) },
  ],
});

/** What is wrong with the date by which a pump is to be replaced. */
const wrongReplacement = (date: Date): readonly string[] => {
  const sound = date(running(steady)).replaceBy;
  const shown = date(withFault("battery-replace", days(3))).replaceBy;
  const later = date({ ...withFault("battery-replace", days(3)), now: days(60) }).replaceBy;
  const weak = date(withFault("battery-weak", days(3))).replaceBy;
  const over = date(withFault("battery-end", days(3))).replaceBy;
  return [
    ...(sound === null ? [] : ["a sound cell has a date"]),
    ...(shown === null ? ["blank after the indicator"] : []),
    ...(shown !== null && shown > days(93) ? ["more than 90 days"] : []),
    ...(later === shown ? [] : ["moves on with time"]),
    ...(weak === null || weak > days(93) ? ["a weak cell has no date in time"] : []),
    ...(over === days(3) ? [] : ["an ended cell is not due"]),
  ];
};

const withReplacement =
  (change: (at: Dates["replaceBy"], pump: Pump) => Dates["replaceBy"]): Date =>
  (pump) => ({ ...datesOf(pump), replaceBy: change(datesOf(pump).replaceBy, pump) });

describe("the date of replacement", () => {
  test("is 90 days after the indicator and never blank [REQ-056 holds]", () => {
    expect(wrongReplacement(datesOf)).toEqual([]);
  });

  test("comes sooner for a cell that is weak before its time [REQ-054 holds]", () => {
    expect(wrongReplacement(datesOf)).toEqual([]);
    const both = withFault("battery-replace", days(30), withFault("battery-weak", days(3)));
    expect(datesOf(both).replaceBy).toBe(days(120));
  });

  test.each<readonly [string, Date]>([
    ["is blank", withReplacement(() => null)],
    ["is a day late", withReplacement((at) => (at === null ? null : milliseconds(at + DAY_MS)))],
    [
      "moves on with time",
      withReplacement((at, { now }) => (at === null ? null : milliseconds(now + 90 * DAY_MS))),
    ],
  ])("that %s is caught [REQ-056 breaks]", (_, date) => {
    expect(wrongReplacement(date)).not.toEqual([]);
  });

  test("of a weak cell that is left out is caught [REQ-054 breaks]", () => {
    const blind: Date = (pump) =>
      datesOf({ ...pump, faults: pump.faults.filter(({ fault }) => fault !== "battery-weak") });
    expect(wrongReplacement(blind)).toEqual(["a weak cell has no date in time"]);
  });
});

describe("dates and the clock on the wall", () => {
  test("have nothing to do with each other [REQ-056 holds]", () => {
    const start = running(steady);
    const set = { kind: "set-clock", id: "c", clock: hours(100) } as const;
    const { pump } = played(CONTROLLER, start, [
      { at: hours(5), report: { clock: "lost" } },
      { at: hours(6), command: set },
      { at: hours(7) },
    ]);
    const quiet = CONTROLLER.advance(start, hours(7));
    expect(datesOf(pump)).toEqual(datesOf(quiet));
  });
});

/** Days since the first of March of the year 0, by the civil calendar: Hinnant's count. */
const dayNumber = (year: number, month: number, day: number): number => {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
};

const numberOf = (text: string): number => {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return dayNumber(year, month, day);
};

const two = (count: number): string => String(count).padStart(2, "0");

/** The day that a screen shows so many days after a moment, in the zone of that moment. */
type Show = (text: string, count: number) => string;

const ours: Show = (text, count) => {
  const instant = readInstant(text);
  return instant === null ? "?" : printDay(later(instant, durationOf(days(count))));
};

const someMoment = fc
  .record({
    year: fc.integer({ min: 1999, max: 2105 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.integer({ min: -12, max: 14 }),
  })
  .map(({ year, month, day, hour, zone }) => {
    const sign = zone < 0 ? "-" : "+";
    return `${year}-${two(month)}-${two(day)}T${two(hour)}:30:00${sign}${two(Math.abs(zone))}:00`;
  });

const showsTheDay = (show: Show) =>
  fc.property(someMoment, fc.integer({ min: 0, max: 4000 }), (text, count) => {
    const shown = show(text, count);
    return numberOf(shown) === numberOf(text.slice(0, 10)) + count;
  });

describe("a date on a screen", () => {
  test("is so many days later, over leap years and in every zone [REQ-056 holds]", () => {
    fc.assert(showsTheDay(ours), { ...RUNS, numRuns: 5000 });
  });

  test.each<readonly [string, Show]>([
    [
      "takes every year for 365 days",
      (text, count) => {
        const moment = new Date(`${text.slice(0, 10)}T00:00:00Z`);
        const years = Math.floor(count / 365);
        moment.setUTCFullYear(moment.getUTCFullYear() + years);
        moment.setUTCDate(moment.getUTCDate() + (count % 365));
        return moment.toISOString().slice(0, 10);
      },
    ],
    [
      "forgets the zone",
      (text, count) => {
        const moment = new Date(text).getTime() + count * DAY_MS;
        return new Date(moment).toISOString().slice(0, 10);
      },
    ],
    ["shows question marks", () => "??-??-????"],
  ])("that %s is caught [REQ-056 breaks]", (_, show) => {
    expect(fc.check(showsTheDay(show), { ...RUNS, numRuns: 5000 }).failed).toBe(true);
  });
});
