// SPDX-License-Identifier: Apache-2.0
/** Passports of a clinic: what is signed, what is refused, what is taken back. */
import { clinicOf, passportCodec, verifyAmong } from "@cisterna/crypto";
import { opened } from "@cisterna/passport";
import { describe, expect, test } from "vitest";
import { standingOf, VIEWS } from "../../src/index.ts";
import { does, type Scribe, SEAL, send } from "./scribe.ts";
import { filled, p1, SETTINGS, until, ward } from "./ward.ts";

const ID = "00112233445566aa";
const ISSUE = { passport: ID, implant: "implant-1", shows: ["name"] };
const TRUST = [{ name: "Test clinic", public: SEAL.key }];

const passportsIn = (pen: Scribe) => standingOf(pen.practice, "p1").patient.passports;

const pageOf = (pen: Scribe) => {
  const view = VIEWS.find(({ name }) => name === "passports");
  const read = view?.read(pen.practice, { now: pen.now, patient: "p1", asked: {} });
  return read?.ok === true ? JSON.parse(JSON.stringify(read.value)) : null;
};

const kinds = (pen: Scribe, input: object, name: "issue-passport" | "revoke-passport") =>
  send(pen, name, input, p1).map(({ kind, path }) => [kind, path]);

describe("a passport that is signed", () => {
  test("says what the record knows, reveals what was chosen, and is read by anybody", () => {
    const pen = filled();
    does(pen, "issue-passport", ISSUE, p1);
    const text = passportsIn(pen)[0]?.text ?? "";
    const read = opened(text, passportCodec, verifyAmong(TRUST));
    expect(read).toMatchObject({
      ok: true,
      value: {
        passport: {
          id: ID,
          issuer: { name: SETTINGS.name, phone: SETTINGS.phone },
          patient: { name: "Ada Example", born: null, id: null },
          contents: [{ drug: "morphine", nanogramsPerMillilitre: 10_000_000 }],
          perDay: { programmed: 200_000 },
        },
      },
    });
    expect(read.ok && clinicOf(TRUST, read.value.keyId)?.name).toBe("Test clinic");
    expect(opened(text, passportCodec, verifyAmong([]))).toMatchObject({
      refusals: [{ kind: "issuer-unknown" }],
    });
    expect(pageOf(pen)).toMatchObject({
      passports: [{ passport: ID, stands: "current", shows: ["name"] }],
      implants: [{ implant: "implant-1", draft: { patient: { born: "1961-04-02" } } }],
    });
  });

  test("is old when its refill is due, and outdated once the pump was emptied or taken out", () => {
    const pen = filled();
    does(pen, "issue-passport", ISSUE, p1);
    until(pen, passportsIn(pen)[0]?.due ?? "");
    expect(pageOf(pen).passports[0].stands).toBe("old");
    const out = { implant: "implant-1", on: "2026-04-01", reason: "infection" };
    const taken = { taken: "pump-and-catheter", left: "3 mL", surgeon: "Dr C" };
    does(pen, "record-explant", { ...out, ...taken }, p1);
    expect(pageOf(pen).passports[0].stands).toBe("outdated");
  });

  test("is taken back once, with a reason", () => {
    const pen = filled();
    does(pen, "issue-passport", ISSUE, p1);
    const back = { passport: ID, because: "lost with the bag" };
    expect(kinds(pen, { ...back, passport: "ffffffffffffffff" }, "revoke-passport")).toEqual([
      ["not-there", "passport"],
    ]);
    does(pen, "revoke-passport", back, p1);
    expect(pageOf(pen).passports[0]).toMatchObject({ stands: "revoked", revoked: { by: "dr-a" } });
    expect(kinds(pen, back, "revoke-passport")).toEqual([["not-open", "passport"]]);
  });
});

describe("no passport is signed", () => {
  const refused = (pen: Scribe, change: object = {}) =>
    kinds(pen, { ...ISSUE, ...change }, "issue-passport");

  test("of what nobody knows, of a visit that is open, twice under one name", () => {
    expect(refused(ward())).toEqual([["not-there", "implant"]]);
    const pen = filled();
    expect(refused(pen, { implant: "implant-2" })).toEqual([["not-there", "implant"]]);
    does(pen, "issue-passport", ISSUE, p1);
    expect(refused(pen)).toEqual([["already-there", "passport"]]);
    const task = { task: "t", kind: "record-program", due: "2026-04-01", who: "nurse" };
    does(
      pen,
      "raise-task",
      { ...task, implant: "implant-1", because: "version 2 at the pump" },
      p1,
    );
    expect(refused(pen, { passport: "00112233445566cc" })).toEqual([
      ["unit-of-work-unfinished", "implant"],
    ]);
    expect(pageOf(pen)).toMatchObject({
      passports: [{ stands: "outdated" }],
      implants: [{ draft: null }],
    });
    does(pen, "close-task", { task: "t", how: "it is the program of the record" }, p1);
    expect(pageOf(pen).passports[0].stands).toBe("current");
    does(pen, "begin-visit", { visit: "visit-2", implant: "implant-1", kind: "refill" }, p1);
    const again = { passport: "00112233445566bb" };
    expect(refused(pen, again)).toEqual([["unit-of-work-unfinished", "implant"]]);
    expect(pageOf(pen).implants).toMatchObject([{ draft: null }]);
  });

  test("with fields that a reader could not read", () => {
    const pen = filled();
    does(pen, "configure-clinic", { ...SETTINGS, name: "x".repeat(81) }, {});
    expect(send(pen, "issue-passport", ISSUE, p1)).toMatchObject([
      { kind: "out-of-range", read: "issuer" },
    ]);
    for (const change of [{ passport: "short" }, { shows: ["weight"] }, { shows: "name" }]) {
      expect(refused(pen, change)).toHaveLength(1);
    }
    expect(passportsIn(pen)).toEqual([]);
  });
});
