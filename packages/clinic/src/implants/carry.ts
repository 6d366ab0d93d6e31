// SPDX-License-Identifier: Apache-2.0
/**
 * Carrying: frames between a browser's socket and an implant, as they are. What is no frame, what
 * is too many, and what nobody is signed in for any more ends the socket; the implant runs on.
 */
import { type Bytes, LIMITS } from "@cisterna/link";
import type { WebSocket } from "ws";
import type { Telemetry } from "./telemetry.ts";

/** Why a socket was closed. A page tells its reader the difference. */
const CLOSED = {
  binary: [1003, "binary frames only"],
  flood: [1008, "too many frames"],
  away: [4404, "the implant is away"],
  signedOut: [4401, "not signed in"],
  silent: [4408, "nobody spoke"],
} as const satisfies Readonly<Record<string, readonly [code: number, reason: string]>>;

/** Longest message from a browser: one frame. */
export const MOST_BYTES = LIMITS.frame;

/** Frames at once and a second: a reading of a full log needs a few hundred. */
const BURST = 1_000;
const A_SECOND = 200;

/** How much may wait for a browser that does not read. */
const MOST_WAITING = 262_144;

/** How often it is looked whether somebody is still signed in, and how long silence may last. */
const LOOK_MS = 15_000;

type Bucket = { left: number; at: number };

const mayPass = (bucket: Bucket, now: number): boolean => {
  const refilled = bucket.left + ((now - bucket.at) * A_SECOND) / 1_000;
  Object.assign(bucket, { left: Math.min(BURST, refilled) - 1, at: now });
  return bucket.left >= 0;
};

/** What a socket is joined to, and whether its person is still signed in. */
type Trip = {
  readonly connect: (heard: (frame: Bytes) => void) => ReturnType<Telemetry["connect"]>;
  readonly isSignedIn: () => Promise<boolean>;
};

const close = (socket: WebSocket, [code, reason]: readonly [number, string]): void =>
  socket.close(code, reason);

/** Who does not speak is not looked for: a page that is left open keeps nobody signed in. */
const watch = (socket: WebSocket, spoke: () => number, isSignedIn: Trip["isSignedIn"]) => {
  let seen = spoke();
  const timer = setInterval(() => {
    const last = spoke();
    if (Date.now() - last > LIMITS.idle) close(socket, CLOSED.silent);
    if (last === seen) return;
    seen = last;
    isSignedIn().then(
      (isIn) => isIn || close(socket, CLOSED.signedOut),
      () => close(socket, CLOSED.signedOut),
    );
  }, LOOK_MS).unref();
  socket.on("close", () => clearInterval(timer));
};

/** Joins a socket to an implant until either goes. */
export const carry = (socket: WebSocket, { connect, isSignedIn }: Trip): void => {
  socket.on("error", () => socket.terminate());
  const connection = connect((frame) => {
    if (socket.bufferedAmount > MOST_WAITING) socket.terminate();
    else socket.send(frame);
  });
  if (connection === null) {
    close(socket, CLOSED.away);
    return;
  }
  const bucket: Bucket = { left: BURST, at: Date.now() };
  socket.on("message", (data, isBinary) => {
    if (!isBinary || !(data instanceof Buffer)) return close(socket, CLOSED.binary);
    if (!mayPass(bucket, Date.now())) return close(socket, CLOSED.flood);
    connection.send(Uint8Array.from(data));
  });
  socket.on("close", connection.close);
  watch(socket, () => bucket.at, isSignedIn);
};
