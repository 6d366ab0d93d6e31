// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of the record, each with a broken variant that it catches. The random logs are written
 * once for all laws; where one is broken, fast-check looks for the smallest log that breaks it.
 */
import { isDeepStrictEqual } from "node:util";
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

/** A log with what was written into it, and two numbers from which a law takes its places. */
type Sample = {
  readonly bodies: readonly Body[];
  readonly log: Log;
  readonly place: number;
  readonly other: number;
};

const samples = (least: number): fc.Arbitrary<Sample> =>
  fc
    .record({ bodies: someBodies(least), place: fc.nat(), other: fc.nat() })
    .map(({ bodies, ...rest }) => ({ bodies, log: logOf(bodies), ...rest }));

const SAMPLES = fc.sample(samples(1), RUNS);
const EMPTY: Sample = { bodies: [], log: [], place: 0, other: 0 };

type Law = (sample: Sample) => boolean;

/** Fails at the smallest log that breaks a law. */
const expectLaw = (law: Law): void => {
  const broken = SAMPLES.find((each) => !law(each));
  if (broken !== undefined) fc.assert(fc.property(samples(1), law), RUNS);
  expect(broken).toBeUndefined();
};

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

/** How a log is verified, and the head that whoever does so knows. */
type Check = { readonly verify: Verify; readonly head: (log: Log) => string | undefined };

const AGAINST_HEAD: Check = { verify, head: headOf };
const WITHOUT_HEAD: Check = { verify, head: () => undefined };

/** Sees a wrong wherever it changed anything. */
const sees =
  (wrong: Wrong, check: Check): Law =>
  ({ log, place, other }) => {
    const harmed = wrong(log, place, other);
    return isDeepStrictEqual(harmed, log) || !check.verify(harmed, sha256, check.head(log)).ok;
  };

const detects = (wrong: Wrong, check: Check): boolean => SAMPLES.every(sees(wrong, check));

describe("a log that was changed is not verified", () => {
  for (const [name, wrong] of Object.entries(WRONGS)) {
    test(`against its head, ${name} is detected [REQ-076 holds]`, () => {
      expectLaw(sees(wrong, AGAINST_HEAD));
    });
  }

  test.each(Object.entries(WRONGS))("in most logs: %s", (_, wrong) => {
    const changed = SAMPLES.filter(({ log, place, other }) => {
      return !isDeepStrictEqual(wrong(log, place, other), log);
    });
    expect(changed.length).toBeGreaterThan(numRuns / 2);
  });

  test("without a head, everything but a cut tail is detected", () => {
    const seen = Object.entries(WRONGS).map(([name, wrong]) => [
      name,
      detects(wrong, WITHOUT_HEAD),
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
    expectLaw(sees(inMiddle, WITHOUT_HEAD));
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
    const check = { ...AGAINST_HEAD, verify: ownHashOnly };
    expect(missed.map((name) => detects(WRONGS[name] ?? edited, check))).toEqual([
      false,
      false,
      false,
    ]);
    expect(detects(edited, check)).toBe(true);
  });

  test("one that does not look at the hashes misses an edit [REQ-076 breaks]", () => {
    expect(detects(edited, { ...AGAINST_HEAD, verify: linksOnly })).toBe(false);
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
  const isVerified: Law = ({ log }) => {
    const head = headOf(log);
    return (
      isDeepStrictEqual(verify(log, sha256, head), { ok: true, value: head }) &&
      isDeepStrictEqual(fromLines(toLines(log), sha256), { ok: true, value: log })
    );
  };

  test("is verified and gives its head, and reads back from its text", () => {
    expect(isVerified(EMPTY)).toBe(true);
    expectLaw(isVerified);
  });

  test("appended in one go is the log appended one by one", () => {
    const isTheSame: Law = ({ bodies, log }) => {
      const oneByOne = bodies.reduce<Log>((shorter, body) => {
        const longer = append(shorter, body, sha256);
        assert(longer.ok, "the sample can be recorded");
        return longer.value;
      }, []);
      return isDeepStrictEqual(oneByOne, log);
    };
    expect(isTheSame(EMPTY)).toBe(true);
    expectLaw(isTheSame);
  });

  test("replayed in two parts gives the state of replaying it whole", () => {
    const evolve = (state: number, body: Body): number => state * 31 + body.at + body.kind.length;
    const stateOf = (log: Log, start: number): number => {
      const state = replay(log, start, evolve);
      assert(state.ok, "the sample is of a known version");
      return state.value % 1e9;
    };
    expectLaw(({ log, place }) => {
      const short = log.slice(0, 4);
      const cut = place % short.length;
      return stateOf(short.slice(cut), stateOf(short.slice(0, cut), 1)) === stateOf(short, 1);
    });
  });
});

describe("the text of a log", () => {
  test("that lost or changed any character is refused with its line [REQ-076 holds]", () => {
    expectLaw(({ log, place, other }) => {
      const text = toLines(log);
      const at = place % text.length;
      const harmed =
        other % 2 === 0
          ? text.slice(0, at)
          : `${text.slice(0, at)}${text[at] === "7" ? "8" : "7"}${text.slice(at + 1)}`;
      const read = fromLines(harmed, sha256);
      if (read.ok) return false;
      const [{ line }] = read.refusals;
      return line >= 1 && line <= harmed.split("\n").length;
    });
  });

  test("names the line in which one character changed", () => {
    expectLaw(({ log, place, other }) => {
      const lines = toLines(log).split("\n").slice(0, -1);
      const index = place % lines.length;
      const line = lines[index] ?? "";
      const at = other % line.length;
      const digit = line[at] === "7" ? "8" : "7";
      const harmed = lines.with(index, line.slice(0, at) + digit + line.slice(at + 1));
      const read = fromLines(harmed.map((each) => `${each}\n`).join(""), sha256);
      return !read.ok && read.refusals[0].line === index + 1;
    });
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
