// SPDX-License-Identifier: Apache-2.0
/**
 * The signature: what was proposed comes back in the pump's own words, stands beside what runs, and
 * is signed by a person who has read it: by typing, or by naming the hash that was read before.
 */
import { confirm, hexOf, type Proposed, propose, type Told } from "@cisterna/link";
import type { Refusal as PumpRefusal } from "@cisterna/pump";
import type { Program } from "@cisterna/therapy";
import { besideLines } from "../text/en/bedside.ts";
import { describePumpRefusal } from "../text/en.ts";
import { type Contact, keepPeer, readAgain, type Taken, turnedDown } from "./contact.ts";
import type { Prescribed } from "./prescription.ts";
import { ofPump, outcomeRefusals, unheardRefusals } from "./refusal.ts";
import type { Given } from "./step.ts";

/** How much of a hash has to be named. */
const NAMED = 8;

/** The options that have to do with signing. */
export const SIGN_OPTIONS = [
  {
    name: "sign",
    value: "HASH",
    about: `the first ${NAMED} or more digits of what was read back: the person's signature`,
  },
] as const;

type Order = {
  readonly told: Extract<Told, { readonly program: Program }>;
  readonly prescribed: Prescribed;
};

const programOf = (told: Told): Program | null => ("program" in told ? told.program : null);

const readBackLines = (
  { dossier }: Contact,
  proposed: Proposed,
  hash: string,
): readonly string[] => {
  const after = programOf(proposed.told);
  const words = after === null ? [] : besideLines(dossier.program, after, dossier.device.pulse);
  return ["The pump reads back, beside what runs (→ what is new)", ...words, `  Hash ${hash}`];
};

const isNamed = (hash: string, named: string | undefined): boolean =>
  named !== undefined && named.length >= NAMED && hash.startsWith(named.toLowerCase());

/** Whether the person signs: by the hash that is named, or by what is typed. */
const signs = async (contact: Contact, given: Given, hash: string): Promise<boolean> => {
  const named = given("sign");
  if (named !== undefined) return isNamed(hash, named);
  const typed = await contact.io.ask(`Type the first ${NAMED} digits of the hash to sign: `);
  return typed !== null && isNamed(hash, typed.trim());
};

const UNSIGNED = "Not signed: what ran before runs on. To have it run, call again with";

const unsigned = (given: Given, hash: string, lines: readonly string[]): Taken => {
  const named = given("sign");
  const json = { hash, signed: false };
  if (named === undefined) {
    const how = `${UNSIGNED} --sign ${hash.slice(0, NAMED)}`;
    return { refusals: [], json, lines: [...lines, how] };
  }
  return {
    refusals: [{ kind: "other-hash-signed", path: "sign", read: named, accepted: hash }],
    json,
    lines,
  };
};

const signedAs = async (
  contact: Contact,
  { proposed, prescribed }: { readonly proposed: Proposed; readonly prescribed: Prescribed },
  { hash, lines }: { readonly hash: string; readonly lines: readonly string[] },
): Promise<Taken> => {
  const { device, kit, remote, to } = contact;
  const person = device.person?.signing;
  if (person === undefined) return turnedDown([{ kind: "nobody-signs", path: "me" }], lines);
  const said = await confirm(remote, { kit, to, person }, proposed);
  if (said.kind === "outcome") return turnedDown(outcomeRefusals(said), lines);
  if (said.kind !== "switched") return turnedDown(unheardRefusals(said), lines);
  await keepPeer(contact, { case: prescribed.text });
  const again = await readAgain(contact, Number.MAX_SAFE_INTEGER);
  if (again.ok) contact.dossier = again.value;
  const { version } = said.receipt;
  const receipt = `Signed and done: version ${version} runs; the pump's receipt holds.`;
  return { refusals: [], json: { hash, signed: true, version }, lines: [...lines, receipt] };
};

/** Proposes an order, shows it in the pump's words, and has it done if the person signs. */
export const signedOrder = async (
  contact: Contact,
  { told, prescribed }: Order,
  given: Given,
): Promise<Taken> => {
  const { kit, to, remote, dossier } = contact;
  const expects = dossier.program?.version ?? 0;
  const proposed = await propose(remote, { kit, to }, { told, expects });
  if (proposed.kind !== "read-back")
    return turnedDown(unheardRefusals(proposed), prescribed.checks);
  const hash = hexOf(proposed.readback.hash);
  const lines = [...prescribed.checks, "", ...readBackLines(contact, proposed, hash), ""];
  if (proposed.refusals.length > 0) {
    const refusals = proposed.refusals as unknown as readonly PumpRefusal[];
    const against = refusals.map((each) => describePumpRefusal(each, dossier.device.pulse));
    return turnedDown(ofPump(refusals), [...lines, "The pump has against it", ...against]);
  }
  return (await signs(contact, given, hash))
    ? signedAs(contact, { proposed, prescribed }, { hash, lines })
    : unsigned(given, hash, lines);
};
