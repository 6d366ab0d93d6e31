// SPDX-License-Identifier: Apache-2.0
/**
 * The file of a device: a programmer's or a controller's keys, and the pumps that it has paired
 * with. It is its owner's secret, and is renewed whole: a counter that was used is used.
 */
import type { Bytes, Certificate, KeyPair, Known } from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Io, Refusal } from "../shell/command.ts";

/** A pump that a device has paired with. */
export type Peer = {
  readonly known: Known;
  /** The key that the pump signs with. */
  readonly signing: Bytes;
  /** The maker's public key, which checks the pump's certificate when others pair. */
  readonly maker: Bytes;
  /** Above every hello that was ever sent to it. */
  readonly counter: number;
  /** The last entry of its log that was read. */
  readonly upto: number;
  /** The case file that its program was made of, as text; null: by another device, or none. */
  readonly case: string | null;
};

/** A device. */
export type Device = {
  readonly kind: "cisterna-device";
  readonly role: "clinician" | "patient" | "service";
  readonly name: string;
  readonly own: KeyPair;
  /** A person's key for commits, and the clinic's word for both; patients have none. */
  readonly person: { readonly signing: KeyPair; readonly certificate: Certificate } | null;
  readonly peers: readonly Peer[];
};

const MARK = "hex:";

/** Bytes as text, for a file of JSON. */
export const dressed = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? `${MARK}${Buffer.from(value).toString("hex")}` : value;

/** Bytes again. */
export const undressed = (_: string, value: unknown): unknown =>
  typeof value === "string" && value.startsWith(MARK)
    ? Uint8Array.from(Buffer.from(value.slice(MARK.length), "hex"))
    : value;

/** A device as the text of its file. */
export const deviceText = (device: Device): string => `${JSON.stringify(device, dressed, 2)}\n`;

const deviceIn = (text: string): Device | null => {
  try {
    const found = JSON.parse(text, undressed) as Partial<Device> | null;
    return found?.kind === "cisterna-device" ? (found as Device) : null;
  } catch {
    return null;
  }
};

/** Reads a device's file. Refuses: what cannot be read, `not-a-device`, another role's. */
export const readDevice = async (
  io: Io,
  path: string,
  roles: readonly Device["role"][],
): Promise<Result<Device, Refusal>> => {
  const text = await io.readText(path);
  if (!text.ok) return text;
  const device = deviceIn(text.value);
  if (device === null) return refused({ kind: "not-a-device", path });
  return roles.includes(device.role)
    ? accepted(device)
    : refused({ kind: "other-role", path, read: device.role, accepted: roles.join(", ") });
};

/** The pump of a name, if the device has paired with it. */
export const peerOf = ({ peers }: Device, pump: string): Peer | undefined =>
  peers.find(({ known }) => known.pump === pump);

/** The device with one pump as it is now. */
export const withPeer = (device: Device, peer: Peer): Device => ({
  ...device,
  peers: [...device.peers.filter(({ known }) => known.pump !== peer.known.pump), peer],
});
