// SPDX-License-Identifier: Apache-2.0
/** `plan CASE`: what it prints for a person and for a machine, and its exit status. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planOutput, problemsOutput } from "../src/schema/plan.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { CONTRACT_CASE, edited, FULL_CASE, LOCAL } from "./case-sample.ts";

const plan = (text: string, ...words: readonly string[]) =>
  runCommandLine(
    ["plan", "case.yaml", ...words],
    memoryIo({ "case.yaml": text, "local.yaml": LOCAL }).io,
  );

const documentOf = async (text: string, ...words: readonly string[]) => {
  const { status, stdout, stderr } = await plan(text, "--json", ...words);
  return { status, stderr, json: JSON.parse(stdout) };
};

const MINUTE_CASE = edited(CONTRACT_CASE, ", { drug: bupivacaine, concentration: 20 mg/mL }", "");

describe("the document of --json", () => {
  test("the contract's example comes out with its numbers", async () => {
    const { status, stderr, json } = await documentOf(CONTRACT_CASE);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(planOutput.parse(json)).toMatchObject({
      status: "needs-confirmation",
      flow: { value: 0.2, unit: "mL/d" },
      doses: [
        {
          drug: "morphine",
          per_day: { value: 2, unit: "mg/d" },
          achievable: { value: 2, unit: "mg/d" },
          worst_day: { value: 2.6, unit: "mg/d" },
        },
        {
          drug: "bupivacaine",
          per_day: { value: 4, unit: "mg/d" },
          worst_day: { value: 5.2, unit: "mg/d" },
        },
      ],
      on_demand: { allowed_per_day: 6, worst_day: { value: 2.6, unit: "mg/d" } },
      transition: {
        kind: "bridge",
        volume: { value: 0.36, unit: "mL" },
        rate: { value: 0.4, unit: "mL/d" },
        duration: { value: 21.6, unit: "h" },
        drug: { value: 1.8, unit: "mg" },
        new_flow: { value: 0.2, unit: "mL/d" },
        unbridged_dose: { value: 1, unit: "mg/d" },
      },
    });
  });

  test("a refused case lists its refusals at the top, and every other check", async () => {
    const { status, json } = await documentOf(edited(CONTRACT_CASE, "  on_fault: minimum\n", ""));
    const read = planOutput.parse(json);
    expect(status).toBe(1);
    expect(read.status).toBe("refused");
    expect(read.flow).toBeUndefined();
    expect(read.refusals).toMatchObject([
      {
        kind: "on-fault-missing",
        severity: "refuse",
        path: "prescription.on_fault",
        line: 10,
        column: 3,
      },
    ]);
    expect(read.checks.length).toBeGreaterThan(1);
  });

  test("what the judge refuses has its line and column as well", async () => {
    const { status, json } = await documentOf(edited(MINUTE_CASE, "38 mL", "45 mL"));
    expect(status).toBe(1);
    expect(json.refusals).toMatchObject([
      {
        kind: "fill-above-reservoir",
        path: "reservoir.volume",
        line: 6,
        column: 11,
        asked: { value: 45, unit: "mL" },
        limit: { value: 40, unit: "mL" },
      },
    ]);
  });

  test("a missing constant of a pump is named as the case file writes it", async () => {
    const { status, json } = await documentOf(
      edited(MINUTE_CASE, "model: generic-40", "pulse: 100 nL"),
    );
    const paths = json.refusals.map(({ path }: { path: string }) => path);
    expect(status).toBe(1);
    expect(paths).toContain("implant.pump.minimum_flow");
    expect(paths).toContain("implant.pump.low_reservoir");
  });

  test("a file that cannot be read lists its problems", async () => {
    const { status, json } = await documentOf(edited(CONTRACT_CASE, "dose_of", "doseof"));
    expect(status).toBe(2);
    expect(problemsOutput.parse(json).refusals.map(({ kind }) => kind)).toEqual([
      "missing-key",
      "unknown-key",
    ]);
  });

  test("a broken file is named where no path is", async () => {
    const { status, json } = await documentOf("a: [");
    expect(status).toBe(2);
    expect(problemsOutput.parse(json).refusals[0]).toMatchObject({ path: "case.yaml", line: 1 });
  });

  test("a refill beyond the calendar has no date and breaks nothing", async () => {
    const endless = FULL_CASE.replace(/[0-9.]+ mg\/d/g, "0.0000000001 mcg/d").replace(
      "minimum_flow: 0.048 mL/d",
      "minimum_flow: 0 mL/d",
    );
    const { status, json } = await documentOf(endless);
    expect([0, 1]).toContain(status);
    planOutput.parse(json);
  });
});

describe("the local formulary", () => {
  const strong = edited(
    edited(MINUTE_CASE, "basal: 2 mg/d", "basal: 15.5 mg/d"),
    "basal: 2 mg/d",
    "basal: 15 mg/d",
  );

  test("an unverified maximum is only noted, a confirmed one refuses", async () => {
    const kinds = async (...words: readonly string[]) => {
      const { json } = await documentOf(strong, ...words);
      return (json.refusals ?? []).map(
        ({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`,
      );
    };
    expect(await kinds()).toEqual([]);
    expect(await kinds("--formulary", "local.yaml")).toEqual(["dose-limit confirmed"]);
  });

  test("a broken local formulary is refused with its own places", async () => {
    const io = memoryIo({
      "case.yaml": strong,
      "local.yaml": edited(LOCAL, "15 mg/d", "14 mg/d"),
    }).io;
    const { status, stdout } = await runCommandLine(
      ["plan", "case.yaml", "--formulary", "local.yaml", "--json"],
      io,
    );
    expect(status).toBe(1);
    expect(JSON.parse(stdout).refusals).toMatchObject([
      { kind: "differs-from-recalled", path: "entries[0].value", line: 4, column: 12 },
    ]);
  });
});

describe("the page", () => {
  test("a person reads doses, transition, dates and what to confirm", async () => {
    const { status, stdout } = await plan(CONTRACT_CASE);
    expect(status).toBe(0);
    for (const part of [
      "Plan for demo-1: 2 checks need a person's confirmation",
      "38 mL of morphine 10 mg/mL with bupivacaine 20 mg/mL",
      "on demand 0.1 mg over 10 min, lock-out 2 h, at most 6 in 24 h",
      "Bridge: program 0.36 mL at 0.4 mL/d",
      "Refill due  2026-",
      "To be read and confirmed (2)",
      "off-label use",
      "not a medical device",
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test("a refused plan says so first and gives no dates", async () => {
    const { status, stdout } = await plan(edited(CONTRACT_CASE, "38 mL", "41 mL"));
    expect(status).toBe(1);
    expect(stdout).toContain("Plan for demo-1: REFUSED");
    expect(stdout).toContain("The fill of 41 mL is more than the reservoir of 40 mL holds.");
    expect(stdout).not.toContain("Refill due");
  });

  test("problems of a file are lines that an editor can follow", async () => {
    const refused = await plan(edited(CONTRACT_CASE, "morphine,", "morphin,"));
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain(
      'case.yaml:8:20 reservoir.drugs[0].drug: "morphin" is no drug',
    );
    expect(refused.stdout).toContain('Did you mean "morphine"?');
    const unreadable = await plan(edited(CONTRACT_CASE, "2 mg/d", "2,5 mg/d"));
    expect({ status: unreadable.status, stdout: unreadable.stdout }).toEqual({
      status: 2,
      stdout: "",
    });
    expect(unreadable.stderr).toContain("case.yaml:11:10 prescription.basal: ");
  });

  test("no line parts a number from its unit", async () => {
    const pages = await Promise.all([CONTRACT_CASE, FULL_CASE].map((text) => plan(text)));
    for (const { stdout } of pages) expect(stdout).not.toMatch(/[0-9≈]\n +(?:m|d|h|n|%)/);
  });

  test("no line is wider than 100 and none ends in a space", async () => {
    const pages = await Promise.all([CONTRACT_CASE, FULL_CASE].map((text) => plan(text)));
    for (const line of pages.flatMap(({ stdout }) => stdout.split("\n"))) {
      expect(line.length).toBeLessThanOrEqual(100);
      expect(line).toBe(line.trimEnd());
    }
  });
});

describe("the examples", () => {
  const folder = new URL("../../../examples/", import.meta.url);
  const cases = readdirSync(folder).filter((file) => /^\d\d-(?!.*protocol).*\.yaml$/.test(file));

  test.each(cases)("%s: the document fits the published schema", async (file) => {
    const { status, json } = await documentOf(readFileSync(new URL(file, folder), "utf8"));
    const read = planOutput.parse(json);
    expect(status).toBe(read.status === "refused" ? 1 : 0);
  });
});
