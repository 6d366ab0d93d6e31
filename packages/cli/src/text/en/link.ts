// SPDX-License-Identifier: Apache-2.0
/** Why the link does not pass on what it is asked: a few words for every kind. */
import type { Flaw, LinkRefusal } from "@cisterna/link";
import { durationOf, milliseconds } from "@cisterna/quantity";
import { prose, timeText } from "./word.ts";

const time = (span: unknown): string => timeText(durationOf(milliseconds(Number(span))));

type Said = Readonly<Record<string, unknown>>;

/** One phrase for every kind of refusal of the link. */
export const LINK_PHRASES: Readonly<Record<LinkRefusal["kind"], (said: Said) => string>> = {
  "role-may-not": ({ role, asked }) => `a ${role} may not ask for ${asked}`,
  "not-in-control": () => "another programmer holds control; this one may read",
  "needs-near-field": () => "it needs the coil on the skin",
  "needs-signature": () => "it has to be proposed, read back and signed",
  "not-lowering": () => "an emergency may only give less than what runs",
  expired: ({ validFor }) => `it came later than ${time(validFor)} after it was decided`,
  "from-the-future": () => "it was decided at a time that the pump has not come to",
  "other-version": ({ expected, running }) =>
    `version ${expected} was believed to run, and version ${running} does`,
  "software-too-old": ({ found, least }) => `this software (${found}) is older than ${least}`,
  "no-proposal": () => "nothing waits for a signature: what ran before runs on",
  "other-hash": () => "the signature is for something else than what was read back",
  "other-challenge": () => "the signature is for an earlier read-back",
  "bad-signature": () => "the signature does not hold",
  "stale-epoch": ({ found, least }) => `epoch ${found} is over; it is ${least}`,
  "unknown-peer": () => "the pump knows no such device",
  "too-many-peers": ({ most }) => `the pump knows ${most} already`,
  "no-such-reading": () => "the reading is no longer kept",
  "too-long": ({ most }) => `it is longer than ${most} bytes`,
  "not-understood": () => "the pump did not understand it",
  "no-wares": () => "what it runs on cannot be read: it takes no update",
  "not-vouched": ({ ware, version }) =>
    `the maker that the pump trusts did not sign ${ware} version ${version} so`,
  "other-model": ({ found, model }) => `it is for ${found}; the pump is a ${model}`,
  "not-newer": ({ ware, found, running }) =>
    `${ware} version ${found} is not newer than version ${running}, which runs`,
  "other-content": () => "the bytes are not those that were signed",
  "no-such-image": () => "no such image was offered, or it was dropped",
  incomplete: ({ found, size }) => `${found} of its ${size} bytes have come`,
};

type Flawed<Kind extends Flaw["kind"]> = Extract<Flaw, { readonly kind: Kind }>;

const FLAWS: { readonly [Kind in Flaw["kind"]]: (flaw: Flawed<Kind>) => string } = {
  unreadable: ({ at, what }) => `its content is not of its kind (${what} at byte ${at})`,
  "other-protocol": ({ found, spoken }) =>
    `it speaks version ${found} of the protocol, the pump version ${spoken}`,
  "nothing-to-test": () => "it names no known answer to be tested by",
  "wrong-answer": ({ rate, over, due, found }) =>
    prose`at ${rate} pulses a day ${due} pulses are due in ${time(over)}, and the pump gives
      ${found}`,
  "out-of-order": ({ drug }) => `${drug} stands twice in its list, or out of its place`,
  "drug-missing": ({ drug }) => `it does not know ${drug}, which is in the reservoir`,
  "other-constant": ({ constant }) => `the pump was made with another ${constant}`,
  broke: () => "its test broke",
  "power-failed": () => "power failed before its test was over",
};

/** Why an image was not kept. */
export const flawText = (flaw: Flaw): string => (FLAWS[flaw.kind] as (of: Flaw) => string)(flaw);
