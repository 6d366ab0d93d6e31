// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromLines } from "@cisterna/record";
import { afterAll, describe, expect, test } from "vitest";
import { runOutput } from "../src/run/output.ts";
import { RUN_OPTIONS } from "../src/run/request.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { nodeIo } from "../src/shell/node.ts";

const EXAMPLES = new URL("../../../examples/", import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, EXAMPLES), "utf8");
const caseNames = readdirSync(EXAMPLES).filter(
  (name) => name.endsWith(".yaml") && !name.endsWith(".protocol.yaml"),
);
const STEADY = "02-morphine-steady.yaml";
const BRIDGED = "07-baclofen-bridged.yaml";

const call = async (name: string, ...words: readonly string[]) => {
  const { io, files } = memoryIo({ "case.yaml": textOf(name) });
  return { ...(await runCommandLine(["run", "case.yaml", ...words], io)), files };
};

const outputOf = async (name: string, ...words: readonly string[]) => {
  const { stdout } = await call(name, ...words, "--json");
  return runOutput.parse(JSON.parse(stdout));
};

const refusalsOf = async (...words: readonly string[]) => {
  const { status, stdout } = await call(STEADY, ...words, "--json");
  const { refusals } = JSON.parse(stdout) as { refusals: { kind: string; path: string }[] };
  return { status, refusals: refusals.map(({ kind, path }) => `${path} ${kind}`) };
};

describe("every example", () => {
  test.each(caseNames)("%s is run, or refused as its plan is", async (name) => {
    const plan = await runCommandLine(
      ["plan", "case.yaml", "--json"],
      memoryIo({ "case.yaml": textOf(name) }).io,
    );
    const run = await call(name, "--days", "3", "--json");
    expect(run.status).toBe(plan.status);
    if (plan.status === 0) {
      const { mass } = runOutput.parse(JSON.parse(run.stdout));
      expect(mass.every(({ exact }) => exact)).toBe(true);
      expect(Math.max(...mass.map((each) => each.balance_error))).toBeLessThan(1e-10);
    } else {
      expect(JSON.parse(run.stdout)).toEqual(JSON.parse(plan.stdout));
    }
  });

  test("includes some that run and some that are refused", async () => {
    const runs = await Promise.all(caseNames.map((name) => call(name, "--days", "1", "--json")));
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set([0, 1]));
  });
});

describe("the document of a run", () => {
  test("has one value for each output step in every series", async () => {
    const output = await outputOf(STEADY, "--days", "2", "--step", "1 h");
    const { t, pumped, reservoir, at_tip, concentrations } = output;
    const sites = concentrations.flatMap((each) =>
      each.kinetics === "known" ? Object.values(each.sites) : [],
    );
    const all = [t.values, pumped.values, reservoir.values, ...at_tip.map(({ m }) => m), ...sites];
    expect(new Set(all.map((values) => values?.length))).toEqual(new Set([48]));
    expect(t.values.slice(0, 2)).toEqual([1, 2]);
    expect(output.step).toEqual({ value: 60, unit: "min" });
  });

  test("keeps the dose at the tip and the concentration beside it through a bridge", async () => {
    const output = await outputOf(BRIDGED, "--days", "2", "--step", "6 h");
    expect(output.body_at_start).toBe("steady-before");
    expect(output.at_tip[0]?.m).toEqual(Array(8).fill(100));
    const [first] = output.concentrations;
    const tip = first?.kinetics === "known" ? (first.sites.T10 ?? []) : [];
    expect(Math.max(...tip) / Math.min(...tip)).toBeLessThan(1.01);
    expect(output.events.map(({ kind }) => kind)).toEqual(["programmed", "transition-settled"]);
  });

  test("is the same text every time", async () => {
    const words = ["--days", "3", "--press", "every 5 h", "--json"];
    const [one, other] = [await call(STEADY, ...words), await call(STEADY, ...words)];
    expect(one.stdout).toBe(other.stdout);
  });

  test("counts presses, grants and refusals", async () => {
    const every = await outputOf(STEADY, "--days", "1", "--press", "every 1 h");
    expect(every.presses.asked).toBe(24);
    expect(every.presses.granted).toBeGreaterThan(0);
    expect(every.presses.granted + every.presses.refused).toBe(24);
    const twice = await outputOf(STEADY, "--days", "1", "--press", "at 5 h, 5 h");
    expect(twice.presses).toEqual({ asked: 2, granted: 1, refused: 1 });
  });

  test("says when the pump runs dry", async () => {
    const output = await outputOf(STEADY, "--days", "400", "--step", "1 d");
    expect(output.ran_dry?.after.value).toBeGreaterThan(100);
    expect(output.ran_dry?.date).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    expect(output.low_reservoir?.after.value).toBeLessThan(output.ran_dry?.after.value ?? 0);
    expect(output.reservoir.values.at(-1)).toBe(0);
  });

  test("of a catheter known as a range says which end was run", async () => {
    const name = "12-catheter-of-unknown-length.yaml";
    const volumes = await Promise.all(
      ["low", "high", "programmed"].map(async (end) => {
        const { catheter } = await outputOf(name, "--days", "1", "--catheter", end);
        return [catheter.choice, catheter.volume.value, catheter.exact] as const;
      }),
    );
    const [low, high, programmed] = volumes;
    expect(low?.[1]).toBeLessThan(high?.[1] ?? 0);
    expect([low?.[1], high?.[1]]).toContain(programmed?.[1]);
    expect(volumes.every(([, , exact]) => !exact)).toBe(true);
  });
});

describe("the page of a run", () => {
  test("goes hour by hour for a day, then day by day", async () => {
    const { stdout } = await call(STEADY, "--days", "4");
    const labels = stdout.match(/^ {2}\d+ [hd] /gm)?.map((label) => label.trim());
    const hours = Array.from({ length: 24 }, (_, index) => `${index + 1} h`);
    expect(labels).toEqual([...hours, "2 d", "3 d", "4 d"]);
  });

  test("puts a long run into few rows, the last one at its end", async () => {
    const { stdout } = await call(STEADY, "--days", "365", "--step", "1 d");
    const labels = stdout.match(/^ {2}[\d.]+ d /gm)?.map((label) => label.trim()) ?? [];
    expect(labels.length).toBeLessThan(40);
    expect(labels.at(-1)).toBe("365 d");
  });

  test("says what happened, what balances and what was taken for granted", async () => {
    const { stdout } = await call(BRIDGED, "--days", "3", "--press", "at 5 h");
    expect(stdout).toContain("The bridge is complete: 0.36 mL given");
    expect(stdout).toContain("pressed once: 0 granted, 1 refused");
    expect(stdout).toContain("at the tip + 720 mcg in the line, exactly");
    expect(stdout).toContain("Taken for granted");
    expect(stdout).toContain("does not run dry within 3 d");
    expect(stdout).toContain("Cisterna is not a medical device");
  });

  test("of a refused case is the page of its plan", async () => {
    const { status, stdout } = await call("03-hourly-instead-of-daily.yaml", "--days", "3");
    expect(status).toBe(1);
    expect(stdout).toContain("REFUSED");
  });
});

describe("files of a run", () => {
  test("are tables of the series and a record that verifies", async () => {
    const { files } = await call(BRIDGED, "--days", "1", "--step", "1 h", "--csv", "out");
    const rows = (files.get("out/delivery.csv") ?? "").trimEnd().split("\n");
    expect(rows[0]).toBe("t_h,pumped_mL,reservoir_mL,baclofen_at_tip_mcg");
    expect(rows).toHaveLength(25);
    expect(rows[1]).toBe("1,0.0333,37.9667,16.65");
    const sites = (files.get("out/concentration-baclofen.csv") ?? "").split("\n")[0]?.split(",");
    expect(sites?.[0]).toBe("t_h");
    expect(sites).toContain("T10_mcg_per_mL");
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    const log = fromLines(files.get("out/events.jsonl") ?? "", sha256);
    expect(log.ok && log.value.map(({ kind }) => kind)).toEqual([
      "programmed",
      "transition-settled",
    ]);
  });
});

describe("the report of a run", () => {
  test("is one page of HTML that loads nothing, the same for the same date", async () => {
    const words = ["--days", "1", "--html", "run.html", "--made", "2026-03-03T10:00:00+01:00"];
    const [one, other] = [await call(BRIDGED, ...words), await call(BRIDGED, ...words)];
    const page = one.files.get("run.html") ?? "";
    expect(page.toLowerCase()).toMatch(/^<!doctype html>/);
    expect(page).toContain("itb-bridge");
    expect(page).not.toMatch(/(?:src|href)="https?:\/\/[^"]*\.(?:js|css|png)"/);
    expect(page).toBe(other.files.get("run.html"));
    expect(one.stdout).toContain("Written\n  run.html");
  });
});

describe("a file that cannot be written", () => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-run-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["--html", join(folder, "none", "run.html"), join(folder, "none", "run.html")],
    ["--html", folder, folder],
    ["--html", join(folder, "x".repeat(5000)), join(folder, "x".repeat(5000))],
    ["--csv", join(folder, "none"), join(folder, "none", "delivery.csv")],
  ])("%s: is refused by its name, with status 2, and nothing is left", async (option, to, path) => {
    const file = fileURLToPath(new URL(STEADY, EXAMPLES));
    const words = ["run", file, "--days", "1", option, to];
    const { status, stdout } = await runCommandLine([...words, "--json"], nodeIo().io);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ refusals: [{ kind: "file-not-writable", path }] });
    const { stderr } = await runCommandLine(words, nodeIo().io);
    expect(stderr).toContain(`${path}: cannot be written`);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("what cannot be asked", () => {
  test("is refused with every option at once", async () => {
    const words = ["--step", "5", "--press", "often", "--catheter", "middle", "--made", "today"];
    expect(await refusalsOf(...words)).toEqual({
      status: 2,
      refusals: [
        "days missing-option",
        "step malformed-quantity",
        "press malformed-quantity",
        "catheter unknown-value",
        "made malformed-instant",
      ],
    });
  });

  test.each([
    [["--days", "0"], "days malformed-count", 2],
    [["--days", "1.5"], "days malformed-count", 2],
    [["--days", "1001"], "days malformed-count", 2],
    [["--days", "1", "--csv", ""], "csv missing-value", 2],
    [["--days", "1", "--html", ""], "html missing-value", 2],
    [["--days", "1", "--step", "1 s"], "step unknown-value", 1],
    [["--days", "1", "--step", "2 d"], "step unknown-value", 1],
    [["--days", "1", "--step", "1 mg"], "step wrong-kind-of-unit", 1],
    [["--days", "1000", "--step", "1 min"], "step unknown-value", 1],
    [["--days", "1000", "--press", "every 1 min"], "press unknown-value", 1],
    [["--days", "1", "--press", "every 0 h"], "press zero-quantity", 1],
    [["--days", "1", "--press", "every 1 s"], "press unknown-value", 1],
    [["--days", "1", "--press", "at 1 h, 2 parsecs"], "press unknown-unit", 1],
  ] as const)("%j is %s", async (words, refusal, status) => {
    expect(await refusalsOf(...words)).toEqual({ status, refusals: [refusal] });
  });

  test("is a file that is not there, or one that is no case", async () => {
    const { io } = memoryIo({ "bad.yaml": "patient: [" });
    const absent = await runCommandLine(["run", "none.yaml", "--days", "1"], io);
    expect([absent.status, absent.stderr]).toEqual([2, expect.stringContaining("none.yaml")]);
    expect((await runCommandLine(["run", "bad.yaml", "--days", "1"], io)).status).toBe(2);
  });

  test("has its place in the help", async () => {
    const { stdout } = await call(STEADY, "--help");
    for (const { name } of RUN_OPTIONS) expect(stdout).toContain(`--${name}`);
  });
});
