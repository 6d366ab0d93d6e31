// SPDX-License-Identifier: Apache-2.0
/** Visits other than refills: a single bolus, an assessment; the clinic's own formulary in all. */
import { describe, expect, test } from "vitest";
import { readFact } from "../../src/fact/kinds.ts";
import { standingOf, VIEWS } from "../../src/index.ts";
import { does, NURSE, type Scribe, send } from "./scribe.ts";
import { confirmationsOf, DOSE, filled, MORPHINE, p1, until } from "./ward.ts";

const kinds = (refusals: readonly { kind: string; path: string }[]) =>
  refusals.map(({ kind, path }) => `${path} ${kind}`);

const patientIn = (pen: Scribe) => standingOf(pen.practice, "p1").patient;
const runningIn = (pen: Scribe) => patientIn(pen).implants[0]?.running;

/** Thirty days after the first fill: 14 mL are expected. */
const due = (): Scribe => {
  const pen = filled();
  until(pen, "2026-04-01T08:00:00+01:00");
  return pen;
};

const begin = (pen: Scribe, kind: string): void =>
  does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind }, p1);

const read = (pen: Scribe): void => {
  const said = { source: "typed", at: "2026-04-01T08:00:00+01:00", running: true, alarms: [] };
  does(pen, "record-reading", { visit: "v", volume: "14 mL", ...said }, p1);
};

const readBack = (pen: Scribe, per_day: string): void =>
  does(
    pen,
    "record-read-back",
    { visit: "v", source: "typed", running: true, volume: "14 mL", per_day },
    p1,
  );

/** Commits, with what the judge wants to be confirmed. */
const commit = (pen: Scribe) => {
  const first = send(pen, "commit-visit", { visit: "v" }, p1);
  for (const each of confirmationsOf(first))
    does(pen, "confirm-check", { visit: "v", ...each }, p1);
  return first.length === 0 ? first : send(pen, "commit-visit", { visit: "v" }, p1);
};

const view = (pen: Scribe, name: string, asked: object = {}) => {
  const page = VIEWS.find((each) => each.name === name)?.read(pen.practice, {
    ...{ now: pen.now, patient: "p1", asked },
  });
  return (page?.ok === true ? page.value : page) as ReturnType<typeof JSON.parse>;
};

const facts = (pen: Scribe): void => {
  for (const { fact } of pen.done)
    expect([fact.kind, readFact(fact).ok]).toEqual([fact.kind, true]);
};

describe("a visit for a single bolus", () => {
  const bolus = { visit: "v", dose: "0.1 mg", over: "10 min" };

  test("adds the bolus to what runs, changes nothing else, and is not repeated afterwards", () => {
    const pen = due();
    const tasks = { task: "t", kind: "book-refill", due: "2026-05-01", because: "x", who: "nurse" };
    does(pen, "raise-task", tasks, p1);
    begin(pen, "single-bolus");
    expect(kinds(commit(pen))).toEqual([
      "reading out-of-order",
      "program out-of-order",
      "readBack out-of-order",
    ]);
    read(pen);
    does(pen, "propose-single", bolus, p1);
    readBack(pen, "2 mg/d");
    expect(commit(pen)).toEqual([]);
    expect(runningIn(pen)).toMatchObject({
      ...{ visit: "v", left: "14 mL", first: false, reservoir: { volume: "20 mL" } },
      prescription: { ...DOSE, single: { dose: "0.1 mg", over: "10 min" } },
    });
    expect(patientIn(pen).visits.at(-1)?.end?.how).toBe("committed");
    expect(patientIn(pen).tasks.find(({ task }) => task === "t")?.closed).toBeNull();
    until(pen, "2026-04-01T10:00:00+01:00");
    does(pen, "begin-visit", { visit: "w", implant: "implant-1", kind: "single-bolus" }, p1);
    does(pen, "propose-single", { ...bolus, visit: "w", dose: "0.2 mg" }, p1);
    const step = patientIn(pen).visits.at(-1)?.steps.at(-1)?.entry;
    expect(step).toMatchObject({ prescription: { basal: "2 mg/d", single: { dose: "0.2 mg" } } });
    facts(pen);
  });

  test("takes no other program, no fill, and no more than the judge lets pass", () => {
    const pen = due();
    begin(pen, "single-bolus");
    read(pen);
    const program = { visit: "v", prescription: { ...DOSE, basal: "9 mg/d" } };
    expect(kinds(send(pen, "propose-program", program, p1))).toEqual(["visit out-of-order"]);
    const fill = { ...program, volume: "20 mL", drugs: MORPHINE };
    expect(kinds(send(pen, "propose-fill", fill, p1))).toEqual(["visit out-of-order"]);
    does(pen, "propose-single", { ...bolus, dose: "90 mg" }, p1);
    readBack(pen, "2 mg/d");
    expect(kinds(commit(pen)).join()).toContain("check-refuses");
    expect(runningIn(pen)?.prescription).not.toHaveProperty("single");
  });

  test("is proposed in its own visit alone", () => {
    const pen = due();
    begin(pen, "programming");
    expect(kinds(send(pen, "propose-single", bolus, p1))).toEqual(["visit out-of-order"]);
  });
});

describe("a visit to assess", () => {
  const nrs = (on: string) => ({
    assessment: { on, instrument: "nrs", moment: "average", score: 4 },
  });

  test("is committed with an assessment of its day, and touches nothing that runs", () => {
    const pen = due();
    does(pen, "record-assessment", nrs("2026-03-20"), p1);
    const before = { running: runningIn(pen), stock: pen.practice.stock };
    const at = { at: "2026-04-01T08:00:00+01:00", implant: "implant-1", kind: "assessment" };
    does(pen, "book-appointment", { appointment: "a", ...at }, p1);
    begin(pen, "assessment");
    expect(kinds(commit(pen))).toEqual(["assessment out-of-order"]);
    does(pen, "record-assessment", nrs("2026-04-01"), p1);
    expect(view(pen, "visit", { visit: "v" }).to_do).toEqual([]);
    expect(commit(pen)).toEqual([]);
    expect({ running: runningIn(pen), stock: pen.practice.stock }).toEqual(before);
    expect(patientIn(pen).visits.at(-1)?.end?.how).toBe("committed");
    expect(patientIn(pen).appointments[0]?.outcome).toBe("attended");
    facts(pen);
  });
});

describe("the clinic's own formulary", () => {
  const row = { drug: "morphine", row: "pacc-2017-maximum-dose-per-day" };
  const number = { ...row, value: "15 mg/d", page: "p. 107", acts: "refuse" };

  const proposed = (pen: Scribe, basal: string) => {
    begin(pen, "programming");
    read(pen);
    does(pen, "propose-program", { visit: "v", prescription: { ...DOSE, basal } }, p1);
    return view(pen, "visit", { visit: "v" }).proposal.checks as readonly {
      readonly severity: string;
      readonly origin?: { readonly status: string };
    }[];
  };

  const local = (pen: Scribe, basal: string) =>
    proposed(pen, basal).filter(({ origin }) => origin?.status === "confirmed");

  test("acts in a visit from when it is confirmed, and says who read it where", () => {
    expect(local(due(), "16 mg/d")).toEqual([]);
    const pen = due();
    does(pen, "confirm-number", number, {});
    expect(local(pen, "16 mg/d")).toMatchObject([
      {
        severity: "refuse",
        limit: "15 mg/d",
        origin: { confirmed: { page: "p. 107", name: "Dr A", date: "2026-04-01" } },
      },
    ]);
    readBack(pen, "16 mg/d");
    expect(kinds(commit(pen)).join()).toContain("check-refuses");
    expect(view(pen, "local-formulary")).toMatchObject({
      confirmed: [{ ...number, name: "Dr A", signature: "dr-a", date: "2026-04-01" }],
    });
    facts(pen);
  });

  test("acts no more when it is withdrawn, and never changes what is known of what runs", () => {
    const pen = due();
    const expected = () => view(pen, "hand-over-packet").implants[0].expected_now;
    const before = expected();
    does(pen, "confirm-number", { ...number, value: "1 mg/d", differs: true }, {});
    expect([before, expected()]).toEqual(["14 mL", "14 mL"]);
    does(pen, "withdraw-number", { ...row, because: "another edition" }, {});
    expect(local(pen, "16 mg/d")).toEqual([]);
    expect(kinds(send(pen, "withdraw-number", { ...row, because: "x" }, {}))).toEqual([
      "row not-there",
    ]);
  });

  test("takes no number that was read here, that nobody knows, or that is not what it says", () => {
    const pen = due();
    const said = (change: object) =>
      kinds(send(pen, "confirm-number", { ...number, ...change }, {}));
    expect(said({ row: "pacc-2017-trial" })).toEqual(["row unknown-word"]);
    expect(said({ drug: "water" })).toEqual(["drug unknown-word"]);
    expect(said({ value: "15 mL" })).toEqual(["value malformed-quantity"]);
    expect(said({ value: "14 mg/d" })).toEqual(["value out-of-range"]);
    expect(said({ differs: true })).toEqual(["differs out-of-range"]);
    expect(said({ page: "" })).toEqual(["page malformed-text"]);
    does(pen, "confirm-number", number, { who: NURSE });
    expect(said({})).toEqual(["row already-there"]);
    const { unverified } = view(pen, "local-formulary");
    expect(unverified.length).toBeGreaterThan(0);
    expect(JSON.stringify(unverified)).not.toContain("mg");
  });
});
