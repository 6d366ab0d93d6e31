// SPDX-License-Identifier: Apache-2.0
/**
 * Power is cut at every single byte that a pump writes: of a program with its bridge, boluses, a
 * refill, a stop, another program; and of the start after such a cut. While the rings turn it is
 * cut at every eleventh byte, several times in every write. What is found is always the pump before
 * the step, or the pump after it.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import { beforeAll, describe, expect, test } from "vitest";
import {
  boot,
  type Cells,
  copyOf,
  type Keeper,
  type Mark,
  type Pump,
  step,
} from "../../src/index.ts";
import { appendEvents } from "../../src/store/store.ts";
import { minutes, steady, toRun } from "../sample.ts";
import {
  blank,
  boardOf,
  butFaults,
  faultsOf,
  made,
  type PowerCut,
  powerOf,
  ROTATION,
  rebooted,
  STORY,
  type Step,
  take,
} from "./stories.ts";

/** A step with what a start would find before it and after it. */
type Edge = { readonly cut: PowerCut; readonly before: Pump; readonly after: Pump };

const started = (cells: Cells, cut: PowerCut): Pump =>
  butFaults(rebooted(cells, powerOf(cut)).keeper.pump);

/** Every step of a story, with the two pumps that a cut in it may leave. */
const edgesOf = (steps: readonly Step[]): readonly Edge[] => {
  const cells = blank();
  const keeper = made(cells);
  return steps.map((step) => {
    const cut = cutAfter(keeper, step);
    const before = started(cells, cut);
    take(keeper, step);
    return { cut, before, after: started(cells, cut) };
  });
};

/** A cut in a step: the mark is still that of the step before. */
const cutAfter = ({ mark }: Keeper, { at }: Step): PowerCut => ({ mark, at });

/** Lives a story until power fails after so many bytes; the step in which it does. */
const liveUntil = (steps: readonly Step[], bytes: number): { cells: Cells; step: number } => {
  const cells = blank();
  const keeper = made(cells);
  cells.power = bytes;
  const step = steps.findIndex((each) => {
    take(keeper, each);
    return cells.power === 0;
  });
  return { cells, step };
};

const bytesOf = (steps: readonly Step[]): number => {
  const cells = blank();
  const keeper = made(cells);
  cells.power = 1_000_000;
  for (const step of steps) take(keeper, step);
  return 1_000_000 - cells.power;
};

const isSame = (a: Pump, b: Pump): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a cut after so many bytes leaves that is neither the pump before nor the one after. */
const mixtures = (steps: readonly Step[], every: number): readonly string[] => {
  const edges = edgesOf(steps);
  const wrong: string[] = [];
  for (let bytes = 1; bytes < bytesOf(steps); bytes += every) {
    const { cells, step } = liveUntil(steps, bytes);
    const edge = edges[step];
    if (edge === undefined) continue;
    const pump = started(cells, edge.cut);
    if (!isSame(pump, edge.before) && !isSame(pump, edge.after)) {
      wrong.push(`${bytes} bytes, step ${step}`);
    }
  }
  return wrong;
};

describe("a power cut at every byte", () => {
  test("of a story leaves the old pump or the new one [REQ-058 holds]", () => {
    expect(mixtures(STORY, 1)).toEqual([]);
  });

  test("of every ring's turning leaves the old pump or the new one [REQ-058 holds]", () => {
    expect(mixtures(ROTATION, 11)).toEqual([]);
  });

  test("that leaves some bits of a byte half done is no different [REQ-058 holds]", () => {
    const edges = edgesOf(STORY);
    for (let bytes = 1; bytes < bytesOf(STORY); bytes += 7) {
      const cells = blank();
      const keeper = made(cells);
      cells.power = bytes;
      cells.torn = 0x5a;
      const step = STORY.findIndex((each) => {
        take(keeper, each);
        return cells.power === 0;
      });
      const edge = edges[step];
      if (edge === undefined) continue;
      const pump = started(cells, edge.cut);
      expect(isSame(pump, edge.before) || isSame(pump, edge.after)).toBe(true);
    }
  });
});

describe("a power cut at every byte of the start itself", () => {
  const cells = blank();
  let mark: Mark = { at: milliseconds(0), entry: 0 };
  beforeAll(() => {
    const keeper = made(cells);
    for (const step of STORY) take(keeper, step);
    mark = keeper.mark;
  });
  const at: Milliseconds = minutes(221);

  /** Starts, loses power after so many bytes, and starts again. */
  const startedTwice = (bytes: number): { pump: Pump; done: boolean } => {
    const copy = copyOf(cells);
    copy.power = bytes;
    boot(boardOf(copy), powerOf({ at, mark }));
    const done = copy.power > 0;
    return { pump: rebooted(copy, powerOf({ at, mark })).keeper.pump, done };
  };

  test("leaves a pump that has started once or twice [REQ-058 holds]", () => {
    const sound = butFaults(rebooted(cells, powerOf({ at, mark })).keeper.pump);
    let bytes = 0;
    for (let done = false; !done; bytes += 1) {
      const twice = startedTwice(bytes);
      done = twice.done;
      const { clockFrom, history, ...rest } = butFaults(twice.pump);
      expect({ ...rest, clockFrom: sound.clockFrom, history: sound.history }).toEqual(sound);
      expect(faultsOf(twice.pump)).not.toContain("program-lost");
    }
    expect(bytes).toBeGreaterThan(500);
  });
});

describe("a store that writes the events of a step one by one", () => {
  test("is found in a state that is neither old nor new after a cut [REQ-058 breaks]", () => {
    const cells = blank();
    const keeper = made(cells);
    const at = minutes(100);
    for (const each of STORY.slice(0, 4)) take(keeper, each);
    const command = toRun({ ...steady, version: 2 });
    const { events } = step(keeper.pump, { at, command });
    expect(events.map(({ kind }) => kind)).toEqual(["bolus-cancelled", "programmed"]);
    const cut = { at, mark: { ...keeper.mark, at } };
    const before = started(cells, cut);
    appendEvents(keeper.store, { pump: keeper.pump, events: events.slice(0, 1) });
    const between = started(cells, cut);
    appendEvents(keeper.store, { pump: keeper.pump, events: events.slice(1) });
    const after = started(cells, cut);
    expect(isSame(between, before) || isSame(between, after)).toBe(false);
  });
});
