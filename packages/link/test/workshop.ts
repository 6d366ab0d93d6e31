// SPDX-License-Identifier: Apache-2.0
/** A workshop: the maker's images, an engineer who has paired, and the steps of an update. */
import { nodeCrypto } from "@cisterna/crypto";
import { assert } from "@cisterna/quantity";
import {
  type Bytes,
  encoded,
  hexOf,
  type Image,
  type KeyPair,
  type Known,
  LIBRARY,
  LIMITS,
  type Reply,
  sealedImage,
  type Ware,
  type Wares,
} from "../src/index.ts";
import { ask, contentsFor, dial, envelope, type Line, MAKER, MODEL, pairWith } from "./bedside.ts";
import { DOCTOR, ENGINEER, invite, seenIn, type Ward } from "./ward.ts";

/** A library of these drugs. */
export const libraryOf = (drugs: readonly string[]): Bytes => {
  const bytes = encoded(LIBRARY, { drugs });
  assert(bytes !== null, "a library fits its shape", { drugs: drugs.length });
  return bytes;
};

/** A library that a pump with morphine keeps, and that is longer than two pieces. */
export const NEW_LIBRARY = libraryOf([
  "baclofen",
  ...Array.from({ length: 900 }, (_, at) => `drug ${String(at).padStart(4, "0")}`),
  "morphine",
]);

type Wish = {
  readonly ware?: Ware;
  readonly model?: string;
  readonly version?: number;
  readonly content?: Bytes;
  readonly maker?: KeyPair;
};

/** An image; left as it is, it is one that the sample pump keeps. */
export const imageOf = (scene: Pick<Ward, "pump">, wish: Wish = {}): Image => {
  const { ware = "library", model = MODEL, version = 2, maker = MAKER } = wish;
  const ours = ware === "library" ? NEW_LIBRARY : contentsFor(scene.pump)[ware];
  return sealedImage(nodeCrypto, maker, { ware, model, version, content: wish.content ?? ours });
};

/** Lets an engineer pair; nobody is in control afterwards. */
export const engineerOf = (scene: Ward): Known => {
  const line = dial(scene, DOCTOR, scene.doctor);
  const known = pairWith(scene, ENGINEER, invite(scene, line, "service"));
  ask(scene, line, { kind: "leave" });
  assert(known !== null, "the engineer pairs");
  return known;
};

/** An engineer at the coil. */
export const atTheCoil = (scene: Ward): Line => dial(scene, ENGINEER, engineerOf(scene));

/** Offers an image. */
export const offer = (
  scene: Ward,
  line: Line,
  { label, signature }: Pick<Image, "label" | "signature">,
): Reply | null => ask(scene, line, { kind: "offer", label, signature, ...envelope(scene) });

/** Sends the next piece of an image from some byte on. */
export const put = (
  scene: Ward,
  line: Line,
  { label, content, from }: Pick<Image, "label" | "content"> & { readonly from: number },
): Reply | null => {
  const bytes = content.slice(from, from + LIMITS.piece);
  return ask(scene, line, { kind: "put", hash: label.hash, from, bytes });
};

/** Takes an image on, or asks what came of it. */
export const take = (scene: Ward, line: Line, { label }: Pick<Image, "label">): Reply | null =>
  ask(scene, line, { kind: "take", hash: label.hash, ...envelope(scene) });

/** What came of an image, in a few words. */
export const came = (reply: Reply | null): string => {
  if (reply?.kind !== "taken") return seenIn(reply);
  return reply.flaw === null ? reply.state : `${reply.state} ${reply.flaw.kind}`;
};

/** Sends whatever is wanted; the last reply. */
export const send = (scene: Ward, line: Line, image: Image): Reply | null => {
  let reply = offer(scene, line, image);
  while (reply?.kind === "wanted" && reply.from < image.label.size) {
    const { from } = reply;
    if (from >= image.content.length) return reply;
    reply = put(scene, line, { ...image, from });
  }
  return reply;
};

/** A whole update, as a programmer makes it that asks until it knows. */
export const update = (scene: Ward, line: Line, image: Image): string => {
  const last = send(scene, line, image);
  if (last?.kind !== "wanted") return came(last);
  const taken = take(scene, line, image);
  return taken?.kind === "taken" ? came(take(scene, line, image)) : came(taken);
};

/** What a pump runs on, for comparing. */
export const runsOn = ({ head }: Pick<Ward, "head">): string => {
  const { running } = head.wares as Wares;
  return Object.values(running)
    .map(({ version, hash }) => `${version} ${hexOf(hash)}`)
    .join(", ");
};

/** A signature that nobody made. */
export const NO_SIGNATURE: Bytes = new Uint8Array(64);

/** The content with one letter changed: of the same length, and sound in itself. */
export const misspelt = (content: Bytes): Bytes => {
  const at = content.indexOf("b".charCodeAt(0));
  assert(at >= 0, "there is a letter to change");
  return Uint8Array.of(...content.subarray(0, at), "a".charCodeAt(0), ...content.subarray(at + 1));
};
