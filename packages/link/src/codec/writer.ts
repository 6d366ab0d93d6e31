// SPDX-License-Identifier: Apache-2.0
/** Writing CBOR in its one form: the mirror of `reader`. */
import type { Bytes } from "../bytes.ts";

/** Bytes that grow while a value is written. */
export type Writer = { bytes: Bytes; length: number };

const FIRST_SIZE = 256;

/** An empty writer. */
export const emptyWriter = (): Writer => ({ bytes: new Uint8Array(FIRST_SIZE), length: 0 });

const roomFor = (writer: Writer, more: number): void => {
  const needed = writer.length + more;
  if (needed <= writer.bytes.length) return;
  const larger = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  larger.set(writer.bytes);
  writer.bytes = larger;
};

/** One byte. */
export const writeByte = (writer: Writer, byte: number): void => {
  roomFor(writer, 1);
  writer.bytes[writer.length] = byte;
  writer.length += 1;
};

/** Bytes as they stand. */
export const writeBytes = (writer: Writer, bytes: Bytes): void => {
  roomFor(writer, bytes.length);
  writer.bytes.set(bytes, writer.length);
  writer.length += bytes.length;
};

const widthOf = (argument: number): number =>
  argument < 24
    ? 0
    : argument < 0x100
      ? 1
      : argument < 0x1_0000
        ? 2
        : argument < 0x1_0000_0000
          ? 4
          : 8;

/** A head in its shortest form. */
export const writeHead = (writer: Writer, major: number, argument: number): void => {
  const width = widthOf(argument);
  writeByte(writer, (major << 5) | (width === 0 ? argument : 24 + Math.log2(width)));
  for (let place = width - 1; place >= 0; place -= 1) {
    writeByte(writer, Math.floor(argument / 256 ** place) % 256);
  }
};

/** What was written. */
export const writtenBytes = (writer: Writer): Bytes => writer.bytes.slice(0, writer.length);
