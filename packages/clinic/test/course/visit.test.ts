// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_PRACTICE, evolve, standingOf, VIEWS } from "../../src/index.ts";
import { does, type Scribe, send } from "./scribe.ts";
import {
  confirmationsOf,
  DOSE,
  filled,
  GUARD,
  MORPHINE,
  nowText,
  p1,
  receive,
  syringe,
  until,
} from "./ward.ts";

const kinds = (refusals: readonly { kind: string }[]) => refusals.map(({ kind }) => kind);

const patientIn = (pen: Scribe) => standingOf(pen.practice, "p1").patient;
const implantIn = (pen: Scribe) => patientIn(pen).implants[0];

const reading = (volume: string) => ({
  source: "typed",
  at: "2026-04-01T08:00:00+01:00",
  volume,
  running: true,
  alarms: [],
});

/** A refill thirty days after the first: 6 mL of 20 were programmed, 14 are expected. */
const refillOf = (pen: Scribe, change: object = {}) => ({
  visit: "visit-2",
  implant: "implant-1",
  reading: reading("14 mL"),
  aspirate: { volume: "14 mL", appearance: "clear" },
  syringes: [syringe("lot-2")],
  fill: { volume: "20 mL", drugs: MORPHINE, prescription: DOSE },
  confirmations: [] as object[],
  guard: { ...GUARD, observe_from: nowText(pen) },
  read_back: { source: "typed", running: true, volume: "20 mL", per_day: "2 mg/d" },
  ...change,
});

/** A ward thirty days after its first fill, with a fresh syringe. */
const due = (): Scribe => {
  const pen = filled();
  until(pen, "2026-04-01T08:00:00+01:00");
  receive(pen, "lot-2");
  return pen;
};

const visitPage = (pen: Scribe, visit: string) => {
  const page = VIEWS.find(({ name }) => name === "visit")?.read(pen.practice, {
    now: pen.now,
    patient: "p1",
    asked: { visit },
  });
  return page?.ok === true ? page.value : page;
};

describe("a refill", () => {
  test("leaves register, program and trend in agreement", () => {
    const pen = due();
    does(pen, "record-refill", refillOf(pen), p1);
    expect(implantIn(pen)?.running).toMatchObject({
      visit: "visit-2",
      left: "20 mL",
      first: false,
      before: { prescription: { basal: "2 mg/d" } },
    });
    expect(implantIn(pen)?.refills.at(-1)).toMatchObject({
      filled: "20 mL",
      aspirated: "14 mL",
      expected: "14 mL",
    });
    const { stock } = pen.practice;
    expect(stock.lots.map(({ moves }) => moves.map(({ volume }) => volume))).toEqual([
      ["20 mL"],
      ["20 mL"],
    ]);
    expect(stock.aspirates).toMatchObject([{ aspirate: "p1.visit-2", volume: "14 mL" }]);
    expect(patientIn(pen).tasks.map(({ kind }) => kind)).toEqual([
      "confirm-observation",
      "confirm-observation",
    ]);
  });

  test("asks for an explanation where expected and found differ, and raises a task", () => {
    const pen = due();
    const late = { aspirate: { volume: "10 mL", appearance: "clear" } };
    const refusals = send(pen, "record-refill", refillOf(pen, late), p1);
    expect(kinds(refusals)).toEqual(["discrepancy-not-explained"]);
    const verdicts = refusals[0]?.read.split(", ");
    const explanation = { verdicts, because: "dose given outside", action: "rate checked" };
    does(pen, "record-refill", refillOf(pen, { ...late, explanation }), p1);
    expect(patientIn(pen).tasks.map(({ kind }) => kind)).toContain("check-rate");
  });

  test("stops the published tenfold and 24-fold errors", () => {
    for (const basal of ["20 mg/d", "2 mg/h", "0.2 mg/d"]) {
      const pen = due();
      const fill = { volume: "20 mL", drugs: MORPHINE, prescription: { ...DOSE, basal } };
      const refusals = send(pen, "record-refill", refillOf(pen, { fill }), p1);
      expect(kinds(refusals)).toContain("check-refuses");
      expect(implantIn(pen)?.running?.visit).toBe("visit-1");
    }
  });

  test("ends with the pump's own words: another dose or volume is no end", () => {
    for (const change of [{ per_day: "2.1 mg/d" }, { volume: "19 mL" }]) {
      const pen = due();
      const read_back = { ...refillOf(pen).read_back, ...change };
      expect(kinds(send(pen, "record-refill", refillOf(pen, { read_back }), p1))).toContain(
        "program-differs",
      );
    }
    const pen = due();
    const read_back = { ...refillOf(pen).read_back, running: false };
    expect(kinds(send(pen, "record-refill", refillOf(pen, { read_back }), p1))).toEqual([
      "program-differs",
    ]);
  });

  test.each([
    ["wrong-patient", { patient: "p2" }],
    ["wrong-patient", { patient: undefined }],
    ["wrong-drug", { drugs: [{ drug: "hydromorphone", concentration: "10 mg/mL" }] }],
    ["wrong-concentration", { drugs: [{ drug: "morphine", concentration: "20 mg/mL" }] }],
    ["wrong-drug", { expires: "2026-11-30" }],
    ["lot-unknown", { lot: "lot-9" }],
    ["lot-spent", { volume: "21 mL" }],
    ["lot-spent", { lot: "lot-1" }],
  ])("refuses a label with %s", (kind, change) => {
    const pen = due();
    const whole = refillOf(pen, { syringes: [{ ...syringe("lot-2"), ...change }] });
    expect(kinds(send(pen, "record-refill", whole, p1))).toContain(kind);
  });

  test("refuses a lot on the day after its expiry", () => {
    const pen = due();
    until(pen, "2027-01-01T08:00:00+01:00");
    expect(kinds(send(pen, "record-refill", refillOf(pen), p1))).toContain("lot-expired");
  });

  test("without the guard against a pocket fill is none", () => {
    for (const change of [{ aspirated_back: false }, { no_swelling: false }]) {
      const pen = due();
      const guard = { ...refillOf(pen).guard, ...change };
      expect(kinds(send(pen, "record-refill", refillOf(pen, { guard }), p1))).toEqual([
        "aspirate-not-confirmed",
      ]);
    }
    const pen = due();
    const guard = { ...refillOf(pen).guard, observe_for: "20 min" };
    expect(kinds(send(pen, "record-refill", refillOf(pen, { guard }), p1))).toEqual([
      "observation-too-short",
    ]);
  });
});

type Step = readonly [name: Parameters<typeof send>[1], input: object];

/** The steps of the routine refill, one command each. */
const steps = (pen: Scribe): readonly Step[] => {
  const { reading: said, aspirate, syringes, fill, guard, read_back, implant } = refillOf(pen);
  const all: readonly Step[] = [
    ["begin-visit", { implant, kind: "refill" }],
    ["record-reading", said],
    ["record-aspirate", aspirate],
    ["check-syringe", syringes[0] ?? {}],
    ["propose-fill", fill],
    ["guard-fill", guard],
    ["record-read-back", read_back],
    ["commit-visit", {}],
  ];
  return all.map(([name, input]) => [name, { visit: "visit-2", ...input }]);
};

describe("a visit is a transaction", () => {
  test("the whole refill and its steps one by one are the same facts", () => {
    const [whole, single] = [due(), due()];
    does(whole, "record-refill", refillOf(whole), p1);
    for (const [name, input] of steps(single)) does(single, name, input, p1);
    expect(single.done).toEqual(whole.done);
  });

  test("nothing but the visit changes before the commit, wherever it is left", () => {
    for (let upto = 0; upto < 8; upto += 1) {
      const pen = due();
      const before = { implants: patientIn(pen).implants, stock: pen.practice.stock };
      for (const [name, input] of steps(pen).slice(0, upto)) does(pen, name, input, p1);
      expect({ implants: patientIn(pen).implants, stock: pen.practice.stock }).toEqual(before);
      const resumed = pen.done.reduce(
        (practice, { fact, patient }) => evolve(practice, fact, patient),
        EMPTY_PRACTICE,
      );
      pen.practice = resumed;
      for (const [name, input] of steps(pen).slice(upto)) does(pen, name, input, p1);
      expect(implantIn(pen)?.running?.visit).toBe("visit-2");
    }
  });

  test("any step left out keeps it from being committed, and the page says which", () => {
    for (let out = 1; out < 7; out += 1) {
      const pen = due();
      const some = steps(pen).filter((_, index) => index !== out && index !== 7);
      for (const [name, input] of some) does(pen, name, input, p1);
      const refusals = send(pen, "commit-visit", { visit: "visit-2" }, p1);
      expect(kinds(refusals)).toContain("out-of-order");
      expect(visitPage(pen, "visit-2")).toMatchObject({ to_do: refusals });
    }
  });

  test("two visits of one implant do not interleave, and a refused whole leaves nothing", () => {
    const pen = due();
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "refill" }, p1);
    const facts = pen.done.length;
    expect(kinds(send(pen, "record-refill", refillOf(pen), p1))).toEqual([
      "unit-of-work-unfinished",
    ]);
    expect(pen.done.length).toBe(facts);
  });

  test("one that ends after the aspirate has to say that the reservoir is empty", () => {
    const pen = due();
    for (const [name, input] of steps(pen).slice(0, 3)) does(pen, name, input, p1);
    const end = { visit: "visit-2", because: "syringe broke", reservoir: "as-it-was" };
    expect(kinds(send(pen, "abandon-visit", end, p1))).toEqual(["volumes-do-not-fit"]);
    does(pen, "abandon-visit", { ...end, reservoir: "emptied" }, p1);
    expect(patientIn(pen).tasks.at(-1)).toMatchObject({ kind: "refill-now", due: "2026-04-01" });
    expect(pen.practice.stock.aspirates.length).toBe(1);
  });
});

describe("a change of program", () => {
  const program = (pen: Scribe, basal: string, per_day = basal) => {
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "programming" }, p1);
    does(pen, "record-reading", { visit: "v", ...reading("14 mL") }, p1);
    does(pen, "propose-program", { visit: "v", prescription: { ...DOSE, basal } }, p1);
    const said = { source: "typed", running: true, volume: "14 mL", per_day };
    does(pen, "record-read-back", { visit: "v", ...said }, p1);
    const first = send(pen, "commit-visit", { visit: "v" }, p1);
    for (const each of confirmationsOf(first))
      does(pen, "confirm-check", { visit: "v", ...each }, p1);
    return first.length === 0 ? first : send(pen, "commit-visit", { visit: "v" }, p1);
  };
  test("keeps the fill and its day, and goes on from what is left", () => {
    const pen = due();
    const told = { task: "t", kind: "record-program", due: "2026-04-01", because: "v2", who: "dr" };
    does(pen, "raise-task", { ...told, implant: "implant-1" }, p1);
    expect(program(pen, "2.2 mg/d")).toEqual([]);
    expect(patientIn(pen).tasks.find(({ task }) => task === "t")?.closed?.how).toContain("by v");
    expect(implantIn(pen)?.running).toMatchObject({
      left: "14 mL",
      reservoir: { volume: "20 mL", filled: "2026-03-02T08:00:00+01:00" },
      prescription: { basal: "2.2 mg/d" },
    });
  });
  test("of more than the judge lets pass is refused", () => {
    expect(kinds(program(due(), "48 mg/d"))).toContain("check-refuses");
  });
  test("is not confirmed by words that do not stand on the screen", () => {
    const pen = due();
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "programming" }, p1);
    const words = { visit: "v", check: "dose-limit", path: "prescription", because: "x" };
    expect(kinds(send(pen, "confirm-check", words, p1))).toEqual(["check-not-raised"]);
  });
});

describe("an access to the catheter", () => {
  const access = (csf: boolean, injected: object) => ({
    visit: "v",
    implant: "implant-1",
    csf,
    aspirated: "1 mL",
    injected,
    result: "patent",
  });
  const contrast = { kind: "contrast", name: "iohexol", volume: "2 mL", seen: "free flow" };
  test("never touches reservoir, program or register", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (csf, inject) => {
        const pen = due();
        const before = { implants: patientIn(pen).implants, stock: pen.practice.stock };
        does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "dye-study" }, p1);
        const injected = inject ? contrast : { kind: "nothing" };
        const refusals = send(pen, "record-access", access(csf, injected), p1);
        expect(kinds(refusals)).toEqual(inject && !csf ? ["aspirate-not-confirmed"] : []);
        expect({ implants: patientIn(pen).implants, stock: pen.practice.stock }).toEqual(before);
      }),
      { numRuns: 8 },
    );
  });
  test("and a refill are never the same visit", () => {
    const pen = due();
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "refill" }, p1);
    expect(kinds(send(pen, "record-access", access(true, contrast), p1))).toEqual(["out-of-order"]);
    const other = due();
    does(other, "begin-visit", { visit: "v", implant: "implant-1", kind: "catheter-access" }, p1);
    const aspirate = { visit: "v", volume: "1 mL", appearance: "clear" };
    expect(kinds(send(other, "record-aspirate", aspirate, p1))).toEqual(["out-of-order"]);
  });
});

describe("an MRI examination", () => {
  const scan = {
    visit: "v",
    implant: "implant-1",
    tesla: "1.5",
    region: "knee",
    planned_end: "2026-04-01T12:00:00+01:00",
    read: [] as string[],
    conditions: "manual of the pump, MRI section",
    reservoir: "as-it-was",
  };
  const after = {
    visit: "v",
    implant: "implant-1",
    at: "2026-04-01T08:00:00+01:00",
    running: true,
    program_unchanged: true,
    stopped: "20 min",
    interrogations: 2,
  };
  const prepared = (): Scribe => {
    const pen = due();
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "mri" }, p1);
    does(pen, "prepare-mri", scan, p1);
    return pen;
  };
  test("leaves a task until the pump was found running with its program", () => {
    const pen = prepared();
    const open = () => patientIn(pen).tasks.filter(({ closed }) => closed === null);
    expect(open().map(({ kind }) => kind)).toContain("check-after-mri");
    expect(kinds(send(pen, "clear-mri", { ...after, running: false }, p1))).toEqual([
      "program-differs",
    ]);
    expect(kinds(send(pen, "clear-mri", { ...after, program_unchanged: false }, p1))).toEqual([
      "program-differs",
    ]);
    does(pen, "clear-mri", after, p1);
    expect(open().map(({ kind }) => kind)).not.toContain("check-after-mri");
  });
  test("that kept the pump standing for over 48 hours asks for its rate", () => {
    const pen = prepared();
    does(pen, "clear-mri", { ...after, stopped: "49 h" }, p1);
    expect(patientIn(pen).tasks.at(-1)).toMatchObject({ kind: "check-rate", closed: null });
  });
  test("is not cleared before it was prepared", () => {
    const pen = due();
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "mri" }, p1);
    expect(kinds(send(pen, "clear-mri", after, p1))).toEqual(["out-of-order"]);
  });
});
