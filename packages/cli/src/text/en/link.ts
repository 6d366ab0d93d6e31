// SPDX-License-Identifier: Apache-2.0
/** Why the link does not pass on what it is asked: a few words for every kind. */
import type { LinkRefusal } from "@cisterna/link";
import { durationOf, milliseconds } from "@cisterna/quantity";
import { timeText } from "./word.ts";

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
};
