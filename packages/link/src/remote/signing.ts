// SPDX-License-Identifier: Apache-2.0
/**
 * Signing: a person's key and the pump meet over the read-back. The signer takes nothing from the
 * programmer's word: it hashes the pump's own bytes, checks the pump's signature, and shows these
 * bytes; a programmer that shows something else cannot have it signed.
 */
import { type Bytes, sameBytes } from "../bytes.ts";
import { decoded } from "../codec/shape.ts";
import type { Crypto, KeyPair } from "../crypto.ts";
import { commitText } from "../head/guards.ts";
import { proposalText, readbackText, receiptText } from "../head/programming.ts";
import { TOLD, type Told } from "../wire/command.ts";
import type { Reply } from "../wire/message.ts";

/** The pump that a signature is meant for. */
export type Addressee = { readonly pump: string; readonly signing: Bytes };

type Readback = Extract<Reply, { kind: "readback" }>;

/**
 * What a read-back says, in the pump's own words; null unless the pump signed these very bytes, for
 * this version.
 */
export const readBack = (
  crypto: Crypto,
  { pump, signing }: Addressee,
  { readback, expects }: { readonly readback: Readback; readonly expects: number },
): Told | null => {
  const hash = crypto.hash(proposalText(pump, expects, readback.canonical));
  if (!sameBytes(hash, readback.hash)) return null;
  const text = readbackText(hash, readback.challenge);
  if (!crypto.verify(signing, text, readback.signature)) return null;
  const told = decoded(TOLD, readback.canonical);
  return told.kind === "malformed" ? null : told;
};

/** A person's signature under what was read back. */
export const signed = (
  crypto: Crypto,
  person: KeyPair,
  { pump, readback }: { readonly pump: string; readonly readback: Readback },
): Bytes => crypto.sign(person, commitText(pump, readback));

/** Whether a receipt is the pump's own word that this was done. */
export const isReceipt = (
  crypto: Crypto,
  { signing }: Addressee,
  receipt: Extract<Reply, { kind: "receipt" }>,
): boolean => {
  const text = receiptText(receipt.hash, receipt.version, receipt.at);
  return crypto.verify(signing, text, receipt.signature);
};
