// SPDX-License-Identifier: Apache-2.0
/** The laws of the record, each over random logs, each with a broken variant that it catches. */
import { assert } from "@cisterna/quantity";
import {
  append,
  appendAll,
  type Body,
  canonicalText,
  type Digest,
  type Entry,
  fromLines,
  headOf,
  type Log,
  replay,
  toLines,
  verify,
} from "@cisterna/record";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logOf, sha256, someBodies, someData } from "./sample.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? 1000);
const RUNS = { seed: 20261122, numRuns };

/** A wrong done to a log: the place is any number, taken within the log. */
type Wrong = (log: Log, place: number, other: number) => Log;

const swapped: Wrong = (log, place, other) => {
  const [from, upto] = [place % log.length, other % log.length];
  return log.map((entry, index) =>
    index === from ? (log[upto] ?? entry) : index === upto ? (log[from] ?? entry) : entry,
  );
};

const edited: Wrong = (log, place, other) =>
  log.map((entry, index) => (index === place % log.length ? changed(entry, other) : entry));

/** One field of an entry, changed to something that could stand there. */
const changed = (entry: Entry, other: number): Entry => {
  const changes: readonly Partial<Entry>[] = [
    { seq: entry.seq + 1 },
    { version: entry.version + 1 },
    { at: entry.at + 1 },
    { actor: `${entry.actor}x` },
    { kind: `${entry.kind}x` },
    { data: [entry.data] },
    { previous: `${entry.previous}0` },
    { hash: `${entry.hash}0` },
  ];
  return { ...entry, ...changes[other % changes.length] };
};

const WRONGS: Readonly<Record<string, Wrong>> = {
  "an entry removed": (log, place) => log.toSpliced(place % log.length, 1),
  "an entry edited": edited,
  "two entries swapped": swapped,
  "an entry repeated": (log, place) => {
    const at = place % log.length;
    return [...log.slice(0, at + 1), ...log.slice(at)];
  },
  "a stretch cut out": (log, place, other) => {
    const from = place % log.length;
    return log.toSpliced(from, 1 + (other % (log.length - from)));
  },
  "the tail cut off": (log, place) => log.slice(0, place % log.length),
};

type Verify = (log: Log, digest: Digest, head?: string) => { readonly ok: boolean };

/** Whether a way of verifying sees a wrong, in one random log after another. */
const detects = (wrong: Wrong, check: Verify, head: (log: Log) => string | undefined) =>
  fc.check(
    fc.property(someBodies(1), fc.nat(), fc.nat(), (bodies, place, other) => {
      const log = logOf(bodies);
      const harmed = wrong(log, place, other);
      fc.pre(JSON.stringify(harmed) !== JSON.stringify(log));
      return !check(harmed, sha256, head(log)).ok;
    }),
    { ...RUNS, maxSkipsPerRun: 1000 },
  );

describe("a log that was changed is not verified", () => {
  for (const [name, wrong] of Object.entries(WRONGS)) {
    test(`against its head, ${name} is detected [REQ-076 holds]`, () => {
      const run = detects(wrong, verify, headOf);
      expect(run.counterexample).toBeNull();
      expect(run.numRuns).toBe(numRuns);
    });
  }

  test("without a head, everything but a cut tail is detected", () => {
    const seen = Object.entries(WRONGS).map(([name, wrong]) => [
      name,
      !detects(wrong, verify, () => undefined).failed,
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      "an entry removed": false,
      "an entry edited": true,
      "two entries swapped": true,
      "an entry repeated": true,
      "a stretch cut out": false,
      "the tail cut off": false,
    });
  });

  test("without a head, an entry removed before the last one is detected", () => {
    const inMiddle: Wrong = (log, place) =>
      log.length < 2 ? log : log.toSpliced(place % (log.length - 1), 1);
    expect(detects(inMiddle, verify, () => undefined).counterexample).toBeNull();
  });
});

describe("broken verifications are caught by the law", () => {
  const ownHashOnly: Verify = (log, digest) => ({
    ok: log.every(({ hash, ...bare }) => {
      const text = canonicalText(bare);
      return text.ok && digest(text.value) === hash;
    }),
  });
  const linksOnly: Verify = (log) => ({
    ok: log.every((entry, index) => entry.previous === (log[index - 1]?.hash ?? "genesis")),
  });

  test("one that looks at each entry alone misses removed ones [REQ-076 breaks]", () => {
    const missed = ["an entry removed", "two entries swapped", "an entry repeated"];
    const seen = missed.map((name) => detects(WRONGS[name] ?? edited, ownHashOnly, headOf).failed);
    expect(seen).toEqual([true, true, true]);
    expect(detects(edited, ownHashOnly, headOf).failed).toBe(false);
  });

  test("one that does not look at the hashes misses an edit [REQ-076 breaks]", () => {
    expect(detects(edited, linksOnly, headOf).failed).toBe(true);
  });

  test("a chain sealed with a digest of the length alone does not see an edit", () => {
    const weak: Digest = (text) => String(text.length);
    const log = appendAll([], [{ at: 0, actor: "pump", kind: "a", data: 1 }], weak);
    assert(log.ok, "a weak chain can be written");
    expect(
      verify(
        log.value.map((entry) => ({ ...entry, data: 2 })),
        weak,
      ).ok,
    ).toBe(true);
  });
});

describe("an honest log", () => {
  test("is verified and gives its head, and reads back from its text", () => {
    fc.assert(
      fc.property(someBodies(0), (bodies) => {
        const log = logOf(bodies);
        expect(verify(log, sha256, headOf(log))).toEqual({ ok: true, value: headOf(log) });
        expect(fromLines(toLines(log), sha256)).toEqual({ ok: true, value: log });
      }),
      RUNS,
    );
  });

  test("appended in one go is the log appended one by one", () => {
    fc.assert(
      fc.property(someBodies(0), (bodies) => {
        const oneByOne = bodies.reduce<Log>((log, body) => {
          const longer = append(log, body, sha256);
          assert(longer.ok, "the sample can be recorded");
          return longer.value;
        }, []);
        expect(oneByOne).toEqual(logOf(bodies));
      }),
      RUNS,
    );
  });

  test("replayed in two parts gives the state of replaying it whole", () => {
    const evolve = (state: number, body: Body): number => state * 31 + body.at + body.kind.length;
    const stateOf = (log: Log, start: number): number => {
      const state = replay(log, start, evolve);
      assert(state.ok, "the sample is of a known version");
      return state.value % 1e9;
    };
    fc.assert(
      fc.property(someBodies(1), fc.nat(), (bodies, place) => {
        const log = logOf(bodies.slice(0, 4));
        const cut = place % log.length;
        expect(stateOf(log.slice(cut), stateOf(log.slice(0, cut), 1))).toBe(stateOf(log, 1));
      }),
      RUNS,
    );
  });
});

describe("the text of a log", () => {
  test("that lost or changed any character is refused with its line [REQ-076 holds]", () => {
    fc.assert(
      fc.property(someBodies(1), fc.nat(), fc.boolean(), (bodies, place, cut) => {
        const text = toLines(logOf(bodies));
        const at = place % text.length;
        const harmed = cut
          ? text.slice(0, at)
          : `${text.slice(0, at)}${text[at] === "7" ? "8" : "7"}${text.slice(at + 1)}`;
        const read = fromLines(harmed, sha256);
        assert(!read.ok, "a harmed text is refused", { harmed });
        const [{ line }] = read.refusals;
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(harmed.split("\n").length);
      }),
      RUNS,
    );
  });

  test("names the line in which one character changed", () => {
    fc.assert(
      fc.property(someBodies(1), fc.nat(), fc.nat(), (bodies, place, within) => {
        const lines = toLines(logOf(bodies)).split("\n").slice(0, -1);
        const index = place % lines.length;
        const line = lines[index] ?? "";
        const at = within % line.length;
        const other = line[at] === "7" ? "8" : "7";
        const harmed = lines.with(index, line.slice(0, at) + other + line.slice(at + 1));
        const read = fromLines(harmed.map((each) => `${each}\n`).join(""), sha256);
        assert(!read.ok, "a harmed text is refused", { line });
        expect(read.refusals[0].line).toBe(index + 1);
      }),
      RUNS,
    );
  });
});

describe("canonical text", () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([name, each]) => [name, reversed(each)]),
    );
  };

  test("does not depend on the order in which members were written", () => {
    fc.assert(
      fc.property(someData, (data) => {
        expect(canonicalText(reversed(data))).toEqual(canonicalText(data));
      }),
      RUNS,
    );
  });

  test("parses back to the value it was made of", () => {
    fc.assert(
      fc.property(someData, (data) => {
        const text = canonicalText(data);
        assert(text.ok, "the sample is canonical", { data });
        expect(JSON.parse(text.value)).toEqual(data);
      }),
      RUNS,
    );
  });

  test("plain JSON in its place would break the first law", () => {
    const broken = fc.check(
      fc.property(someData, (data) => JSON.stringify(reversed(data)) === JSON.stringify(data)),
      RUNS,
    );
    expect(broken.failed).toBe(true);
  });
});
