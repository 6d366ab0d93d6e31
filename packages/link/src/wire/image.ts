// SPDX-License-Identifier: Apache-2.0
/**
 * Images: what a maker's key stands for in the place of a pump's software, library or constants.
 * The label says what it is, for which model and which version, and names the content by length and
 * hash; the maker signs the label. The content has one form for each ware, and nothing in it is
 * executed: it says what the pump has to find true of itself before it keeps it.
 */
import type { BatteryMarks, Device } from "@cisterna/pump";
import {
  assert,
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  type Pulses,
  type PulsesPerDay,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import { purpose } from "../certificate.ts";
import {
  choice,
  count,
  encoded,
  list,
  octets,
  orNull,
  record,
  type Shape,
  text,
  whole,
} from "../codec/shape.ts";
import type { Crypto, KeyPair } from "../crypto.ts";
import { LIMITS } from "../limits.ts";

/** What may be updated: the pump's program, the drugs it knows, the constants of its model. */
export type Ware = "firmware" | "library" | "constants";

/** Every ware with its number on the wire. */
export const WARES: Readonly<Record<Ware, number>> = { firmware: 0, library: 1, constants: 2 };

/** What the maker signs. */
export type Label = {
  readonly ware: Ware;
  /** Id of the model that it is for. */
  readonly model: string;
  /** Strictly above the version that it replaces. */
  readonly version: number;
  /** Length of the content, and its SHA-256. */
  readonly size: number;
  readonly hash: Bytes;
};

/** A choice of ware. */
export const WARE: Shape<Ware> = choice<Ware>(WARES);

/** A label on the wire. */
export const LABEL: Shape<Label> = record<Label>({
  ware: WARE,
  model: text(64),
  version: whole(0xffff_ffff, 1),
  size: whole(LIMITS.image, 1),
  hash: octets(32),
});

/** A label with the maker's word for it, and the content. */
export type Image = { readonly label: Label; readonly signature: Bytes; readonly content: Bytes };

/** A known answer: what a full pump of this model gives at a steady rate in a time. */
export type KnownAnswer = {
  readonly rate: PulsesPerDay;
  readonly over: Milliseconds;
  readonly pulses: Pulses;
};

/** Content of a firmware image: the protocol that it speaks, and answers that it has to give. */
export type Firmware = { readonly protocol: number; readonly answers: readonly KnownAnswer[] };

const MOST_ANSWERS = 16;
const MOST_DRUGS = 1_024;

/** Content of firmware. */
export const FIRMWARE: Shape<Firmware> = record<Firmware>({
  protocol: whole(255),
  answers: list(
    record<KnownAnswer>({
      rate: count(pulsesPerDay, DAY_MS),
      over: count(milliseconds, 7 * DAY_MS),
      pulses: count(pulses),
    }),
    MOST_ANSWERS,
  ),
});

/** Content of a library image: the ids of the drugs that the pump knows, ascending. */
export type Library = { readonly drugs: readonly string[] };

/** Content of a library. */
export const LIBRARY: Shape<Library> = record<Library>({ drugs: list(text(64), MOST_DRUGS) });

const VOLUME = count(nanolitres);
const RATE = count(pulsesPerDay);

/** Content of constants: the row of the model. */
export const CONSTANTS: Shape<Device> = record<Device>({
  pulse: VOLUME,
  least: RATE,
  most: RATE,
  capacity: VOLUME,
  low: VOLUME,
  battery: orNull(
    record<BatteryMarks>({ replace: whole(), end: whole(), weak: whole(), least: whole() }),
  ),
  testEvery: orNull(count(milliseconds)),
});

const labelText = (label: Label): Bytes | null => {
  const bytes = encoded(LABEL, label);
  return bytes === null ? null : purpose("image", bytes);
};

/** Whether a maker stands for a label. */
export const isVouched = (
  crypto: Crypto,
  maker: Bytes,
  { label, signature }: Pick<Image, "label" | "signature">,
): boolean => {
  const signed = labelText(label);
  return signed !== null && crypto.verify(maker, signed, signature);
};

/**
 * An image of a content, signed.
 * Breaks if: the content is empty or longer than an image may be.
 */
export const sealedImage = (
  crypto: Crypto,
  maker: KeyPair,
  of: Pick<Label, "ware" | "model" | "version"> & { readonly content: Bytes },
): Image => {
  const { ware, model, version, content } = of;
  const label = { ware, model, version, size: content.length, hash: crypto.hash(content) };
  const signed = labelText(label);
  assert(signed !== null, "a label fits its shape", { ware, version, size: content.length });
  return { label, signature: crypto.sign(maker, signed), content };
};
