// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { assert } from "@cisterna/quantity";
import {
  append,
  appendAll,
  type Body,
  CURRENT_VERSION,
  canonicalText,
  countsByKind,
  fromLines,
  headOf,
  lastOf,
  ofActor,
  ofKinds,
  replay,
  toLines,
  UPGRADES,
  upgraded,
  verify,
  within,
} from "@cisterna/record";
import { describe, expect, test } from "vitest";
import { logOf, sha256 } from "./sample.ts";

const BODIES: readonly Body[] = [
  { at: 0, actor: "clinic", kind: "programmed", data: { program: { version: 1, single: null } } },
  { at: 7_200_000, actor: "patient", kind: "bolus-granted", data: { pulses: 40 } },
  { at: 7_500_000, actor: "patient", kind: "request-refused", data: { refusal: "locked-out" } },
  { at: 14_400_000, actor: "patient", kind: "bolus-granted", data: { pulses: 40 } },
];
const LOG = logOf(BODIES);

describe("canonical text", () => {
  test("sorts members, keeps lists, writes no spaces", () => {
    const value = { b: [3, "x", null, true], a: { d: -1, c: "é\n" } };
    expect(canonicalText(value)).toEqual({
      ok: true,
      value: '{"a":{"c":"é\\n","d":-1},"b":[3,"x",null,true]}',
    });
  });

  test("refuses every place that has no single spelling, all at once", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    const value = {
      a: 0.5,
      b: [2 ** 53, -0],
      c: { d: undefined, e: 1n, f: new Date(0), g: Number.NaN, h: () => 0, i: Symbol("x") },
      j: loop,
    };
    const text = canonicalText(value);
    assert(!text.ok, "such a value is refused");
    const found = text.refusals.map((each) => `${each.path.slice(0, 6)} ${each.found}`);
    expect(found).toEqual([
      "a fraction",
      "b[0] unsafe-integer",
      "b[1] negative-zero",
      "c.d undefined",
      "c.e bigint",
      "c.f object-with-a-class",
      "c.g fraction",
      "c.h function",
      "c.i symbol",
      "j[0][0 too-deep",
    ]);
  });

  test("refuses a list with holes", () => {
    expect(canonicalText(new Array(2)).ok).toBe(false);
  });

  test("keeps a member called __proto__ as data", () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1}}');
    expect(canonicalText(value)).toEqual({ ok: true, value: '{"__proto__":{"a":1}}' });
  });
});

describe("the chain", () => {
  test("gives each entry its place, its version and the hash of the one before", () => {
    expect(LOG.map((entry) => entry.seq)).toEqual([0, 1, 2, 3]);
    expect(LOG.map((entry) => entry.version)).toEqual([1, 1, 1, 1]);
    expect(LOG[0]?.previous).toBe("genesis");
    expect(LOG.slice(1).map((entry) => entry.previous)).toEqual(
      LOG.slice(0, -1).map((entry) => entry.hash),
    );
  });

  test("refuses an entry before the last one's time", () => {
    expect(append(LOG, { ...BODIES[0], at: 5, actor: "a", kind: "k", data: null }, sha256)).toEqual(
      {
        ok: false,
        refusals: [{ kind: "time-runs-backward", at: 5, last: 14_400_000 }],
      },
    );
  });

  test("refuses data that has no canonical text, and records nothing of the rest", () => {
    const body: Body = { at: 0, actor: "pump", kind: "measured", data: { volume: 0.1 } };
    expect(appendAll([], [{ ...body, data: 1 }, body], sha256)).toEqual({
      ok: false,
      refusals: [{ kind: "not-canonical", path: "data.volume", found: "fraction" }],
    });
  });

  test("names the first entry that is wrong, and why", () => {
    const edited = LOG.map((entry, index) => (index === 1 ? { ...entry, data: {} } : entry));
    const edit = verify(edited, sha256);
    expect(edit).toMatchObject({ ok: false, refusals: [{ kind: "hash-differs", index: 1 }] });
    const removed = LOG.toSpliced(1, 1);
    expect(verify(removed, sha256)).toEqual({
      ok: false,
      refusals: [{ kind: "seq-differs", index: 1, expected: 1, found: 2 }],
    });
    const renumbered = removed.map((entry, seq) => ({ ...entry, seq }));
    expect(verify(renumbered, sha256)).toMatchObject({
      refusals: [{ kind: "previous-differs", index: 1, expected: LOG[0]?.hash }],
    });
    const fractional = LOG.map((entry) => ({ ...entry, data: 0.5 }));
    expect(verify(fractional, sha256)).toMatchObject({
      refusals: [{ kind: "entry-not-canonical", index: 0 }],
    });
    const early = LOG.map((entry, index) => (index === 2 ? { ...entry, at: 1 } : entry));
    expect(verify(early, sha256)).toMatchObject({
      refusals: [{ kind: "entry-before-its-time", index: 2, at: 1, last: 7_200_000 }],
    });
  });

  test("sees a tail that was cut off only against the head kept elsewhere", () => {
    const cut = LOG.slice(0, 2);
    expect(verify(cut, sha256)).toEqual({ ok: true, value: LOG[1]?.hash });
    expect(verify(cut, sha256, headOf(LOG))).toEqual({
      ok: false,
      refusals: [{ kind: "head-differs", index: 2, expected: headOf(LOG), found: LOG[1]?.hash }],
    });
  });
});

describe("versions", () => {
  const sample = readFileSync(new URL("./samples/version-1.jsonl", import.meta.url), "utf8");

  test("the stored sample of version 1 still reads, verifies and replays", () => {
    const log = fromLines(sample, sha256);
    assert(log.ok, "the sample of version 1 reads", { log });
    const bodies = replay<readonly Body[]>(log.value, [], (list, body) => [...list, body]);
    expect(bodies).toEqual({ ok: true, value: BODIES });
    expect(log.value.every((entry) => entry.version === 1)).toBe(true);
  });

  test("there has been one version, so the table is empty and 1 is current", () => {
    expect(UPGRADES).toEqual([]);
    expect(CURRENT_VERSION).toBe(1);
  });

  test("an entry of a version not known is refused, whatever it says", () => {
    const entry = LOG[0];
    assert(entry !== undefined, "the log has a first entry");
    for (const version of [0, 2, 1.5, -1]) {
      expect(upgraded({ ...entry, version })).toEqual({
        ok: false,
        refusals: [{ kind: "unknown-version", seq: 0, version, newest: 1 }],
      });
    }
    expect(replay([{ ...entry, version: 2 }], 0, (count) => count + 1).ok).toBe(false);
  });

  test("a row in the table leads an old entry through every later version in turn", () => {
    const entry = LOG[1];
    assert(entry !== undefined, "the log has a second entry");
    const table = [
      (body: Body): Body => ({ ...body, kind: `${body.kind}-2` }),
      (body: Body): Body => ({ ...body, kind: `${body.kind}-3` }),
    ];
    const kindOf = (version: number): string | null => {
      const body = upgraded({ ...entry, version }, table);
      return body.ok ? body.value.kind : null;
    };
    expect([1, 2, 3, 4].map(kindOf)).toEqual([
      "bolus-granted-2-3",
      "bolus-granted-3",
      "bolus-granted",
      null,
    ]);
  });
});

describe("the text of a log", () => {
  const text = toLines(LOG);
  const lines = text.split("\n");

  test("has a line for each entry and one that closes it", () => {
    expect(lines).toHaveLength(6);
    expect(lines[4]).toBe(`{"entries":4,"head":"${headOf(LOG)}"}`);
  });

  test.each([
    ["cut within a line", text.slice(0, -3), { kind: "line-cut", line: 5 }],
    [
      "cut between two lines",
      `${lines.slice(0, 3).join("\n")}\n`,
      { kind: "closing-line-missing", line: 3 },
    ],
    ["empty", "", { kind: "closing-line-missing", line: 1 }],
    ["not JSON", `${lines[0]}\n{"a":\n${lines[4]}\n`, { kind: "line-not-json", line: 2 }],
    ["not an object", `7\n${lines[4]}\n`, { kind: "line-not-an-entry", line: 1, member: "" }],
    [
      "another object",
      `{"seq":0}\n${lines[4]}\n`,
      { kind: "line-not-an-entry", line: 1, member: "version" },
    ],
    [
      "with a space more",
      text.replace('"seq":1', '"seq": 1'),
      { kind: "line-not-canonical", line: 2 },
    ],
    [
      "with a member more",
      text.replace('"version":1}\n', '"version":1,"zeal":1}\n'),
      { kind: "line-not-an-entry", line: 1, member: "zeal" },
    ],
    [
      "with a dose changed",
      text.replace('"pulses":40', '"pulses":41'),
      { kind: "chain-broken", line: 2 },
    ],
  ])("is refused with its line when %s", (_, harmed, refusal) => {
    expect(fromLines(harmed, sha256)).toMatchObject({ ok: false, refusals: [refusal] });
  });
});

describe("views", () => {
  test("are readings of the log", () => {
    expect(ofKinds(LOG, ["bolus-granted"]).map((entry) => entry.seq)).toEqual([1, 3]);
    expect(ofActor(LOG, "clinic")).toHaveLength(1);
    expect(within(LOG, { from: 7_200_000, upto: 14_400_000 })).toHaveLength(2);
    expect([...countsByKind(LOG)]).toEqual([
      ["programmed", 1],
      ["bolus-granted", 2],
      ["request-refused", 1],
    ]);
    expect(lastOf(LOG, "bolus-granted")?.seq).toBe(3);
    expect(lastOf(LOG, "refilled")).toBeUndefined();
  });
});
