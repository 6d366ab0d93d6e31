// SPDX-License-Identifier: Apache-2.0
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { hours, steady } from "../../pump/test/sample.ts";
import {
  ask,
  bedside,
  dial,
  envelope,
  pairByCard,
  pairWith,
  person,
  programme,
  stranger,
  tell,
  wait,
} from "./bedside.ts";

const doctor = person(10, "clinician");
const patient = stranger(20, "patient");
const program = { kind: "program", program: steady, replaces: null, catheter: null } as const;

describe("at the bedside", () => {
  test("a dose goes all the way: paired, proposed, read back, signed, delivered", () => {
    const scene = bedside();
    const known = pairByCard(scene, doctor);
    wait(scene, hours(1));
    const line = dial(scene, doctor, known);
    expect(line.now).toBe(scene.now);
    const receipt = programme(scene, line, { who: doctor, told: program });
    expect(receipt).toMatchObject({ kind: "receipt", version: 1 });
    const last = ask(scene, line, { kind: "leave" });
    expect(last).toMatchObject({ kind: "statement", statement: { mode: "running", rate: 480 } });
    const empty = last?.kind === "statement" ? last.statement.dates.empty : null;
    expect(empty).toBeGreaterThan(scene.now);
    wait(scene, hours(24));
    expect(scene.pump.delivered.pulses).toBe(480);
    expect(scene.head.sessions).toEqual([]);
  });

  test("the patient's controller is let in by the clinician, and asks for a dose from afar", () => {
    const scene = bedside();
    const known = pairByCard(scene, doctor);
    const line = dial(scene, doctor, known);
    programme(scene, line, { who: doctor, told: program });
    const invited = ask(scene, line, { kind: "invite", role: "patient", ...envelope(scene) });
    if (invited?.kind !== "invited") throw new Error("not invited");
    const mine = pairWith(scene, patient, invited.secret);
    if (mine === null) throw new Error("not paired");
    wait(scene, hours(1));
    const own = dial(scene, patient, mine, "far");
    const granted = tell(scene, own, { kind: "request", askedAt: scene.now });
    expect(granted).toMatchObject({ kind: "outcome", events: [{ kind: "bolus-granted" }] });
    const again = tell(scene, own, { kind: "request", askedAt: milliseconds(scene.now) });
    expect(again).toMatchObject({ events: [{ refusals: [{ kind: "locked-out" }] }] });
  });
});
