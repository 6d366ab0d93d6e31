// SPDX-License-Identifier: Apache-2.0
/**
 * Stories of a pump with a memory: what is done to it, one step after the other, on a small flash
 * whose every byte can fail. A step that meets a power cut ends the story; the pump starts again.
 */
import { type Milliseconds, milliseconds, nanolitres, pulses } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import {
  type Board,
  type Booted,
  boot,
  type Cells,
  type Command,
  cellsOf,
  copyOf,
  type Device,
  type Event,
  type Geometry,
  type Keeper,
  keepCommand,
  keepPassing,
  type Log,
  type Mark,
  makeKeeper,
  type PowerOn,
  type Pump,
  pagesOf,
} from "../../src/index.ts";
import { readBytes } from "../../src/store/layout.ts";
import { FRAME, type Pair, readPair } from "../../src/store/page.ts";
import {
  type CheckpointEntry,
  checkpointEntry,
  type LogEntry,
  logEntry,
} from "../../src/store/records.ts";
import { bridge, minutes, SAMPLE, steady, toRun, wish } from "../sample.ts";

/** Few small pages, so that everything turns soon and every bit can be flipped. */
export const SMALL: Geometry = { checkpoints: 3, log: 2, history: 2 };
export const SMALL_PAGE = 1_024;

/** Erased cells of a geometry. */
export const blank = (geometry: Geometry = SMALL, size: number = SMALL_PAGE): Cells =>
  cellsOf(pagesOf(geometry), size);

/** A board of cells. */
export const boardOf = (flash: Cells, device: Device = SAMPLE): Board => ({
  flash,
  geometry: SMALL,
  made: device,
});

/** A new pump on small cells. */
export const made = (flash: Cells, device: Device = SAMPLE): Keeper =>
  makeKeeper(boardOf(flash, device), {
    at: milliseconds(0),
    reservoir: device.capacity,
    fluid: "morphine",
  });

/** A step: a command at an instant, or time that goes by. */
export type Step = { readonly at: Milliseconds; readonly command: Command | null };

/** Does one step. */
export const take = (keeper: Keeper, { at, command }: Step): Log =>
  command === null ? keepPassing(keeper, at) : keepCommand(keeper, { at, command });

/** Everything of a pump's life that writes: program, bridge, bolus, refill, stop, rotation. */
export const bridged: Program = { ...steady, transition: { ...bridge, pulses: pulses(20) } };

const doubled: Program = { ...steady, version: 2 };

/** A story of every transaction that writes. */
export const STORY: readonly Step[] = [
  { at: minutes(1), command: toRun(bridged) },
  { at: minutes(10), command: wish("early", minutes(10)) },
  { at: minutes(60), command: null },
  { at: minutes(90), command: wish("one", minutes(90)) },
  { at: minutes(95), command: { kind: "interrogate", id: "look" } },
  {
    at: minutes(100),
    command: {
      kind: "refill",
      id: "fill",
      aspirated: nanolitres(19_990_000),
      volume: nanolitres(18_000_000),
      fluid: "morphine",
    },
  },
  { at: minutes(130), command: null },
  {
    at: minutes(140),
    command: { kind: "stop", id: "halt", reason: "sedation", maximum: minutes(60) },
  },
  { at: minutes(150), command: { kind: "resume", id: "on" } },
  { at: minutes(155), command: toRun(doubled) },
  { at: minutes(215), command: wish("two", minutes(215)) },
  { at: minutes(220), command: null },
];

/** A power cut: when, and the mark that the clock's registers held. */
export type PowerCut = { readonly at: Milliseconds; readonly mark: Mark };

/** What the hardware says when power comes back at once; this motor has no sensor. */
export const powerOf = ({ at, mark }: PowerCut): PowerOn => ({
  cause: "brown-out",
  now: at,
  mark,
  turns: null,
});

/** A pump in the middle of a bolus, its cells, and the power that comes back to them. */
export type Scene = { readonly cells: Cells; readonly keeper: Keeper; readonly power: PowerOn };

/** When power comes back to a scene. */
export const SCENE_AT = minutes(40);

/** A scene on pages of so many bytes. */
export const sceneOn = (size: number): Scene => {
  const cells = blank(undefined, size);
  const keeper = made(cells);
  keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
  keepCommand(keeper, { at: minutes(30), command: wish("one", minutes(30)) });
  return { cells, keeper, power: powerOf({ at: SCENE_AT, mark: keeper.mark }) };
};

/** Steps that fill the log until it turned twice, with a checkpoint each time. */
export const ROTATION: readonly Step[] = [
  ...STORY,
  ...Array.from({ length: 30 }, (_, index): Step => {
    const at = minutes(240 + 20 * index);
    const asks = index % 6 === 0;
    return { at, command: asks ? wish(`w${index}`, at) : { kind: "interrogate", id: `i${index}` } };
  }),
];

/** The pump that finds what these cells hold; the cells stay as they are. */
export const rebooted = (cells: Cells, power: PowerOn, device: Device = SAMPLE): Booted =>
  boot(boardOf(copyOf(cells), device), power);

/** Events of one kind. */
export const ofKind = <K extends Event["kind"]>(log: Log, kind: K) =>
  log.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);

/** A pump but for its faults: a start adds some. */
export const butFaults = (pump: Pump): Pump => ({ ...pump, faults: [] });

/** Names of the faults of a pump. */
export const faultsOf = ({ faults }: Pump): readonly string[] => faults.map(({ fault }) => fault);

const pairOf = (flash: Cells, index: number): Pair => ({
  flash,
  pages: [index, index + flash.pages / 2],
});

/** Spoils entries of the ring of checkpoints, in both copies: those that a test picks. */
export const spoilRecords = (cells: Cells, picks: (entry: CheckpointEntry) => boolean): void => {
  for (let index = 0; index < SMALL.checkpoints; index += 1) {
    spoilPair(pairOf(cells, index), (body) => {
      const entry = readBytes(checkpointEntry, body);
      return entry !== null && picks(entry);
    });
  }
};

/** Spoils entries of the log, in both copies. */
export const spoilLog = (cells: Cells, picks: (entry: LogEntry) => boolean): void => {
  for (let index = 0; index < SMALL.log; index += 1) {
    spoilPair(pairOf(cells, SMALL.checkpoints + index), (body) => {
      const entry = readBytes(logEntry, body);
      return entry !== null && picks(entry);
    });
  }
};

const spoilPair = (pair: Pair, picks: (body: Uint8Array) => boolean): void => {
  for (const { at, body } of readPair(pair)?.entries ?? []) {
    const place = at + FRAME + body.length - 1;
    if (picks(body)) for (const page of pair.pages) spoil(pair.flash.read(page), place);
  }
};

const spoil = (page: Uint8Array, at: number): void => {
  page[at] = (page[at] ?? 0) ^ 0xff;
};
