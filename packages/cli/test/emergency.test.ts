// SPDX-License-Identifier: Apache-2.0
/** The emergency card at the terminal: it reads, lowers and stops; it never gives more. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bedside, bedside, filled } from "./bedside.ts";

describe("somebody with the patient's card", () => {
  let scene: Bedside;
  beforeAll(async () => {
    scene = await bedside();
    await filled(scene);
  });
  afterAll(() => scene.stop());

  const emergency = (...words: readonly string[]) =>
    scene.call("program", "emergency", "one", "--card", "one.card", ...words);
  const kindsOf = async (...words: readonly string[]) =>
    ((await emergency(...words)).json.refusals ?? []).map(({ kind }) => kind);
  const interrogated = () => scene.call("program", "interrogate", "one", "--me", "doctor");

  test("reads what is in the pump, and nothing is changed by it", async () => {
    const text = await scene.text("program", "emergency", "one", "--card", "one.card");
    expect(text).toContain("morphine 10 mg/mL");
    expect(text).toContain("2 mg/d (0.2 mL/d)");
    const { json, status } = await emergency();
    expect(status).toBe(0);
    expect(json).toMatchObject({
      program: { version: 1 },
      statement: { mode: "running", version: 1, rate: { value: 0.2, unit: "mL/d" } },
    });
  });

  test.each([["0 %"], ["100 %"], ["150 %"], ["-5 %"], ["half"], ["1 mg/d"]])(
    "%s is no share to lower to: nothing is asked of the pump",
    async (share) => {
      const { status, json } = await emergency("--lower", share);
      expect(status).not.toBe(0);
      expect(json.refusals).toMatchObject([{ path: "lower", read: share }]);
      expect(json.statement).toBeUndefined();
    },
  );

  test("one deed at a time, and a stop says why and for how long", async () => {
    const both = ["--stop", "--lower", "50 %", "--reason", "a", "--maximum", "1 h"];
    expect(await kindsOf(...both)).toEqual(["conflicting-options"]);
    expect(await kindsOf("--stop")).toEqual(["missing-option", "missing-option"]);
  });

  test("lowers every rate, drops the boluses, and the log names the card", async () => {
    const { json, status } = await emergency("--lower", "50 %");
    expect(status).toBe(0);
    expect(json.statement).toMatchObject({ version: 2, rate: { value: 0.1, unit: "mL/d" } });
    const found = await interrogated();
    expect(found.json.program).toMatchObject({ version: 2, onDemand: null });
    const { logbook } = found.json as { readonly logbook: readonly object[] };
    expect(logbook).toContainEqual(
      expect.objectContaining({ actor: expect.objectContaining({ kind: "emergency" }) }),
    );
  });

  test("stops, and cannot have it run again", async () => {
    const stopped = await emergency("--stop", "--reason", "not breathing", "--maximum", "2 h");
    expect(stopped.json.statement).toMatchObject({
      mode: "stopped",
      stop: { reason: "not breathing" },
    });
    // What stands does not run at any rate: only whom the clinic stands for lets it run again.
    expect(await kindsOf("--lower", "50 %")).toEqual(["not-lowering"]);
    const resumed = await scene.call("program", "resume", "one", "--me", "doctor");
    expect(resumed.json.statement).toMatchObject({ mode: "running", version: 2 });
  });

  test("what flows as a bolus ends, or there is none", async () => {
    expect(await kindsOf("--cancel-bolus")).toEqual(["no-bolus"]);
  });

  test("another pump's card, no card, and by radio alone: nobody is let in", async () => {
    const call = ["program", "emergency", "two", "--card", "one.card"];
    const other = await scene.call(...call);
    expect(other.json.refusals).toMatchObject([
      { kind: "other-card", path: "card", read: "one", accepted: "two" },
    ]);
    const none = await scene.call("program", "emergency", "one", "--card", "first-fill.yaml");
    expect(none.json.refusals).toMatchObject([{ kind: "not-a-card" }]);
    expect(await kindsOf("--far")).toEqual(["unknown-option"]);
  });
});
