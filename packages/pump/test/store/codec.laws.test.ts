// SPDX-License-Identifier: Apache-2.0
/**
 * What is written is what is read: every pump and every event of random lives, and back. Bytes that
 * nobody wrote are refused or read as what they spell, and never throw.
 */
import { milliseconds } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTROLLER, type Event, FAULTS, type Log, type Pump } from "../../src/index.ts";
import { crc32 } from "../../src/store/crc.ts";
import { eventLayout } from "../../src/store/event-layout.ts";
import { inkOf, putCount, type Sheet, sheetOf, takeByte, takeCount } from "../../src/store/ink.ts";
import {
  anyNumber,
  bytesOf,
  counted,
  flag,
  type Layout,
  listOf,
  readBytes,
  text,
  whole,
} from "../../src/store/layout.ts";
import { RECORDS } from "../../src/store/pump-layout.ts";
import { checkpointEntry, historyEntry, logEntry } from "../../src/store/records.ts";
import { fault } from "../../src/store/refusal-layout.ts";
import { histories } from "../histories.ts";
import { play } from "../play.ts";
import { steady, toRun } from "../sample.ts";

const numRuns = Math.min(300, Number(process.env["CISTERNA_RUNS"] ?? "300"));

const through = <T>(layout: Layout<T>, value: T): T | null =>
  readBytes(layout, bytesOf(layout, value));

/** A layout of which only the reading matters. */
type Reading = { readonly take: (sheet: Sheet) => unknown };

const recordsOf = (pump: Pump): Pump => {
  const { device, program, begun, clockFrom, transition, stop, fluid, primed, ...totals } = pump;
  const prescribed = { program, begun, clockFrom, transition, stop, fluid, primed };
  return {
    ...(through(RECORDS.constants, { device }) ?? { device }),
    ...(through(RECORDS.program, prescribed) ?? prescribed),
    ...(through(RECORDS.totals, totals) ?? totals),
  };
};

describe("what is written is read again", () => {
  test("every event of random lives", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { log } = play(CONTROLLER, history);
        expect(through(listOf(eventLayout), log)).toEqual(log);
      }),
      { numRuns },
    );
  });

  test("every pump of random lives, whole", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { pump } = play(CONTROLLER, history);
        const read = recordsOf(pump);
        expect(read).toEqual(pump);
        expect(Object.keys(read).toSorted()).toEqual(Object.keys(pump).toSorted());
      }),
      { numRuns },
    );
  });

  test("every fault by a number of its own", () => {
    const numbers = FAULTS.map((each) => bytesOf(fault, each)[0]);
    expect(new Set(numbers).size).toBe(FAULTS.length);
    for (const each of FAULTS) expect(through(fault, each)).toBe(each);
  });

  test.each([
    0,
    1,
    127,
    128,
    16_383,
    16_384,
    2 ** 32,
    2 ** 53 - 2,
    2 ** 53 - 1,
    -1,
    0.5,
    -0,
    NaN,
    Infinity,
  ])("any number: %d", (value) => {
    expect(through(anyNumber, value)).toBe(value);
  });

  test.each([0, 127, 128, 2 ** 32 + 5, 2 ** 53 - 1])("a count: %d", (value) => {
    expect(through(whole, value)).toBe(value);
  });

  test.each(["", "halt", "Ärztin", "\ud800", "\uffff", "止"])("any text: %s", (value) => {
    expect(through(text, value)).toBe(value);
  });

  test("a count that is none breaks, instead of being written as another", () => {
    expect(() =>
      bytesOf(
        counted((value: number) => value),
        -1,
      ),
    ).toThrow("a count");
    expect(() => bytesOf(whole, 0.5)).toThrow("a count");
  });

  test("text of many letters outgrows the first buffer", () => {
    const long = "ab".repeat(1_000);
    expect(bytesOf(text, long).length).toBe(2_002);
    expect(through(text, long)).toBe(long);
  });
});

const unread = ({ take }: Reading, bytes: readonly number[]): unknown =>
  readBytes({ put: () => {}, take }, Uint8Array.from(bytes));

const spelledOneWay = <T>(layout: Layout<T>, bytes: Uint8Array): void => {
  const value = readBytes(layout, bytes);
  if (value !== null) expect(bytesOf(layout, value)).toEqual(bytes);
};

describe("bytes that cannot be are refused", () => {
  test.each<[string, Reading, readonly number[]]>([
    ["a count with an idle byte", whole, [0x80, 0x00]],
    ["a count that never ends", whole, [255, 255, 255, 255, 255, 255, 255, 255, 255]],
    ["a count beyond 2^53", whole, [255, 255, 255, 255, 255, 255, 255, 127]],
    ["a count that breaks off", whole, [0x80]],
    ["nothing", whole, []],
    ["something left over", whole, [1, 1]],
    ["neither yes nor no", flag, [2]],
    ["a word that is none", fault, [200]],
    ["a kind that is none", eventLayout, [99]],
    ["a list longer than its bytes", listOf(whole), [200, 1]],
    ["a text longer than its bytes", text, [9, 65]],
    ["a unit that is none", text, [1, 0x80, 0x80, 0x04]],
    ["a count of nine bytes", whole, [128, 128, 128, 128, 128, 128, 128, 128, 1]],
    ["a count written in full", anyNumber, [0, ...new Uint8Array(8)]],
    ["another not-a-number", anyNumber, [0, 0x7f, 0xf8, 0, 0, 0, 0, 0, 1]],
  ])("%s", (_, layout, bytes) => {
    expect(unread(layout, bytes)).toBeNull();
  });

  test("refused events without a refusal", () => {
    const at = milliseconds(1);
    const refused: Event = {
      kind: "refused",
      at,
      command: "c",
      asked: "stop",
      refusals: [{ kind: "no-program" }],
    };
    const bytes = bytesOf(eventLayout, refused);
    expect(readBytes(eventLayout, bytes)).toEqual(refused);
    expect(unread(eventLayout, [...bytes.slice(0, -2), 0])).toBeNull();
  });

  test("answers within answers, deeper than any can be", () => {
    const at = milliseconds(1);
    const within = (answer: Log): Event => ({ kind: "repeated", at, command: "c", answer });
    const nested = (depth: number): Event =>
      depth === 0 ? within([]) : within([nested(depth - 1)]);
    expect(through(eventLayout, nested(15))).toEqual(nested(15));
    expect(through(eventLayout, nested(16))).toBeNull();
  });

  test("whatever the bytes, nothing throws, and what is read is spelled in that one way", () => {
    const sample = bytesOf(eventLayout, {
      kind: "programmed",
      at: milliseconds(7),
      command: "c",
      program: steady,
      replaced: null,
      catheter: null,
    });
    const forged = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(sample.length - 1), fc.nat(255)).map(([at, byte]) => sample.with(at, byte)),
    );
    fc.assert(
      fc.property(forged, (bytes) => {
        spelledOneWay(eventLayout, bytes);
        spelledOneWay(logEntry, bytes);
        spelledOneWay(historyEntry, bytes);
        spelledOneWay(checkpointEntry, bytes);
      }),
      { numRuns: 5_000 },
    );
  });
});

/** A program coming into force, as version 1 wrote it. */
const VERSION_1 =
  "00010100e0d4030970726f6772616d2d3101000100e0030000010ac0ee6d80bab70304e0a71200003000086d6f" +
  "727068696e6500c0bb0128d80400010a63617468657465722d31";

describe("the format", () => {
  const hex = (bytes: Uint8Array): string =>
    [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** Written by the first version. A change that alters this line loses what pumps have stored. */
  test("of version 1 is still read, byte by byte", () => {
    const event: Event = {
      kind: "programmed",
      at: milliseconds(60_000),
      command: "program-1",
      program: toRun(steady).program,
      replaced: null,
      catheter: "catheter-1",
    };
    expect(hex(bytesOf(logEntry, { kind: "happened", number: 1, events: [event] }))).toBe(
      VERSION_1,
    );
  });

  test("checks bytes as everybody does", () => {
    const bytes = Uint8Array.from("123456789", (each) => each.charCodeAt(0));
    expect(crc32(bytes, { from: 0, upto: 9 })).toBe(0xcbf43926);
    expect(crc32(bytes, { from: 0, upto: 9 }, 1)).not.toBe(0xcbf43926);
    expect(crc32(bytes, { from: 1, upto: 1 })).toBe(0);
    expect(crc32(bytes, { from: 8, upto: 10 })).toBe(
      crc32(Uint8Array.of(57, 0), { from: 0, upto: 2 }),
    );
  });

  test("reads on after what is unsound as if nothing were there", () => {
    const sheet = sheetOf(Uint8Array.of(5));
    expect([takeByte(sheet), sheet.sound]).toEqual([5, true]);
    expect([takeByte(sheet), sheet.sound, sheet.at]).toEqual([0, false, 1]);
    expect(takeCount(sheet)).toBe(0);
  });

  test("writes a count in seven bits a byte, the least first", () => {
    const ink = inkOf(1);
    putCount(ink, 300);
    expect([...ink.bytes.slice(0, ink.at)]).toEqual([172, 2]);
  });
});
