// SPDX-License-Identifier: Apache-2.0
import { quantity, total } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VIEWS } from "../../src/index.ts";
import { does, NURSE, PHYSICIAN, type Scribe, send } from "./scribe.ts";
import { MORPHINE, receive, ward } from "./ward.ts";

const RUNS = Math.min(Number(process.env["CISTERNA_RUNS"] ?? 200), 500);
const kinds = (refusals: readonly { kind: string }[]) => refusals.map(({ kind }) => kind);
const both = { who: NURSE, second: PHYSICIAN };

const custody = (pen: Scribe): unknown => {
  const page = VIEWS.find(({ name }) => name === "custody")?.read(pen.practice, {
    now: pen.now,
    patient: null,
    asked: {},
  });
  return page?.ok === true ? page.value : page;
};

describe("the register of drugs", () => {
  test("accounts for every lot to the last digit, whatever is done with it", () => {
    const moves = fc.array(
      fc.tuple(
        fc.constantFrom("discarded", "returned", "missing"),
        fc.integer({ min: 1, max: 90 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(moves, (list) => {
        const pen = ward();
        receive(pen, "lot-1");
        for (const [how, tenths] of list) {
          const input = { lot: "lot-1", how, volume: `${tenths / 10} mL`, because: "counted" };
          const refusals = send(pen, "discard-drug", input, both);
          if (refusals.length > 0) expect(kinds(refusals)).toEqual(["more-than-there"]);
        }
        const [lot] = pen.practice.stock.lots;
        const moved = total((lot?.moves ?? []).map(({ volume }) => quantity(volume, "volume")));
        const page = custody(pen) as { lots: { left: string; moved: string }[] };
        const left = quantity(page.lots[0]?.left ?? "", "volume");
        expect(total([moved, left])).toEqual(quantity("20 mL", "volume"));
      }),
      { numRuns: RUNS },
    );
  });

  test("takes nothing out without a second person, and not with the same one twice", () => {
    const pen = ward();
    receive(pen, "lot-1");
    const input = { lot: "lot-1", how: "discarded", volume: "1 mL", because: "expired" };
    expect(kinds(send(pen, "discard-drug", input, { who: NURSE }))).toEqual(["witness-missing"]);
    expect(kinds(send(pen, "discard-drug", input, { who: NURSE, second: NURSE }))).toEqual([
      "same-person",
    ]);
    does(pen, "discard-drug", input, both);
    expect(pen.practice.stock.lots[0]?.moves).toMatchObject([{ by: "nurse-b", witness: "dr-a" }]);
  });

  test("takes a controlled drug in only before a witness, another one without", () => {
    const pen = ward();
    const lot = {
      lot: "lot-1",
      drugs: MORPHINE,
      volume: "20 mL",
      expires: "2026-12-31",
      container: "syringe",
    };
    expect(kinds(send(pen, "receive-drug", lot, { who: NURSE }))).toEqual(["witness-missing"]);
    const drugs = [{ drug: "baclofen", concentration: "2000 mcg/mL" }];
    does(pen, "receive-drug", { ...lot, drugs }, { who: NURSE });
  });

  test("reports a count that differs, in mL and in mg", () => {
    const pen = ward();
    receive(pen, "lot-1");
    does(pen, "count-stock", { lot: "lot-1", found: "19.5 mL" }, both);
    expect(custody(pen)).toMatchObject({
      controlled: [{ drug: "morphine", volume: "20 mL", mass: "200 mg" }],
      discrepancies: [{ lot: "lot-1", expected: "20 mL", found: "19.5 mL", missing: "0.5 mL" }],
    });
  });

  test("follows an order to its receipt or its cancelling, once", () => {
    const pen = ward();
    const order = {
      order: "order-1",
      patient: "p1",
      pharmacy: "Central pharmacy",
      drugs: MORPHINE,
      volume: "20 mL",
      needed: "2026-03-10",
      promised: "2026-03-09",
    };
    does(pen, "order-drug", order, {});
    expect(kinds(send(pen, "order-drug", order, {}))).toEqual(["already-there"]);
    receive(pen, "lot-1", { order: "order-1" });
    expect(pen.practice.stock.orders).toMatchObject([{ outcome: "received" }]);
    const cancel = { order: "order-1", because: "shortage" };
    expect(kinds(send(pen, "cancel-order", cancel, {}))).toEqual(["not-there"]);
  });
});
