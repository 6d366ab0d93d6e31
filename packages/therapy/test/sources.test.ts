// SPDX-License-Identifier: Apache-2.0
/**
 * Sources: every one that is named exists, every one that exists is used, and status follows tier.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  CATHETERS,
  OVER_INFUSION_SHARE,
  PUMPS,
  RESIDUAL_THRESHOLDS,
} from "../src/devices/index.ts";
import { ANALGESIA_STEPS, FORMULARY } from "../src/formulary/index.ts";
import { fact, SOURCE_IDS, SOURCES, type SourceId, statusOf } from "../src/sources/index.ts";
import { REFERENCE } from "./reference.ts";

type Node = Readonly<Record<string, unknown>>;

/** Every object anywhere inside the data that names a source. */
const sourced = (value: unknown): readonly Node[] => {
  if (typeof value !== "object" || value === null) return [];
  if (value instanceof Map) return [...value.values()].flatMap(sourced);
  if (Array.isArray(value)) return value.flatMap(sourced);
  const node = value as Node;
  const own = typeof node["source"] === "string" ? [node] : [];
  return [...own, ...Object.values(node).flatMap(sourced)];
};

const NODES = sourced([
  FORMULARY,
  PUMPS,
  CATHETERS,
  RESIDUAL_THRESHOLDS,
  OVER_INFUSION_SHARE,
  ANALGESIA_STEPS,
]);
const named = (node: Node): readonly string[] => [
  String(node["source"]),
  ...((node["also"] ?? []) as readonly string[]),
];
const known: readonly string[] = SOURCE_IDS;

test("every source that is named exists", () => {
  expect(NODES.flatMap(named).filter((id) => !known.includes(id))).toEqual([]);
  expect(NODES.length).toBeGreaterThan(150);
});

const folder = new URL("../../", import.meta.url);
const cited = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /^\w+\/src\/.*\.ts$/.test(path))
  .flatMap((path) => readFileSync(new URL(path, folder), "utf8").split("\n"))
  .filter((text) => text.includes("Source:"))
  .flatMap((text) => [...text.matchAll(/\[([a-z]\w*)\]/g)].map(([, id]) => id ?? ""));

test("every source that exists is used: by a row, or by the comment of a method", () => {
  const used = new Set([...NODES.flatMap(named), ...cited]);
  expect(known.filter((id) => !used.has(id))).toEqual([]);
});

const TIERS: Readonly<Record<string, string>> = {
  LABEL: "label",
  LABEL_COPY: "label-copy",
  MFR: "manufacturer",
  GUIDE: "guideline",
  GUIDE_2ND: "guideline-quoted",
  PEER: "paper",
  REF: "reference",
};
/** Ids of the device notes, and our own constants: not in the formulary extract. */
const isDeviceNote = (id: string): boolean =>
  /^n\d+$/.test(id) || ["cisterna", "happ"].includes(id);

test("a source has the citation, address and tier of the reference", () => {
  for (const id of SOURCE_IDS.filter((each) => !isDeviceNote(each))) {
    const { citation, url, tier } = REFERENCE.sources[id] ?? { citation: "", url: "", tier: "" };
    expect(SOURCES[id], id).toEqual({ tier: TIERS[tier], citation, addresses: [url] });
  }
});

test("every address is one", () => {
  for (const id of SOURCE_IDS.filter((each) => !["cisterna", "n28"].includes(each)))
    for (const address of SOURCES[id].addresses) expect(() => new URL(address), id).not.toThrow();
});

const wrongStatus = (nodes: readonly Node[]): readonly Node[] =>
  nodes.filter((node) => {
    const { status } = node;
    if (status === undefined || status === "unverified" || status === "confirmed") return false;
    return status !== statusOf(SOURCES[node["source"] as SourceId].tier);
  });

describe("Law: status follows the tier", () => {
  test("for every fact of the formulary and the device table", () => {
    expect(wrongStatus(NODES)).toEqual([]);
  });

  test("and a row that claims more than its source carries is noticed", () => {
    const honest = fact({ source: "aneskey_range", edition: "chapter", jurisdiction: null });
    expect(honest.status).toBe("digest");
    expect(wrongStatus([{ ...honest, status: "label" }])).toHaveLength(1);
  });
});

test("every fact of the formulary has an edition, and a label has a country", () => {
  for (const node of sourced(FORMULARY)) {
    expect(String(node["edition"]).length, String(node["source"])).toBeGreaterThan(3);
    if (node["status"] === "label") expect(node["jurisdiction"]).not.toBeNull();
  }
});

test("nothing shipped is confirmed: only a clinic confirms", () => {
  expect(NODES.filter((node) => node["status"] === "confirmed")).toEqual([]);
});
