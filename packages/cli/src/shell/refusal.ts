// SPDX-License-Identifier: Apache-2.0
/**
 * Refusals at the outermost ring: from kind and data to a sentence and an exit status. One row for
 * each kind that the shell and `calc` can refuse with; a test sees that every kind has its row.
 */
import type { Refusal as PumpRefusal } from "@cisterna/pump";
import { LINK_PHRASES } from "../text/en/link.ts";
import { pumpReason } from "../text/en/pump.ts";
import type { Outcome, Refusal } from "./command.ts";

/** What a refusal of one kind means for the exit status, and how it reads. */
type Row = { readonly status: 1 | 2; readonly sentence: (refusal: Refusal) => string };

const unreadable = (sentence: Row["sentence"]): Row => ({ status: 2, sentence });
const notAllowed = (sentence: Row["sentence"]): Row => ({ status: 1, sentence });

/** A value of a refusal's data as a person reads it. */
const shown = (value: unknown): string =>
  typeof value === "object" && value !== null && "value" in value && "unit" in value
    ? `${String(value.value)} ${String(value.unit)}`
    : String(value);

const against =
  (what: string) =>
  ({ asked, limit }: Refusal): string =>
    `${what}: asked ${shown(asked)}, limit ${shown(limit)}`;

const ROWS: Readonly<Record<string, Row>> = {
  "missing-command": unreadable(() => "a command is missing"),
  "unknown-command": unreadable(() => "there is no such command"),
  "unknown-option": unreadable(() => "there is no such option"),
  "missing-option": unreadable(() => "is missing"),
  "missing-value": unreadable(() => "its value is missing"),
  "repeated-option": unreadable(() => "stands more than once"),
  "conflicting-options": unreadable(() => "does not go with the others"),
  "missing-operand": unreadable(() => "is missing"),
  "unexpected-operand": unreadable(() => "a word too many"),
  "file-not-found": unreadable(() => "there is no such file"),
  "file-unreadable": unreadable(({ because }) => `cannot be read (${shown(because)})`),
  "file-not-text": unreadable(() => "is not UTF-8 text"),
  "file-too-large": unreadable(({ limit }) => `is larger than ${shown(limit)}`),
  "file-not-writable": unreadable(({ because }) => `cannot be written (${shown(because)})`),
  "folder-missing": unreadable(({ because }) => `is no folder that can be read (${because})`),
  "folder-unwritable": unreadable(({ because }) => `cannot be written (${shown(because)})`),
  "folder-in-use": notAllowed(() => "is in use by another process already"),
  "no-implants": unreadable(() => "describes no implant"),
  "implant-unreadable": unreadable(({ because }) => `does not describe one (${shown(because)})`),
  "implant-twice": unreadable(() => "has a name that another implant has"),
  "keys-damaged": notAllowed(() => "holds no keys that can be read; nothing was replaced"),
  "store-unreadable": unreadable(({ because }) => `cannot be opened (${shown(because)})`),
  "port-taken": notAllowed(() => "is taken, or may not be listened on"),
  "not-loopback": notAllowed(() => "is not this machine alone"),
  "malformed-speed": unreadable(() => "is not a speed"),
  "malformed-address": unreadable(() => "is not an address of this machine"),
  "pump-unreachable": notAllowed(() => "nobody answers there"),
  "unknown-implant": notAllowed(() => "no such implant lives there"),
  "not-done": notAllowed(({ because }) => `was not done (${shown(because)})`),
  "not-a-device": unreadable(() => "is no device's file"),
  "other-role": notAllowed(() => "is the device of another role"),
  "not-paired": notAllowed(() => "this device has not paired with it"),
  "not-a-card": unreadable(() => "is no implant card"),
  "other-card": notAllowed(() => "is the card of another pump"),
  "not-a-part": notAllowed(() => "is not between nothing and all of it"),
  "no-program": notAllowed(() => "runs no program that could be lowered"),
  "not-an-image": unreadable(() => "is no image of a ware"),
  "rolled-back": notAllowed(
    ({ because }) => `did not keep it, and runs on what it had: ${shown(because)}`,
  ),
  "not-a-code": unreadable(() => "is no code to pair with"),
  "pairing-failed": notAllowed(
    () => "did not let this device pair: the invitation is used up, over, or for another role",
  ),
  "unknown-outcome": notAllowed(
    () => "did not answer; whether it was done is not known, ask again",
  ),
  "not-the-pump": notAllowed(() => "somebody who is not the pump answered"),
  "no-statement": notAllowed(() => "did not say how it runs on; not known, ask again"),
  "not-confirmed": notAllowed(
    ({ check }) => `has to be read and confirmed: --confirm ${shown(check)}`,
  ),
  "case-missing": notAllowed(() => "says nothing of what is prescribed"),
  "other-hash-signed": notAllowed(() => "is not the hash of what was read back; nothing changed"),
  "nobody-signs": notAllowed(() => "has no person's key to sign with"),
  "malformed-share": unreadable(() => "is not a share"),
  "malformed-scenario": unreadable(({ because }) => `is not so in a scenario (${shown(because)})`),
  "malformed-quantity": unreadable(() => "is not a quantity"),
  "malformed-number": unreadable(() => "is not a number"),
  "malformed-count": unreadable(() => "is not a whole number"),
  "malformed-instant": unreadable(() => "is not a moment"),
  "malformed-stock": unreadable(() => "is not a stock"),
  "malformed-text": unreadable(() => "is not such a text"),
  "malformed-steps": unreadable(() => "is not a list of steps"),
  "unknown-unit": notAllowed(() => "has an unknown unit"),
  "wrong-kind-of-unit": notAllowed(() => "has a unit of the wrong kind"),
  "unknown-value": notAllowed(() => "is none of the values accepted"),
  "unknown-drug": notAllowed(() => "is not in the formulary"),
  "unknown-model": notAllowed(() => "is not in the device table"),
  "constants-missing": notAllowed(({ missing }) => `lacks constants: ${shown(missing)}`),
  "no-record": unreadable(() => "holds no record of a clinic; nothing was made"),
  "implants-unfit": notAllowed(
    ({ because }) => `holds virtual implants that cannot be hosted (${shown(because)})`,
  ),
  "database-unfit": notAllowed(({ because }) => `is no database for this (${shown(because)})`),
  "database-unmigratable": notAllowed(
    ({ because }) => `is not as this version left it (${shown(because)})`,
  ),
  "database-unreachable": notAllowed(({ because }) => `cannot be reached (${shown(because)})`),
  "database-not-empty": notAllowed(() => "needs an empty database; nothing was changed"),
  "not-a-backup": notAllowed(({ line }) => `is no backup (line ${shown(line)})`),
  "backup-damaged": notAllowed(() => "is cut or was changed; nothing was restored"),
  "record-broken": notAllowed(
    ({ clinic, flaws }) => `holds a broken record of ${shown(clinic)} (${shown(flaws)} flaws)`,
  ),
  "missing-key": unreadable(() => "is missing"),
  "unknown-key": unreadable(() => "is no setting"),
  "wrong-type": unreadable(() => "is not of this kind"),
  "unknown-word": unreadable(() => "is none of the words accepted"),
  "out-of-range": notAllowed(() => "is not within its bounds"),
  "port-in-use": notAllowed(() => "is taken by another program"),
  "unknown-bench": notAllowed(() => "there is no such bench"),
  "unknown-id": notAllowed(() => "is neither a requirement nor a hazard"),
  "zero-quantity": notAllowed(() => "is zero"),
  "inverted-range": notAllowed(() => "runs from high to low"),
  "trimmed-exceeds-supplied": notAllowed(against("more is trimmed than was supplied")),
  "alarm-above-volume": notAllowed(against("the alarm level is above the volume")),
  "bolus-without-concentration": notAllowed(() => "is a mass, and no concentration is given"),
  "different-dimensions": notAllowed(() => "is not of the same kind"),
  "drug-twice": notAllowed(({ drug }) => `names ${shown(drug)} twice`),
  "stocks-too-weak": notAllowed(against("the stocks do not fit into the reservoir")),
  "step-doubled": notAllowed(() => "has two steps at the same time"),
  "steps-out-of-order": notAllowed(() => "goes back in time"),
  "flow-below-minimum": notAllowed(against("the flow is below the pump's least")),
  "flow-above-maximum": notAllowed(against("the flow is above the pump's greatest")),
  "dose-below-pulse": notAllowed(against("the dose is less than half a pulse a day")),
  "pulse-not-whole": notAllowed(() => "is not a whole number of nanolitres"),
  "beyond-counting": notAllowed(({ limit }) => `is more than a pump can count (${shown(limit)})`),
  "beyond-calendar": notAllowed(() => "leads beyond the calendar"),
  "lead-beyond-alarm": notAllowed(against("the lead is longer than the time to the alarm")),
  "stock-without-drug": notAllowed(({ drug }) => `${shown(drug)} has no drug in its stock`),
  "no-dose": notAllowed(({ drug }) => `${shown(drug)} has no dose`),
  "filled-above-reservoir": notAllowed(against("more was filled than the reservoir holds")),
  "keys-differ": notAllowed(() => "holds two halves of different keys"),
  "concentration-too-fine": notAllowed(
    ({ drug }) => `the concentration of ${shown(drug)} is no whole number of ng/mL`,
  ),
  "beyond-qr": notAllowed(against("the passport does not fit into one QR code, in characters")),
  "not-a-passport": notAllowed(() => "is no passport of this kind"),
  "cut-or-damaged": notAllowed(() => "is cut or damaged"),
  "issuer-unknown": notAllowed(({ keyId }) => `is signed by a key that is not trusted (${keyId})`),
  "signature-wrong": notAllowed(() => "is NOT genuine: its signature is wrong"),
  "passport-revoked": notAllowed(() => "was revoked by its clinic"),
  "unknown-version": notAllowed(({ version }) => `is of a version not known here (${version})`),
  "field-missing": notAllowed(({ field }) => `lacks ${shown(field)}`),
  "field-unknown": notAllowed(({ key }) => `has a field not known here (${shown(key)})`),
  "field-wrong": notAllowed(({ field }) => `${shown(field)} is not as it should be`),
  "aspirated-above-reservoir": notAllowed(against("more came out than the reservoir holds")),
};

/** Every kind of refusal that has a sentence here. */
export const REFUSAL_KINDS: readonly string[] = Object.keys(ROWS);

/** What a pump or its link says is worded by their own tables. */
const ofPump = ({ by, kind, ...said }: Refusal): string | undefined => {
  if (by === "link") return LINK_PHRASES[kind as keyof typeof LINK_PHRASES]?.(said);
  return by === "pump" ? pumpReason({ kind, ...said } as unknown as PumpRefusal) : undefined;
};

/** One refusal as a line: the place, what is wrong, what was read, what is accepted. */
export const sentenceOf = (refusal: Refusal): string => {
  const sentence =
    ofPump(refusal) ?? ROWS[refusal.kind]?.sentence(refusal) ?? refusal.kind.replaceAll("-", " ");
  const parts = [
    `${refusal.path}: ${sentence}`,
    ...(refusal.read === undefined ? [] : [`read "${refusal.read}"`]),
    ...(refusal.near === undefined ? [] : [`nearest is "${refusal.near}"`]),
    ...(refusal.accepted === undefined ? [] : [`accepted: ${refusal.accepted}`]),
  ];
  return parts.join("; ");
};

/** Exit status of a list of refusals: 2 as soon as one of them could not be read. */
const statusOf = (refusals: readonly Refusal[]): 1 | 2 =>
  refusals.some((each) => ROWS[each.kind]?.status === 2) ? 2 : 1;

/** The outcome of a refused call, all refusals at once. */
export const refusedOutcome = (refusals: readonly Refusal[]): Outcome => ({
  status: statusOf(refusals),
  json: { refusals },
  text: `${["Refused:", ...refusals.map((each) => `  ${sentenceOf(each)}`)].join("\n")}\n`,
});
