// SPDX-License-Identifier: Apache-2.0
/** The file of an image: a label, the maker's signature and the content, as JSON. No secret. */
import { encoded, type Image, LABEL } from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Io, Refusal } from "../shell/command.ts";
import { dressed, undressed } from "./device-file.ts";

type ImageFile = Image & { readonly kind: "cisterna-image" };

/** An image as the text of its file. */
export const imageText = (image: Image): string => {
  const file: ImageFile = { kind: "cisterna-image", ...image };
  return `${JSON.stringify(file, dressed, 2)}\n`;
};

const said = (text: string): Partial<ImageFile> | null => {
  try {
    const found: unknown = JSON.parse(text, undressed);
    return typeof found === "object" && found !== null ? found : null;
  } catch {
    return null;
  }
};

const isLabel = (label: unknown): label is Image["label"] => {
  if (typeof label !== "object" || label === null) return false;
  const { model, version, size, hash } = label as Partial<Image["label"]>;
  const numbers = [version, size].every((each) => Number.isSafeInteger(each));
  const sound = numbers && typeof model === "string" && hash instanceof Uint8Array;
  return sound && encoded(LABEL, label as Image["label"]) !== null;
};

const SIGNATURE_LENGTH = 64;

const imageIn = (text: string): Image | null => {
  const { kind, label, signature, content } = said(text) ?? {};
  if (kind !== "cisterna-image" || !isLabel(label)) return null;
  if (!(signature instanceof Uint8Array) || signature.length !== SIGNATURE_LENGTH) return null;
  return content instanceof Uint8Array ? { label, signature, content } : null;
};

/** Reads the file of an image. Refuses: what cannot be read, `not-an-image`. */
export const readImage = async (io: Io, path: string): Promise<Result<Image, Refusal>> => {
  const text = await io.readText(path);
  if (!text.ok) return text;
  const image = imageIn(text.value);
  const wanted = "a file that pump image has written";
  return image === null
    ? refused({ kind: "not-an-image", path, accepted: wanted })
    : accepted(image);
};
