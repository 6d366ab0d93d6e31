// SPDX-License-Identifier: Apache-2.0
/** `formulary` and `devices`: every number with its status, edition, country and source. */
import { DRUG_IDS, MODEL_IDS } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

const call = (...words: readonly string[]) => runCommandLine(words, memoryIo().io);

const json = async (...words: readonly string[]): Promise<unknown> => {
  const { status, stdout } = await call(...words, "--json");
  expect(status).toBe(0);
  return JSON.parse(stdout);
};

type Row = {
  readonly table: string;
  readonly status: string;
  readonly source?: { readonly citation: string; readonly addresses: readonly string[] };
  readonly checkIn?: string;
  readonly edition?: string;
  readonly jurisdiction?: string | null;
  readonly acts?: string;
};

describe("The formulary", () => {
  test.each(DRUG_IDS)(
    "of %s gives every row its status, edition, country and source",
    async (id) => {
      const { drug, rows } = (await json("formulary", id)) as {
        drug: string;
        rows: readonly Row[];
      };
      expect(drug).toBe(id);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row.status).not.toBe("");
        expect(row.edition).toEqual(expect.any(String));
        expect(row).toHaveProperty("jurisdiction");
        expect(row.source?.citation).toEqual(expect.any(String));
        expect(row.source?.addresses.length).toBeGreaterThan(0);
      }
    },
  );

  test.each(DRUG_IDS)("of %s lets no unverified number act", async (id) => {
    const { rows } = (await json("formulary", id)) as { rows: readonly Row[] };
    const acting = rows.filter((row) => row.status === "unverified" && row.acts !== "note");
    expect(acting).toEqual([]);
  });

  test("without a drug lists them all", async () => {
    const { stdout } = await call("formulary");
    for (const id of DRUG_IDS) expect(stdout).toContain(id);
  });

  test("in text names status and source of a number, and what was not found", async () => {
    const { stdout } = await call("formulary", "ziconotide");
    expect(stdout).toMatch(/most dose per day: 19\.2 mcg\/d \(maximum\) +label, FDA label, US \[/);
    expect(stdout).toContain("looked for and not found");
    expect(stdout).not.toContain("undefined");
  });

  test("refuses an unknown drug with the nearest one", async () => {
    const { status, stdout } = await call("formulary", "morphin", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      refusals: [{ kind: "unknown-drug", path: "DRUG", read: "morphin", near: "morphine" }],
    });
  });
});

describe("The devices", () => {
  test.each(MODEL_IDS)("of %s give every constant its status and its source", async (id) => {
    const found = (await json("devices", id)) as { rows?: readonly Row[]; devices?: unknown };
    const rows =
      found.rows ?? (found.devices as readonly { rows: readonly Row[] }[])[0]?.rows ?? [];
    for (const row of rows) {
      expect(row.status).not.toBe("");
      expect(row.source?.citation ?? row.checkIn).toEqual(expect.any(String));
    }
  });

  test("name what a plan needs and the table cannot give", async () => {
    const { stdout } = await call("devices", "synchromed-ii-20");
    expect(stdout).toContain("a plan needs these from the case: pulse (absent)");
    expect(stdout).not.toContain("undefined");
  });

  test("without a model list pumps and catheters", async () => {
    const { stdout } = await call("devices");
    for (const id of MODEL_IDS) expect(stdout).toContain(id);
    expect(stdout).toContain("catheter");
  });

  test("refuse an unknown model with the nearest one", async () => {
    expect((await call("devices", "generic-4")).stdout).toContain('nearest is "generic-40"');
  });
});
