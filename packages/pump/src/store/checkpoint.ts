// SPDX-License-Identifier: Apache-2.0
/**
 * The checkpoint: the whole state in three records, each twice, each with a checksum. It alternates
 * between two slots, so that there is always a whole one; the log goes on from where it was made.
 */
import type { Program } from "@cisterna/therapy";
import type { Device } from "../device.ts";
import type { Pump } from "../pump.ts";
import {
  type Area,
  bytesOf,
  COPIES,
  type Flash,
  RECORDS,
  type RecordName,
  type Write,
} from "./flash.ts";
import { frameAt, frameOf } from "./frame.ts";
import type { Place } from "./place.ts";
import type { Value } from "./value.ts";

/** The state without what has a record of its own. */
type Totals = Omit<Pump, "device" | "program"> & { readonly place: Place };

/** What was read of a checkpoint; null: both copies of that record are bad. */
export type Checkpoint = {
  readonly generation: number;
  readonly constants: Device | null;
  readonly program: { readonly program: Program | null } | null;
  readonly totals: Totals | null;
  /** Whether one of two copies was bad. */
  readonly repaired: boolean;
};

const areaOf = (record: RecordName, copy: 0 | 1, generation: number): Area =>
  `${record}-${copy}-${generation % 2 === 0 ? 0 : 1}`;

/** States are plain values: lists, mappings, whole numbers, texts. */
const plain = (value: unknown): Value => value as Value;

const valuesOf = (pump: Pump, place: Place): Readonly<Record<RecordName, Value>> => {
  const { device, program, ...totals } = pump;
  return {
    constants: plain(device),
    program: plain({ program }),
    totals: plain({ ...totals, place }),
  };
};

const writesOf = (area: Area, bytes: Uint8Array): readonly Write[] => {
  const size = bytes.length;
  return [
    { kind: "erase", area, from: 0, upto: Number.POSITIVE_INFINITY, size },
    { kind: "write", area, at: 0, bytes, size },
  ];
};

/** The steps that write a checkpoint: first one copy of everything, then the other. */
export const checkpointWrites = (
  pump: Pump,
  place: Place,
  generation: number,
): readonly Write[] => {
  const values = valuesOf(pump, place);
  const frames = RECORDS.map((record) => ({
    record,
    bytes: frameOf({ number: generation, value: values[record] }),
  }));
  return COPIES.flatMap((copy) =>
    frames.flatMap(({ record, bytes }) => writesOf(areaOf(record, copy, generation), bytes)),
  );
};

type Held = { readonly value: Value | null; readonly bad: number };

const heldIn = (flash: Flash, record: RecordName, generation: number): Held => {
  const frames = COPIES.map((copy) => frameAt(bytesOf(flash, areaOf(record, copy, generation)), 0));
  const whole = frames.filter((frame) => frame?.number === generation);
  return { value: whole[0]?.value ?? null, bad: COPIES.length - whole.length };
};

const checkpointOf = (flash: Flash, generation: number): Checkpoint => {
  const [constants, program, totals] = RECORDS.map((record) => heldIn(flash, record, generation));
  return {
    generation,
    constants: (constants?.value ?? null) as Device | null,
    program: (program?.value ?? null) as { program: Program | null } | null,
    totals: (totals?.value ?? null) as Totals | null,
    repaired: [constants, program, totals].some((held) => held?.bad === 1),
  };
};

const generationsIn = (flash: Flash): readonly number[] => {
  const found = [0, 1].flatMap((slot) =>
    RECORDS.flatMap((record) =>
      COPIES.flatMap((copy) => {
        const frame = frameAt(bytesOf(flash, areaOf(record, copy, slot)), 0);
        return frame === null ? [] : [frame.number];
      }),
    ),
  );
  return [...new Set(found)].toSorted((a, b) => b - a);
};

const isWhole = ({ constants, program, totals }: Checkpoint): boolean =>
  constants !== null && program !== null && totals !== null;

/**
 * The newest whole checkpoint; where none is whole, the newest, with what is left of it. Null: this
 * flash never held one.
 */
export const readCheckpoint = (flash: Flash): Checkpoint | null => {
  const all = generationsIn(flash).map((generation) => checkpointOf(flash, generation));
  return all.find(isWhole) ?? all[0] ?? null;
};
