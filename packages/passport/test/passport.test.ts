// SPDX-License-Identifier: Apache-2.0
/** The passport: what is signed is what is read, and nothing else is believed. */
import { inflateRawSync } from "node:zlib";
import { nanolitres, printDay, volumeOf } from "@cisterna/quantity";
import { judge } from "@cisterna/therapy";
import { decode, Tag } from "cbor2";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sample } from "../../therapy/test/sample.ts";
import {
  estimate,
  fromBase45,
  fromWire,
  type Passport,
  PREFIX,
  passportOf,
  toBase45,
  toWire,
} from "../src/index.ts";
import { openedFrom, PASSPORT, SIGNER, sealedBy, VERIFY } from "./sample.ts";

const TEXT = sealedBy(PASSPORT);

describe("Base45", () => {
  test.each([
    ["AB", "BB8"],
    ["Hello!!", "%69 VD92EX0"],
    ["base-45", "UJCLQE7W581"],
    ["ietf!", "QED8WEX0"],
  ])("writes %s as RFC 9285 does", (plain, coded) => {
    expect(toBase45(new TextEncoder().encode(plain))).toBe(coded);
  });
  test("reads back what it wrote", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual({ ok: true, value: bytes });
      }),
    );
  });
  test.each([
    ["a small letter", "BB8a", 3],
    ["a group beyond its bytes", "GGW", 0],
    ["a single character", "BB8B", 3],
    ["two characters beyond a byte", "::", 0],
  ])("refuses %s", (_, text, at) => {
    expect(fromBase45(text)).toEqual({ ok: false, refusals: [{ kind: "not-base45", at }] });
  });
});

describe("a signed passport", () => {
  test("is read as it was written", () => {
    expect(openedFrom(TEXT)).toEqual({
      ok: true,
      value: { passport: PASSPORT, keyId: "0102030405060708" },
    });
  });

  test("is COSE that another library reads, with the same numbers", () => {
    const coded = fromBase45(TEXT.slice(PREFIX.length));
    if (!coded.ok) throw new Error("the text is no Base45");
    const message = decode(new Uint8Array(inflateRawSync(coded.value)));
    expect(message).toBeInstanceOf(Tag);
    const { tag, contents } = message as Tag;
    const [head, , payload] = contents as [Uint8Array, unknown, Uint8Array, Uint8Array];
    expect(tag).toBe(18);
    expect(decode(head)).toEqual(
      new Map<number, unknown>([
        [1, -8],
        [4, SIGNER.keyId],
      ]),
    );
    const fields = decode<Map<number, unknown>>(payload);
    expect(fields.get(10)).toBe(38_600_000);
    expect(fields.get(7)).toEqual(PASSPORT.contents.map((each) => Object.values(each)));
  });

  test("with any character changed or cut is refused, or says the very same", () => {
    for (let at = PREFIX.length; at < TEXT.length; at += 1) {
      const other = TEXT[at] === "A" ? "B" : "A";
      const [before, after] = [TEXT.slice(0, at), TEXT.slice(at + 1)];
      for (const text of [before + other + after, before + after, before]) {
        const read = openedFrom(text);
        if (read.ok) expect(read.value.passport).toEqual(PASSPORT);
        else expect(read.refusals.length).toBe(1);
      }
    }
  });

  test("by a clinic that is not trusted is refused with the name of its key", () => {
    const stranger = { ...SIGNER, keyId: Uint8Array.from([9, 9]) };
    expect(openedFrom(sealedBy(PASSPORT, stranger))).toEqual({
      ok: false,
      refusals: [{ kind: "issuer-unknown", keyId: "0909" }],
    });
  });

  test("with another's signature is not genuine", () => {
    const forger = { ...SIGNER, sign: () => new Uint8Array(64) };
    expect(openedFrom(sealedBy(PASSPORT, forger))).toEqual({
      ok: false,
      refusals: [{ kind: "signature-wrong", keyId: "0102030405060708" }],
    });
  });

  test("whose signature nobody checks would be believed with any dose", () => {
    const strong: Passport = { ...PASSPORT, volume: nanolitres(1) };
    const forged = sealedBy(strong, { ...SIGNER, sign: () => new Uint8Array(64) });
    expect(openedFrom(forged, () => true).ok).toBe(true);
    expect(openedFrom(forged, VERIFY).ok).toBe(false);
  });
});

describe("the fields", () => {
  const wire = () => new Map(toWire(PASSPORT));
  test.each([
    ["another version", (map: Map<number, unknown>) => map.set(0, 2), "unknown-version"],
    ["a field too many", (map: Map<number, unknown>) => map.set(99, 1), "field-unknown"],
    ["a field too few", (map: Map<number, unknown>) => map.delete(5), "field-missing"],
    ["a pump nobody knows", (map: Map<number, unknown>) => map.set(5, "x"), "field-wrong"],
    ["a drug nobody knows", (map: Map<number, unknown>) => map.set(7, [["x", 1]]), "field-wrong"],
    ["no drug", (map: Map<number, unknown>) => map.set(7, []), "field-wrong"],
    ["a fraction", (map: Map<number, unknown>) => map.set(10, 0.5), "field-wrong"],
    ["less than nothing", (map: Map<number, unknown>) => map.set(10, -1), "field-wrong"],
    ["no flow", (map: Map<number, unknown>) => map.set(12, [0, 0, 0]), "field-wrong"],
    ["a date beyond dates", (map: Map<number, unknown>) => map.set(2, [1e15, 0]), "field-wrong"],
    [
      "an endless name",
      (map: Map<number, unknown>) => map.set(3, ["x".repeat(99), "1"]),
      "field-wrong",
    ],
  ])("with %s are refused", (_, change, kind) => {
    const map = wire();
    change(map);
    expect(fromWire(map)).toMatchObject({ ok: false, refusals: [{ kind }] });
  });
  test("that are no fields are refused", () => {
    expect(fromWire([1, 2])).toEqual({ ok: false, refusals: [{ kind: "not-a-passport" }] });
  });
});

const on = (day: number) => ({ epochMs: Date.UTC(2026, 2, day, 8), offsetMinutes: 60 });

describe("what it lets one expect", () => {
  test("at the fill: everything, or everything but what left beside the flow", () => {
    const { left } = estimate(PASSPORT, PASSPORT.filled);
    expect(left).toEqual({
      low: volumeOf(nanolitres(38_240_000)),
      high: volumeOf(nanolitres(38_600_000)),
    });
  });
  test("later: between the fastest and the slowest", () => {
    const { left, runsDry } = estimate(PASSPORT, on(11));
    expect(left.low).toEqual(volumeOf(nanolitres(38_240_000 - 10 * 297_700)));
    expect(left.high).toEqual(volumeOf(nanolitres(38_600_000 - 9 * 171_000)));
    expect(printDay(runsDry.earliest)).toBe("2026-07-07");
    expect(runsDry.latest === null ? null : printDay(runsDry.latest)).toBe("2026-10-14");
  });
  test("never less than nothing", () => {
    const { left, trust } = estimate(PASSPORT, on(400));
    expect([left.low.n, left.high.n, trust]).toEqual([0n, 0n, "old"]);
  });
  test.each([
    [on(4), "current"],
    [on(119), "current"],
    [on(120), "old"],
    [on(-5), "from-the-future"],
  ] as const)("says whether it is to be trusted (%#)", (now, trust) => {
    expect(estimate(PASSPORT, now).trust).toBe(trust);
  });
  test("of a pump that may rest, no last day", () => {
    const resting = { ...PASSPORT, perDay: { ...PASSPORT.perDay, least: nanolitres(0) } };
    expect(estimate(resting, on(4)).runsDry.latest).toBeNull();
  });
});

describe("built from a plan", () => {
  const issue = {
    id: "id",
    issued: on(3),
    issuer: PASSPORT.issuer,
    patient: { name: null, born: null, id: null },
  };
  const { plan } = judge(sample);
  if (plan === null) throw new Error("the sample is judged well");

  test("holds the plan's own dates", () => {
    const built = passportOf(plan, issue);
    if (!built.ok) throw new Error("it can be written");
    const { runsDry } = estimate(built.value, plan.of.reservoir.filled);
    expect(runsDry.earliest.epochMs).toBeLessThanOrEqual(plan.refill.emptyAtWorst.epochMs);
    expect(plan.refill.emptyAtWorst.epochMs - runsDry.earliest.epochMs).toBeLessThan(60_000);
    expect(built.value.due.epochMs).toBeLessThanOrEqual(plan.refill.due.epochMs);
  });

  test("refuses a strength that is no whole number of ng/mL", () => {
    const { fluid } = plan.of.reservoir;
    const fine = { ...fluid[0], concentration: { ...fluid[0].concentration, d: 7_000_001n } };
    const of = { ...plan.of, reservoir: { ...plan.of.reservoir, fluid: [fine] as const } };
    expect(passportOf({ ...plan, of }, issue)).toEqual({
      ok: false,
      refusals: [{ kind: "concentration-too-fine", drug: fluid[0].drug }],
    });
  });
});
