// SPDX-License-Identifier: Apache-2.0
/**
 * `pump image`: an image for a trial, signed by the maker of the implants of a folder. The maker's
 * key was drawn when the folder was first served; it stays there and stands in no image.
 */
import { nodeCrypto } from "@cisterna/crypto";
import { contentsOf, deviceNamed, flawedContentsOf } from "@cisterna/implant";
import { hexOf, type Image, type KeyPair, sealedImage, WARES, type Ware } from "@cisterna/link";
import type { Device } from "@cisterna/pump";
import { accepted, type Result, refused } from "@cisterna/quantity";
import { imageText } from "../bedside/image-file.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";

const MOST_VERSION = 0xffff_ffff;

const wareIn = (request: Request): Result<Ware, Refusal> => {
  const read = optionOf(request, "ware") ?? "";
  const names = Object.keys(WARES) as Ware[];
  const ware = names.find((each) => each === read);
  const wanted = names.join(", ");
  return ware === undefined
    ? refused({ kind: "unknown-value", path: "ware", read, accepted: wanted })
    : accepted(ware);
};

const versionIn = (request: Request): Result<number, Refusal> => {
  const read = optionOf(request, "number") ?? "";
  const version = /^\d{1,10}$/.test(read) ? Number(read) : 0;
  const wanted = `1 to ${MOST_VERSION}; a pump is made with version 1`;
  return version >= 1 && version <= MOST_VERSION
    ? accepted(version)
    : refused({ kind: "malformed-count", path: "number", read, accepted: wanted });
};

const deviceIn = (request: Request): Result<Device, Refusal> => {
  const read = optionOf(request, "model") ?? "";
  const device = deviceNamed(read);
  const wanted = "a complete, programmable model of the devices";
  return device === null
    ? refused({ kind: "unknown-value", path: "model", read, accepted: wanted })
    : accepted(device);
};

const partsOf = (request: Request) => ({
  ware: wareIn(request),
  version: versionIn(request),
  device: deviceIn(request),
});

const makerAt = async (io: Io, path: string): Promise<Result<KeyPair, Refusal>> => {
  const text = await io.readText(path);
  if (!text.ok) return text;
  const secret = /"maker": "([0-9a-f]{64})"/.exec(text.value)?.[1];
  return secret === undefined
    ? refused({ kind: "keys-damaged", path })
    : accepted(nodeCrypto.signer(Uint8Array.from(Buffer.from(secret, "hex"))));
};

const keep = async (io: Io, out: string, { label, ...rest }: Image): Promise<Outcome> => {
  const written = await io.writeText(out, imageText({ label, ...rest }));
  if (!written.ok) return refusedOutcome(written.refusals);
  const { ware, model, version, size, hash } = label;
  const text = `${ware} version ${version} for ${model}, ${size} bytes, signed: ${out}\n`;
  return done({ ware, model, version, size, hash: hexOf(hash), written: out }, text);
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const { ware, version, device } = partsOf(request);
  if (!ware.ok || !version.ok || !device.ok) return refusedOutcome([]);
  const maker = await makerAt(io, optionOf(request, "maker") ?? "");
  if (!maker.ok) return refusedOutcome(maker.refusals);
  const isFlawed = optionOf(request, "flawed") !== undefined;
  const contents = (isFlawed ? flawedContentsOf : contentsOf)(device.value);
  const of = { ware: ware.value, version: version.value, content: contents[ware.value] };
  const model = optionOf(request, "model") ?? "";
  const image = sealedImage(nodeCrypto, maker.value, { ...of, model });
  return keep(io, optionOf(request, "out") ?? "", image);
};

/** `./cisterna pump image`. */
export const command: CommandModule = {
  name: "image",
  summary: "Makes a signed image of firmware, library or constants, for a trial",
  example:
    "pump image --maker demo/state/authority.json --ware firmware --model generic-20 " +
    "--number 2 --out firmware-2.json",
  operands: [],
  options: [
    { name: "maker", value: "FILE", about: "the authorities of the implants", needed: true },
    { name: "ware", value: "WARE", about: Object.keys(WARES).join(", "), needed: true },
    { name: "model", value: "MODEL", about: "the model that it is for", needed: true },
    { name: "number", value: "N", about: "above the one that runs", needed: true },
    { name: "out", value: "FILE", about: "where the image is written", needed: true },
    { name: "flawed", value: null, about: "signed, and its test fails: to see it rolled back" },
  ],
  details: "What is in an image, and what a virtual implant makes of it: docs/link.md.",
  check: (request) =>
    Object.values(partsOf(request)).flatMap((each) => (each.ok ? [] : each.refusals)),
  run,
};
