// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_PRACTICE, evolve, readFact, standingOf, VIEWS } from "../../src/index.ts";
import { does, NURSE, type Scribe, scribe, send } from "./scribe.ts";

const RUNS = Math.min(Number(process.env["CISTERNA_RUNS"] ?? 300), 1000);

const PERSON = { name: "Ada Example", born: "1961-04-02", tolerance: "tolerant", weight: "70 kg" };
const ITEMS = [
  ...["indication", "infection", "coagulation", "anatomy", "allergy", "psychology"],
  ...["opioid-weaning", "support-at-home", "consent"],
];
const answers = (open: readonly string[] = []) =>
  ITEMS.map((item) => ({ item, stands: open.includes(item) ? "open" : "clear", found: "seen" }));
const selection = (change = {}) => ({
  on: "2026-05-01",
  answers: answers(),
  weaning: [],
  anticoagulation: [],
  decision: "accepted",
  because: "conservative treatment exhausted",
  despite: [],
  ...change,
});
const nrs = (on: string, score: number) => ({
  on,
  instrument: "nrs",
  moment: "average",
  score,
});
const trial = (before: number, after: number) => ({
  method: "single-bolus",
  began: "2026-05-10",
  ended: "2026-05-11",
  given: [{ at: "2026-05-10T09:00:00+02:00", drug: "morphine", dose: "0.2 mg" }],
  before: [nrs("2026-05-09", before)],
  after: [nrs("2026-05-11", after)],
  adverse: ["itching"],
  criterion: { kind: "relief", instrument: "nrs", moment: "average", share: "50 %" },
});
const IMPLANT = {
  implant: "implant-1",
  on: "2026-05-20",
  pump: { model: "generic-40", serial: "S1", lot: "L1", udi: "(01)00000000000000(21)S1" },
  catheter: { model: "generic", tip: "T10", supplied: "100 cm", trimmed: "20 cm" },
  site: "left abdomen",
  surgeon: "Dr C",
};

const registered = (): Scribe => {
  const pen = scribe();
  does(pen, "register-patient", PERSON, { patient: "p1", who: NURSE });
  return pen;
};
const p1 = { patient: "p1" };
const kinds = (refusals: readonly { kind: string; path: string }[]) =>
  refusals.map(({ kind, path }) => [kind, path]);

describe("the course of a therapy", () => {
  test("runs from referral to explant and replays to the same state", () => {
    const pen = registered();
    does(
      pen,
      "record-referral",
      {
        from: "Dr R",
        on: "2026-04-20",
        indication: "non-cancer-pain",
        diagnosis: "persistent spinal pain syndrome type 2",
        tried: ["oral opioids"],
      },
      p1,
    );
    does(pen, "record-selection", selection(), p1);
    does(pen, "record-trial", trial(8, 4), p1);
    does(pen, "record-implant", IMPLANT, p1);
    does(pen, "record-assessment", { assessment: nrs("2026-05-30", 4) }, p1);
    does(
      pen,
      "record-explant",
      {
        implant: "implant-1",
        on: "2026-06-01",
        reason: "infection",
        taken: "pump-and-catheter",
        surgeon: "Dr C",
      },
      p1,
    );
    does(pen, "record-implant", { ...IMPLANT, implant: "implant-2", replaces: "implant-1" }, p1);
    const replayed = pen.done.reduce(
      (practice, { fact, patient }) => evolve(practice, fact, patient),
      EMPTY_PRACTICE,
    );
    expect(replayed).toEqual(pen.practice);
    expect(pen.done.map(({ fact }) => readFact(fact).ok)).not.toContain(false);
    expect(JSON.parse(JSON.stringify(pen.done))).toEqual(pen.done);
    const page = VIEWS[0].read(pen.practice, { now: pen.now, patient: "p1", asked: {} });
    expect(page).toMatchObject({ ok: true, value: { trials: [{ met: true }] } });
  });

  test("is not begun in spite of an open item that nobody names", () => {
    const pen = registered();
    const open = selection({ answers: answers(["infection"]) });
    expect(kinds(send(pen, "record-selection", open, p1))).toEqual([
      ["contraindication-open", "despite"],
    ]);
    does(pen, "record-selection", { ...open, despite: ["infection"] }, p1);
  });

  test("asks for every item of the selection, each once", () => {
    fc.assert(
      fc.property(fc.subarray(ITEMS, { maxLength: ITEMS.length - 1 }), (items) => {
        const some = answers().filter(({ item }) => items.includes(item));
        const refusals = send(registered(), "record-selection", selection({ answers: some }), p1);
        const missing = refusals.filter(({ path }) => path === "answers");
        expect(missing.length).toBe(items.length === 0 ? 1 : ITEMS.length - items.length);
      }),
      { numRuns: RUNS },
    );
  });

  test("says that a trial met its criterion if and only if the score fell by the share", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(10), (before, after) => {
        const pen = registered();
        does(pen, "record-trial", trial(before, after), p1);
        const page = VIEWS[0].read(pen.practice, { now: pen.now, patient: "p1", asked: {} });
        expect(page).toMatchObject({
          ok: true,
          value: { trials: [{ met: 2 * (before - after) >= before }] },
        });
      }),
      { numRuns: RUNS },
    );
  });

  test("keeps no trial whose criterion was not measured", () => {
    const unmeasured = { ...trial(8, 4), after: [] };
    expect(kinds(send(registered(), "record-trial", unmeasured, p1))).toEqual([
      ["criterion-not-measured", "criterion"],
    ]);
  });

  test("takes no implant whose catheter volume nobody can know", () => {
    const catheter = { model: "codman-60-2914", tip: "T10", implanted: "80 cm" };
    const refusals = send(registered(), "record-implant", { ...IMPLANT, catheter }, p1);
    expect(kinds(refusals)).toEqual([["catheter-volume-unknown", "catheter"]]);
  });

  test("names every constant of a pump that nobody verified", () => {
    const pump = { model: "synchromed-ii-40" };
    const refusals = send(registered(), "record-implant", { ...IMPLANT, pump }, p1);
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.every(({ kind }) => kind === "missing-key")).toBe(true);
    expect(refusals.every(({ path }) => path.startsWith("pump."))).toBe(true);
  });

  test("amends without losing what was not named", () => {
    const pen = registered();
    does(pen, "amend-patient", { change: { weight: "68 kg" }, because: "weighed" }, p1);
    expect(standingOf(pen.practice, "p1").patient.person).toEqual({ ...PERSON, weight: "68 kg" });
  });

  test("refuses a person who is not there, a second one of the same id, a day to come", () => {
    const pen = registered();
    const kind = (refusals: readonly { kind: string }[]) => refusals.map((each) => each.kind);
    expect(kind(send(pen, "record-referral", {}, p1))).toContain("missing-key");
    expect(kind(send(pen, "register-patient", PERSON, p1))).toEqual(["already-there"]);
    expect(
      kind(send(pen, "register-patient", { ...PERSON, born: "2027-01-01" }, { patient: "p2" })),
    ).toEqual(["in-the-future"]);
    expect(
      kind(send(pen, "amend-patient", { change: {}, because: "x" }, { patient: "nobody" })),
    ).toEqual(["not-there"]);
  });
});
