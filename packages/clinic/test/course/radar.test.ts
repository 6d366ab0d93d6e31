// SPDX-License-Identifier: Apache-2.0
import {
  type Instant,
  printDay,
  type Quantity,
  quantity,
  readInstant,
  times,
  whole,
} from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standingOf, VIEWS } from "../../src/index.ts";
import { calendarOf, dayNumber, dayText } from "../../src/radar/calendar.ts";
import { feedOf } from "../../src/radar/feed.ts";
import { radarOf } from "../../src/radar/practice.ts";
import {
  BANDS,
  byUrgency,
  lookAt,
  timesOf,
  type Urgency,
  urgencyOf,
  type Watch,
} from "../../src/radar/watch.ts";
import { at, does, type Scribe, send } from "./scribe.ts";
import { confirmationsOf, firstFill, p1, receive, SETTINGS, until, ward } from "./ward.ts";

const RUNS = Math.min(Number(process.env["CISTERNA_RUNS"] ?? 300), 2000);

const START = at("2026-03-02T08:00:00Z");
const CLOSURES = [
  { from: "2026-04-03", upto: "2026-04-06", why: "Easter" },
  { from: "2026-12-24", upto: "2027-01-03", why: "Christmas" },
];
const calendar = calendarOf({ weekend: ["sat", "sun"], closures: CLOSURES });
const after = (days: number): Instant => ({
  ...START,
  epochMs: START.epochMs + days * 86_400_000,
});
const mL = (tenths: number): Quantity<"volume"> =>
  times(quantity("0.1 mL", "volume"), whole(tenths));

type Set = {
  readonly left: number;
  readonly flow: number;
  readonly alarm: number;
  readonly stable: number | null;
  readonly missed: number;
  readonly appointment: number | null;
  readonly drug: number | null;
  readonly lead: number;
  readonly now: number;
};

const setting: fc.Arbitrary<Set> = fc.record({
  left: fc.integer({ min: 0, max: 400 }),
  flow: fc.integer({ min: 1, max: 40 }),
  alarm: fc.integer({ min: 1, max: 40 }),
  stable: fc.option(fc.integer({ min: 0, max: 300 })),
  missed: fc.integer({ min: 0, max: 4 }),
  appointment: fc.option(fc.integer({ min: 0, max: 400 })),
  drug: fc.option(fc.integer({ min: 0, max: 400 })),
  lead: fc.integer({ min: 0, max: 15 }),
  now: fc.integer({ min: 0, max: 400 }),
});

const urgencyFor = (set: Set): Urgency => {
  const drain = {
    since: START,
    left: mL(set.left),
    residual: mL(0),
    flow: times(quantity("10 mcL/d", "flow"), whole(set.flow)),
    stable: set.stable === null ? null : after(set.stable),
  };
  const chosen = { lead_time: set.lead, book_ahead: 14, no_show_margin: 2, calendar };
  const look = lookAt({ ...chosen, alarm: mL(set.alarm) }, after(set.now));
  const watch: Watch = {
    patient: "p",
    implant: "i",
    name: "n",
    drain,
    emptied: false,
    unfinished: null,
    appointments: set.appointment === null ? [] : [after(set.now + set.appointment)],
    drug: set.drug === null ? null : printDay(after(set.now + set.drug)),
    missed: set.missed,
  };
  return urgencyOf(watch, timesOf(drain, look.policy.alarm), look);
};

const rank = ({ band }: Urgency): number => BANDS.indexOf(band);

/** Changes that leave less time. */
const WORSE: Readonly<Record<string, (set: Set) => Set>> = {
  "less in the reservoir": (set) => ({ ...set, left: Math.max(0, set.left - 20) }),
  "a faster flow": (set) => ({ ...set, flow: set.flow + 3 }),
  "a higher alarm": (set) => ({ ...set, alarm: set.alarm + 10 }),
  "a drug that lasts less": (set) => ({ ...set, stable: Math.max(0, (set.stable ?? 200) - 30) }),
  "one more miss": (set) => ({ ...set, missed: set.missed + 1 }),
  "a later drug": (set) => ({ ...set, drug: set.drug === null ? null : set.drug + 10 }),
  "a longer lead": (set) => ({ ...set, lead: set.lead + 3 }),
};

describe("the urgency of an implant", () => {
  test.each(Object.entries(WORSE))("is never less with %s", (_, worse) => {
    fc.assert(
      fc.property(setting, (set) => {
        const lasting = { ...set, stable: set.stable ?? 200 };
        expect(rank(urgencyFor(worse(lasting)))).toBeLessThanOrEqual(rank(urgencyFor(lasting)));
      }),
      { numRuns: RUNS },
    );
  });

  test("asks for the last working day before it is due, and no later", () => {
    fc.assert(
      fc.property(setting, (set) => {
        const { act_by, due } = urgencyFor({ ...set, missed: 0 });
        if (act_by === null || due === null) return;
        const [act, end] = [dayNumber(act_by), dayNumber(due.slice(0, 10))];
        expect(act).toBeLessThan(end);
        expect(calendar.isOpen(act)).toBe(true);
        for (let day = act + 1; day < end; day += 1) expect(calendar.isOpen(day)).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  test("is no calm while a drug can no longer be there in time", () => {
    fc.assert(
      fc.property(setting, (set) => {
        const found = urgencyFor({ ...set, drug: null });
        if (found.order_by === null || printDay(after(set.now)) <= found.order_by) return;
        expect(rank(found)).toBeLessThanOrEqual(BANDS.indexOf("at-risk"));
        expect(found.next.length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  });

  test("says low from the worst-case alarm on, and empty from the worst-case end on", () => {
    fc.assert(
      fc.property(setting, (set) => {
        const { band, low, empty } = urgencyFor({ ...set, stable: null });
        const { epochMs } = after(set.now);
        const past = (text: string | null) => (readInstant(text ?? "")?.epochMs ?? 0) <= epochMs;
        expect(band === "empty").toBe(past(empty));
        expect(band === "low").toBe(past(low) && !past(empty));
      }),
      { numRuns: RUNS },
    );
  });

  test("of an implant that nobody knows anything about is not calm", () => {
    const watch: Watch = {
      patient: "p",
      implant: "i",
      name: "n",
      drain: null,
      emptied: false,
      unfinished: null,
      appointments: [],
      drug: null,
      missed: 0,
    };
    const policy = { alarm: mL(20), lead_time: 5, book_ahead: 14, no_show_margin: 0, calendar };
    const look = lookAt(policy, START);
    expect(urgencyOf(watch, null, look)).toMatchObject({ band: "unknown", due: null });
    expect(urgencyOf({ ...watch, emptied: true }, null, look).band).toBe("empty");
    expect(urgencyOf({ ...watch, unfinished: "v" }, null, look).band).toBe("unknown");
  });
});

describe("the calendar", () => {
  test("counts days to and fro", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => {
        expect(dayNumber(dayText(day))).toBe(day);
      }),
      { numRuns: RUNS },
    );
  });
  test("goes back over weekends and holidays", () => {
    expect(dayText(calendar.openBefore(dayNumber("2026-04-07")))).toBe("2026-04-02");
    expect(dayText(calendar.back(dayNumber("2027-01-05"), 3))).toBe("2026-12-22");
  });
  test("of a clinic that never opens still answers", () => {
    const shut = calendarOf({
      weekend: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
      closures: [],
    });
    expect(shut.openBefore(20_000)).toBeLessThan(20_000);
  });
});

const filled = (): Scribe => {
  const pen = ward();
  receive(pen, "lot-1");
  const whole = firstFill(pen);
  const confirmations = confirmationsOf(send(pen, "record-refill", whole, p1));
  does(pen, "record-refill", { ...whole, confirmations }, p1);
  return pen;
};
const tasksIn = (pen: Scribe) => standingOf(pen.practice, "p1").patient.tasks;
const open = (pen: Scribe) =>
  tasksIn(pen)
    .filter(({ closed }) => closed === null)
    .map(({ kind, who, level }) => [kind, who, level]);
/** Nobody said how the observation ended: a nurse's task once, a physician's by now. */
const OBSERVED = ["confirm-observation", "physician", 2];

describe("the radar of a practice", () => {
  test("gives what a first look would give, whatever it kept of earlier ones", () => {
    const pen = filled();
    const early = pen.practice;
    until(pen, "2026-05-08T07:00:00+02:00");
    const at = "2026-05-15T09:00:00+02:00";
    const booked = { appointment: "a-1", at, implant: "implant-1", kind: "refill" };
    does(pen, "book-appointment", booked, p1);
    const late = pen.practice;
    const [first] = radarOf(late, pen.now) ?? [];
    const turns = [at, first?.low, first?.empty, first?.due].map(
      (text) => readInstant(text ?? "")?.epochMs ?? 0,
    );
    const moment = fc
      .tuple(fc.constantFrom(...turns), fc.constantFrom(-2, -1, 0, 1, 2, -8e8, 1e8))
      .map(([turn, by]) => turn + by);
    const looks = fc.array(fc.tuple(moment, fc.boolean()), { minLength: 2, maxLength: 8 });
    const bands = new Set<string>();
    fc.assert(
      fc.property(looks, (all) => {
        for (const [epochMs, isLate] of all) {
          const [practice, now] = [isLate ? late : early, { ...pen.now, epochMs }];
          const kept = radarOf(practice, now);
          expect(kept).toEqual(radarOf(structuredClone(practice), now));
          for (const { band, appointment } of kept ?? []) bands.add(`${band} ${appointment}`);
        }
      }),
      { numRuns: Math.min(RUNS, 100) },
    );
    expect(bands.size).toBeGreaterThan(4);
  });

  test("raises what is to be done once, escalates what is late, closes what is done", () => {
    const pen = filled();
    until(pen, "2026-05-08T07:00:00+02:00");
    does(pen, "watch-patient", {}, p1);
    expect(open(pen)).toEqual([
      OBSERVED,
      ["order-drug", "coordinator", 1],
      ["book-refill", "coordinator", 1],
    ]);
    const facts = pen.done.length;
    does(pen, "watch-patient", {}, p1);
    expect(pen.done.length).toBe(facts);
    until(pen, "2026-05-13T07:00:00+02:00");
    does(pen, "watch-patient", {}, p1);
    expect(open(pen)).toContainEqual(["order-drug", "nurse", 2]);
    does(
      pen,
      "book-appointment",
      {
        appointment: "a-1",
        at: "2026-05-15T09:00:00+02:00",
        implant: "implant-1",
        kind: "refill",
      },
      p1,
    );
    receive(pen, "lot-2");
    does(pen, "watch-patient", {}, p1);
    expect(open(pen)).toEqual([OBSERVED]);
    expect(radarOf(pen.practice, pen.now)).toMatchObject([{ band: "planned", next: [] }]);
  });

  test("reads as a page, a feed without names and a packet that is plain JSON", () => {
    const pen = filled();
    until(pen, "2026-05-08T07:00:00+02:00");
    const read = (name: string) =>
      VIEWS.find((each) => each.name === name)?.read(pen.practice, {
        now: pen.now,
        patient: "p1",
        asked: {},
      });
    expect(read("radar")).toMatchObject({ value: { bands: { order: 1 }, rows: [{}] } });
    const feed = feedOf(radarOf(pen.practice, pen.now) ?? [], "Test", pen.now);
    expect(feed).toContain("DTSTART;VALUE=DATE:20260518");
    expect(feed).not.toContain("Ada");
    expect(feedOf(radarOf(pen.practice, pen.now) ?? [], "Test", pen.now)).toBe(feed);
    expect(JSON.parse(JSON.stringify(read("hand-over-packet")))).toMatchObject({
      value: { implants: [{ expected_now: "≈ 6.61667 mL" }], urgency: [{ band: "order" }] },
    });
  });

  test("puts an opened and emptied pump first, until it is filled", () => {
    const pen = filled();
    until(pen, "2026-04-01T08:00:00+02:00");
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "refill" }, p1);
    does(pen, "record-aspirate", { visit: "v", volume: "14 mL", appearance: "clear" }, p1);
    until(pen, "2026-04-02T08:00:00+02:00");
    expect(radarOf(pen.practice, pen.now)).toMatchObject([
      { band: "unknown", reasons: ["visit-unfinished"] },
    ]);
    const end = { visit: "v", because: "patient left", reservoir: "emptied" };
    does(pen, "abandon-visit", end, p1);
    expect(radarOf(pen.practice, pen.now)).toMatchObject([{ band: "empty", reasons: ["emptied"] }]);
  });

  test("lists by urgency, and without settings says that nothing was chosen", () => {
    const pen = filled();
    const list = radarOf(pen.practice, pen.now) ?? [];
    expect(byUrgency(list)).toEqual(list);
    const blank = { ...pen.practice, clinic: { settings: null, notices: [], confirmed: [] } };
    expect(radarOf(blank, pen.now)).toBeNull();
    expect(SETTINGS.alarm).toBe("2 mL");
  });
});
