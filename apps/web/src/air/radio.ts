// SPDX-License-Identifier: Apache-2.0
/**
 * The air between this browser and a pump: a WebSocket to the clinic, which carries frames as they
 * are. A socket that is gone is opened again when somebody calls; what was lost, the line asks for
 * again.
 */
import type { Bytes, Channel, Radio } from "@cisterna/link";

/** Which implant's air, and through which channel. */
type Air = {
  /** Where the clinic carries its frames, without the channel. */
  readonly path: string;
  readonly channel: Channel;
  /** What the page knows and others do not; a controller has a cookie instead. */
  readonly guard: string | null;
};

/** A radio that can be put away. */
export type OpenRadio = Radio & {
  /** Whether the clinic carries frames now; opens the socket if it can. */
  readonly tune: () => Promise<boolean>;
  readonly close: () => void;
};

/** How long a frame is waited for before it is sent again, ms. */
const PATIENCE_MS = 700;

const PROTOCOL = "cisterna-link";

const addressOf = ({ path, channel }: Air): string =>
  new URL(`${path}/${channel}`, document.baseURI).href.replace(/^http/, "ws");

const protocolsOf = ({ guard }: Air): string[] => (guard === null ? [PROTOCOL] : [PROTOCOL, guard]);

type Ears = { heard: Bytes[]; waiting: ((frame: Bytes | null) => void) | null };

const arrive = (ears: Ears, frame: Bytes | null): void => {
  const { waiting } = ears;
  ears.waiting = null;
  if (waiting !== null) waiting(frame);
  else if (frame !== null) ears.heard.push(frame);
};

const opened = (socket: WebSocket): Promise<boolean> =>
  new Promise((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
    socket.onclose = () => resolve(false);
  });

const isOpen = (socket: WebSocket | null): socket is WebSocket =>
  socket !== null && socket.readyState === WebSocket.OPEN;

/** The radio to an implant. Nothing is opened before it is tuned. */
export const radioTo = (air: Air): OpenRadio => {
  const ears: Ears = { heard: [], waiting: null };
  let socket: WebSocket | null = null;
  const tune = async (): Promise<boolean> => {
    if (isOpen(socket)) return true;
    const next = new WebSocket(addressOf(air), protocolsOf(air));
    next.binaryType = "arraybuffer";
    next.onmessage = ({ data }) => arrive(ears, new Uint8Array(data as ArrayBuffer));
    if (!(await opened(next))) return false;
    next.onclose = () => arrive(ears, null);
    ears.heard = [];
    socket = next;
    return true;
  };
  return {
    channel: air.channel,
    tune,
    send: (frame) => {
      if (isOpen(socket)) socket.send(Uint8Array.from(frame));
    },
    next: () => {
      const frame = ears.heard.shift();
      if (frame !== undefined) return Promise.resolve(frame);
      if (!isOpen(socket)) return Promise.resolve(null);
      return new Promise((resolve) => {
        const timer = setTimeout(() => arrive(ears, null), PATIENCE_MS);
        ears.waiting = (come) => {
          clearTimeout(timer);
          resolve(come);
        };
      });
    },
    close: () => socket?.close(),
  };
};
