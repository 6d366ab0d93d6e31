// SPDX-License-Identifier: Apache-2.0
/**
 * Certificates: a key with what it may be used for, signed by the clinic (people's programmers) or
 * by the maker (pumps). There is no trusted clock in a pump, so a certificate does not end at a
 * date: it ends when the pump learns of a later epoch.
 */

import { assert } from "@cisterna/quantity";
import { type Bytes, joined, labelled, sameBytes } from "./bytes.ts";
import {
  choice,
  decoded,
  encoded,
  octets,
  record,
  type Shape,
  text,
  whole,
} from "./codec/shape.ts";
import type { Crypto, KeyPair } from "./crypto.ts";
import { ROLES, type Role } from "./role.ts";

/** What is certified: whose keys these are, in which role, and since which epoch. */
export type Claim = {
  readonly role: Role | "pump";
  readonly name: string;
  /** X25519: proves itself in the handshake. */
  readonly key: Bytes;
  /** Ed25519: signs commits and receipts. */
  readonly signing: Bytes;
  readonly epoch: number;
};

/** A claim and the signature of who stands for it. */
export type Certificate = { readonly claim: Claim; readonly signature: Bytes };

const CLAIM: Shape<Claim> = record<Claim>({
  role: choice<Claim["role"]>({ ...ROLES, pump: 4 }),
  name: text(64),
  key: octets(32),
  signing: octets(32),
  epoch: whole(),
});

/** A certificate on the wire. */
export const CERTIFICATE: Shape<Certificate> = record<Certificate>({
  claim: CLAIM,
  signature: octets(64),
});

/** What is signed for a purpose: the label keeps a signature from serving another purpose. */
export const purpose = (label: string, ...parts: readonly Bytes[]): Bytes =>
  joined(labelled(`cisterna ${label}\n`), ...parts);

const claimed = (claim: Claim): Bytes => {
  const bytes = encoded(CLAIM, claim);
  assert(bytes !== null, "a claim fits its shape", { name: claim.name });
  return purpose("certificate", bytes);
};

/** A claim signed by an authority. */
export const certify = (crypto: Crypto, authority: KeyPair, claim: Claim): Certificate => ({
  claim,
  signature: crypto.sign(authority, claimed(claim)),
});

/** Whether an authority stands for this claim, and the key is the one that the handshake proved. */
export const isCertified = (
  crypto: Crypto,
  { authority, proven }: { readonly authority: Bytes; readonly proven: Bytes },
  { claim, signature }: Certificate,
): boolean => sameBytes(claim.key, proven) && crypto.verify(authority, claimed(claim), signature);

/** What an authority signs to end every certificate of an earlier epoch. */
export const epochText = (epoch: number): Bytes => purpose("epoch", labelled(String(epoch)));

/** What a programmer says of itself in a handshake: its certificate and how new its software is. */
export type Introduction = { readonly certificate: Certificate; readonly software: number };

/** An introduction on the wire. */
export const INTRODUCTION: Shape<Introduction> = record<Introduction>({
  certificate: CERTIFICATE,
  software: whole(),
});

/** The introduction that bytes hold; null if they hold none. */
export const introductionIn = (bytes: Bytes): Introduction | null => {
  const found = decoded(INTRODUCTION, bytes);
  return "kind" in found ? null : found;
};
