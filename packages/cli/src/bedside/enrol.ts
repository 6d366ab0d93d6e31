// SPDX-License-Identifier: Apache-2.0
/** Enrolling a device: its keys are drawn; a programmer's are certified by the clinic's. */
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import { type Certificate, certify, type KeyPair } from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
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
import { type Device, deviceText } from "./device-file.ts";

const SECRET_LENGTH = 32;
const EPOCH = 1;

const OUT = {
  name: "out",
  value: "FILE",
  about: "where the device's file is written; it is its owner's secret",
  needed: true,
} as const;

const keep = async (request: Request, io: Io, device: Device): Promise<Outcome> => {
  const out = optionOf(request, "out") ?? "";
  const written = await io.writeText(out, deviceText(device), { secret: true });
  if (!written.ok) return refusedOutcome(written.refusals);
  const { role, name } = device;
  return done({ role, name, written: out }, `The device of ${name} (${role}): ${out}\n`);
};

const drawn = (name: string): Pick<Device, "kind" | "name" | "own" | "peers"> => ({
  kind: "cisterna-device",
  name,
  own: nodeCrypto.pair(nodeRandom(SECRET_LENGTH)),
  peers: [],
});

const clinicIn = (path: string, text: string): Result<KeyPair, Refusal> => {
  const secret = /"clinic": "([0-9a-f]{64})"/.exec(text)?.[1];
  return secret === undefined
    ? refused({ kind: "keys-damaged", path })
    : accepted(nodeCrypto.signer(Uint8Array.from(Buffer.from(secret, "hex"))));
};

/** Roles that the clinic stands for. */
const CERTIFIED = ["clinician", "service"] as const;

type Certified = (typeof CERTIFIED)[number];

const roleIn = (request: Request): Result<Certified, Refusal> => {
  const read = optionOf(request, "role") ?? "clinician";
  const role = CERTIFIED.find((each) => each === read);
  const wanted = CERTIFIED.join(", ");
  return role === undefined
    ? refused({ kind: "unknown-value", path: "role", read, accepted: wanted })
    : accepted(role);
};

const certificateOf = (
  clinic: KeyPair,
  { name, role }: { name: string; role: Certified },
  keys: { own: KeyPair; signing: KeyPair },
): Certificate =>
  certify(nodeCrypto, clinic, {
    ...{ role, name, epoch: EPOCH },
    ...{ key: keys.own.key, signing: keys.signing.key },
  });

const NAME = /^[^\p{C}]{1,64}$/u;

const nameRefusals = (request: Request): readonly Refusal[] => {
  const read = optionOf(request, "name") ?? "";
  return NAME.test(read) && new TextEncoder().encode(read).length <= 64
    ? []
    : [{ kind: "malformed-text", path: "name", read, accepted: "1 to 64 bytes of text" }];
};

/** `program enrol`. */
export const programmer: CommandModule = {
  name: "enrol",
  summary: "Draws a programmer's keys and has the clinic certify them",
  example: 'program enrol --clinic demo/state/authority.json --name "Dr Ruiz" --out doctor.json',
  operands: [],
  options: [
    { name: "clinic", value: "FILE", about: "the authorities of the implants", needed: true },
    { name: "name", value: "TEXT", about: "the person's name, as the pump notes it", needed: true },
    { name: "role", value: "ROLE", about: `${CERTIFIED.join(", ")}; clinician if left out` },
    OUT,
  ],
  check: (request) => {
    const role = roleIn(request);
    return [...nameRefusals(request), ...(role.ok ? [] : role.refusals)];
  },
  run: async (request, io) => {
    const path = optionOf(request, "clinic") ?? "";
    const text = await io.readText(path);
    if (!text.ok) return refusedOutcome(text.refusals);
    const [clinic, role] = [clinicIn(path, text.value), roleIn(request)];
    if (!clinic.ok) return refusedOutcome(clinic.refusals);
    if (!role.ok) return refusedOutcome(role.refusals);
    const device = drawn(optionOf(request, "name") ?? "");
    const signing = nodeCrypto.signer(nodeRandom(SECRET_LENGTH));
    const certificate = certificateOf(
      clinic.value,
      { name: device.name, role: role.value },
      { own: device.own, signing },
    );
    return keep(request, io, { ...device, role: role.value, person: { signing, certificate } });
  },
};

/** `patient enrol`. */
export const controller: CommandModule = {
  name: "enrol",
  summary: "Draws the keys of a patient's controller",
  example: "patient enrol --out mine.json",
  operands: [],
  options: [OUT],
  run: (request, io) => keep(request, io, { ...drawn("patient"), role: "patient", person: null }),
};
