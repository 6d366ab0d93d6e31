// SPDX-License-Identifier: Apache-2.0
/** The radio over WebSocket: the air to an implant that is served, as a caller's line needs it. */
import type { Bytes, Channel, Radio } from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";

/** A radio with its end. */
export type OpenRadio = Radio & { readonly close: () => void };

/** How long a frame is waited for before it is sent again, in ms. */
const PATIENCE_MS = 700;

/** Frames that have come, and whoever waits for the next. */
type Ears = {
  readonly heard: Bytes[];
  waiting: ((frame: Bytes | null) => void) | null;
  open: boolean;
};

const arrive = (ears: Ears, frame: Bytes | null): void => {
  const { waiting } = ears;
  ears.waiting = null;
  if (waiting !== null) waiting(frame);
  else if (frame !== null) ears.heard.push(frame);
};

const nextOf = async (ears: Ears): Promise<Bytes | null> => {
  const frame = ears.heard.shift();
  if (frame !== undefined) return frame;
  if (!ears.open) return null;
  return new Promise((resolve) => {
    const timer = setTimeout(() => arrive(ears, null), PATIENCE_MS);
    ears.waiting = (come) => {
      clearTimeout(timer);
      resolve(come);
    };
  });
};

/** Who is served at an address; null: nobody serves implants there. */
const served = async (address: string): Promise<readonly unknown[] | null> => {
  try {
    const response = await fetch(`${address.replace(/^ws/, "http")}/implants`);
    const { implants } = (await response.json()) as { readonly implants?: unknown };
    return Array.isArray(implants) ? implants : null;
  } catch {
    return null;
  }
};

const isOpened = (socket: WebSocket): Promise<boolean> =>
  new Promise((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
  });

/** Tunes in to an implant. Refuses: `pump-unreachable`, `unknown-implant`. */
export const openRadio = async (
  address: string,
  name: string,
  channel: Channel,
): Promise<Result<OpenRadio, Refusal>> => {
  const names = await served(address);
  const unreachable = refused<Refusal>({ kind: "pump-unreachable", path: "url", read: address });
  if (names === null) return unreachable;
  if (!names.includes(name)) {
    const accepted = names.join(", ");
    return refused({ kind: "unknown-implant", path: "PUMP", read: name, accepted });
  }
  const socket = new WebSocket(`${address}/implants/${encodeURIComponent(name)}/${channel}`);
  socket.binaryType = "arraybuffer";
  if (!(await isOpened(socket))) return unreachable;
  const ears: Ears = { heard: [], waiting: null, open: true };
  const closed = (): void => {
    ears.open = false;
    arrive(ears, null);
  };
  socket.onmessage = ({ data }) => arrive(ears, new Uint8Array(data as ArrayBuffer));
  socket.onclose = closed;
  socket.onerror = closed;
  return accepted({
    channel,
    send: (frame) => {
      if (ears.open) socket.send(Uint8Array.from(frame));
    },
    next: () => nextOf(ears),
    close: () => socket.close(),
  });
};
