// SPDX-License-Identifier: Apache-2.0
/** Enrolling a device: its keys are drawn; a programmer's are certified by the clinic's. */
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import { type Certificate, certify, type KeyPair } from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
import {
  type CommandModule,
  done,
  type Io,
  type Option,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { keepDevice } from "./contact.ts";
import { type Device, deviceText, readDevice } from "./device-file.ts";

const SECRET_LENGTH = 32;
/** The epoch in which a clinic begins. */
const FIRST_EPOCH = 1;

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

/** The clinic's key in the file of the implants' authorities. Refuses: `keys-damaged`. */
export const clinicIn = async (io: Io, path: string): Promise<Result<KeyPair, Refusal>> => {
  const text = await io.readText(path);
  if (!text.ok) return text;
  const secret = /"clinic": "([0-9a-f]{64})"/.exec(text.value)?.[1];
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

type Named = { readonly name: string; readonly role: Certified; readonly epoch: number };

/** The clinic's word that these keys are a person's, in a role and since an epoch. */
const certificateOf = (
  clinic: KeyPair,
  named: Named,
  keys: { readonly own: KeyPair; readonly signing: KeyPair },
): Certificate =>
  certify(nodeCrypto, clinic, { ...named, key: keys.own.key, signing: keys.signing.key });

const LARGEST_EPOCH = 999_999;

/** The option of an epoch. */
export const EPOCH_OPTION: Option = {
  name: "epoch",
  value: "N",
  about: "number of the epoch; one more for each time that a programmer was lost",
  needed: true,
};

/** Reads an epoch; left out, the first. Refuses: `malformed-count`. */
export const epochIn = (read: string | undefined): Result<number, Refusal> => {
  const epoch = Number(read ?? FIRST_EPOCH);
  const isEpoch = /^\d{1,6}$/.test(read ?? "1") && epoch >= FIRST_EPOCH;
  const wanted = `a whole number from ${FIRST_EPOCH} to ${LARGEST_EPOCH}`;
  return isEpoch
    ? accepted(epoch)
    : refused({ kind: "malformed-count", path: "epoch", read: read ?? "", accepted: wanted });
};

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
    { ...EPOCH_OPTION, needed: false },
    OUT,
  ],
  check: (request) => {
    const found = [roleIn(request), epochIn(optionOf(request, "epoch"))];
    return [...nameRefusals(request), ...found.flatMap((each) => (each.ok ? [] : each.refusals))];
  },
  run: async (request, io) => {
    const clinic = await clinicIn(io, optionOf(request, "clinic") ?? "");
    const [role, epoch] = [roleIn(request), epochIn(optionOf(request, "epoch"))];
    if (!clinic.ok) return refusedOutcome(clinic.refusals);
    if (!role.ok) return refusedOutcome(role.refusals);
    if (!epoch.ok) return refusedOutcome(epoch.refusals);
    const device = drawn(optionOf(request, "name") ?? "");
    const signing = nodeCrypto.signer(nodeRandom(SECRET_LENGTH));
    const certificate = certificateOf(
      clinic.value,
      { name: device.name, role: role.value, epoch: epoch.value },
      { own: device.own, signing },
    );
    return keep(request, io, { ...device, role: role.value, person: { signing, certificate } });
  },
};

/** A device with a certificate of an epoch, on the keys that it has. */
const renewed = (device: Device, clinic: KeyPair, epoch: number): Device | null => {
  const { name, own, role, person } = device;
  if (person === null || role === "patient") return null;
  const certificate = certificateOf(clinic, { name, role, epoch }, { own, ...person });
  return { ...device, person: { ...person, certificate } };
};

/** `program certify`. */
export const certifyAgain: CommandModule = {
  name: "certify",
  summary: "Has the clinic certify a programmer's keys again, for the next epoch",
  example: "program certify --clinic demo/state/authority.json --me doctor.json --epoch 2",
  operands: [],
  options: [
    { name: "clinic", value: "FILE", about: "the authorities of the implants", needed: true },
    { name: "me", value: "FILE", about: "the device's own file", needed: true },
    EPOCH_OPTION,
  ],
  details:
    "The device keeps its keys and its pumps. A device that was lost is not certified again.",
  check: (request) => {
    const epoch = epochIn(optionOf(request, "epoch"));
    return epoch.ok ? [] : epoch.refusals;
  },
  run: async (request, io) => {
    const path = optionOf(request, "me") ?? "";
    const clinic = await clinicIn(io, optionOf(request, "clinic") ?? "");
    const [device, epoch] = [
      await readDevice(io, path, CERTIFIED),
      epochIn(optionOf(request, "epoch")),
    ];
    if (!clinic.ok) return refusedOutcome(clinic.refusals);
    if (!device.ok) return refusedOutcome(device.refusals);
    if (!epoch.ok) return refusedOutcome(epoch.refusals);
    const again = renewed(device.value, clinic.value, epoch.value);
    if (again === null) return refusedOutcome([{ kind: "not-a-device", path }]);
    const kept = await keepDevice(io, path, again);
    if (!kept.ok) return refusedOutcome(kept.refusals);
    const { name } = again;
    const line = `${name} is certified for epoch ${epoch.value}: ${path}\n`;
    return done({ name, epoch: epoch.value, written: path }, line);
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
