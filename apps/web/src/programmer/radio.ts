// SPDX-License-Identifier: Apache-2.0
/**
 * The air between this browser and a pump: a WebSocket to the clinic, which carries frames as they
 * are. A socket that is gone is opened again when somebody calls; what was lost, the line asks for
 * again.
 */
import type { Bytes, Channel, Radio } from "@cisterna/link";
import type { Welcome } from "../clinic/client.ts";

/** Which implant's air. */
type Air = {
  readonly session: Welcome;
  readonly patient: string;
  readonly implant: string;
  readonly channel: Channel;
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

/** The path of an implant's telemetry. */
export const telemetryPath = ({ patient, implant }: Pick<Air, "patient" | "implant">): string =>
  `patients/${encodeURIComponent(patient)}/implants/${encodeURIComponent(implant)}/telemetry`;

const addressOf = ({ session, channel, ...at }: Air): string => {
  const clinic = encodeURIComponent(session.clinic.clinic);
  const path = `./api/clinics/${clinic}/${telemetryPath(at)}/${channel}`;
  return new URL(path, document.baseURI).href.replace(/^http/, "ws");
};

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
    const next = new WebSocket(addressOf(air), [PROTOCOL, air.session.guard]);
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
