// SPDX-License-Identifier: Apache-2.0
/**
 * The handshake: a pattern walked message by message, as values. A message goes in or comes out,
 * the handshake after it is returned; when the last message is through, `keysOf` gives the ciphers.
 * Held to public test vectors and to an implementation in another language.
 */
import { assert } from "@cisterna/quantity";
import { type Bytes, EMPTY, joined, labelled } from "../bytes.ts";
import type { Crypto, KeyPair } from "../crypto.ts";
import type { Cipher } from "./cipher.ts";
import { isSecretKeyed, type Pattern, protocolName, type Token } from "./pattern.ts";
import {
  hidden,
  mixHash,
  mixKey,
  mixSecret,
  namedState,
  type Symmetric,
  shown,
  split,
} from "./symmetric.ts";

/** A handshake between two messages. */
export type Handshake = {
  readonly pattern: Pattern;
  readonly initiator: boolean;
  /** How many messages are through. */
  readonly step: number;
  readonly symmetric: Symmetric;
  readonly own: KeyPair;
  readonly ephemeral: KeyPair | null;
  readonly remote: Bytes | null;
  readonly remoteEphemeral: Bytes | null;
  readonly secret: Bytes | null;
};

/** What a side brings to a handshake. `remote` where the pattern says that it is known. */
export type Beginning = {
  readonly pattern: Pattern;
  readonly initiator: boolean;
  /** What both sides must mean alike, or nothing opens. */
  readonly prologue: Bytes;
  readonly own: KeyPair;
  readonly remote: Bytes | null;
  readonly secret: Bytes | null;
};

/** The ciphers of a finished handshake, and the hash that names this one talk. */
export type Keys = { readonly send: Cipher; readonly receive: Cipher; readonly hash: Bytes };

const KEY_LENGTH = 32;
const TAG_LENGTH = 16;

/** A handshake before its first message. */
export const beginning = (crypto: Crypto, from: Beginning): Handshake => {
  const { pattern, initiator, prologue, own, remote, secret } = from;
  const sides = initiator
    ? { initiator: own.key, responder: remote }
    : { initiator: remote, responder: own.key };
  const before = (["initiator", "responder"] as const).flatMap((side) =>
    pattern.known[side] ? [sides[side]] : [],
  );
  let symmetric = namedState(crypto, labelled(protocolName(pattern)));
  for (const data of [prologue, ...before]) {
    assert(data !== null, "a known key is given", { pattern: pattern.name });
    symmetric = mixHash(crypto, symmetric, data);
  }
  return {
    ...{ pattern, initiator, step: 0, symmetric, own, secret },
    ...{ ephemeral: null, remote, remoteEphemeral: null },
  };
};

/** Whether every message is through. */
export const isFinished = ({ pattern, step }: Handshake): boolean =>
  step === pattern.messages.length;

type Agreement = Extract<Token, "ee" | "es" | "se" | "ss">;

/** Own and remote key of an agreement: the first letter is the initiator's, the second not. */
const sidesOf = (
  shake: Handshake,
  token: Agreement,
): { readonly own: KeyPair | null; readonly other: Bytes | null } => {
  const [first, second] = token;
  const [mine, theirs] = shake.initiator ? [first, second] : [second, first];
  return {
    own: mine === "e" ? shake.ephemeral : shake.own,
    other: theirs === "e" ? shake.remoteEphemeral : shake.remote,
  };
};

const agreed = (crypto: Crypto, shake: Handshake, token: Agreement): Handshake | null => {
  const { own, other } = sidesOf(shake, token);
  assert(own !== null && other !== null, "an agreement follows its keys", { token });
  const material = crypto.agree(own, other);
  return material === null
    ? null
    : { ...shake, symmetric: mixKey(crypto, shake.symmetric, material) };
};

const mixedSecret = (crypto: Crypto, shake: Handshake): Handshake => {
  assert(shake.secret !== null, "the pattern has a secret", { pattern: shake.pattern.name });
  return { ...shake, symmetric: mixSecret(crypto, shake.symmetric, shake.secret) };
};

/** An ephemeral key was said; with a pre-agreed secret it is mixed as a key, too. */
const saidEphemeral = (crypto: Crypto, shake: Handshake, key: Bytes): Handshake => {
  const said = mixHash(crypto, shake.symmetric, key);
  return { ...shake, symmetric: isSecretKeyed(shake.pattern) ? mixKey(crypto, said, key) : said };
};

type Written = { readonly shake: Handshake; readonly sent: Bytes };

const writeToken = (
  crypto: Crypto,
  { shake, sent }: Written,
  { token, ephemeral }: { readonly token: Token; readonly ephemeral: KeyPair },
): Written | null => {
  switch (token) {
    case "e":
      return {
        shake: { ...saidEphemeral(crypto, shake, ephemeral.key), ephemeral },
        sent: joined(sent, ephemeral.key),
      };
    case "s": {
      const { state, sent: key } = hidden(crypto, shake.symmetric, shake.own.key);
      return { shake: { ...shake, symmetric: state }, sent: joined(sent, key) };
    }
    case "psk":
      return { shake: mixedSecret(crypto, shake), sent };
    case "ee":
    case "es":
    case "se":
    case "ss": {
      const after = agreed(crypto, shake, token);
      return after === null ? null : { shake: after, sent };
    }
  }
};

/**
 * The next message with its payload; null if the other side's key is weak.
 * Breaks if: it is not this side's turn.
 */
export const written = (
  crypto: Crypto,
  shake: Handshake,
  { payload, ephemeral }: { readonly payload: Bytes; readonly ephemeral: KeyPair },
): { readonly shake: Handshake; readonly message: Bytes } | null => {
  assert(shake.initiator === (shake.step % 2 === 0), "sides alternate", { step: shake.step });
  let at: Written = { shake, sent: EMPTY };
  for (const token of shake.pattern.messages[shake.step] ?? []) {
    const next = writeToken(crypto, at, { token, ephemeral });
    if (next === null) return null;
    at = next;
  }
  const { state, sent } = hidden(crypto, at.shake.symmetric, payload);
  const after = { ...at.shake, symmetric: state, step: shake.step + 1 };
  return { shake: after, message: joined(at.sent, sent) };
};

type Heard = { readonly shake: Handshake; readonly rest: Bytes };

const readStatic = (crypto: Crypto, { shake, rest }: Heard): Heard | null => {
  const length = KEY_LENGTH + (shake.symmetric.cipher === null ? 0 : TAG_LENGTH);
  if (rest.length < length) return null;
  const found = shown(crypto, shake.symmetric, rest.subarray(0, length));
  if (found === null) return null;
  const after = { ...shake, symmetric: found.state, remote: found.text };
  return { shake: after, rest: rest.subarray(length) };
};

const readToken = (crypto: Crypto, heard: Heard, token: Token): Heard | null => {
  const { shake, rest } = heard;
  switch (token) {
    case "e": {
      if (rest.length < KEY_LENGTH) return null;
      const key = rest.slice(0, KEY_LENGTH);
      const after = { ...saidEphemeral(crypto, shake, key), remoteEphemeral: key };
      return { shake: after, rest: rest.subarray(KEY_LENGTH) };
    }
    case "s":
      return readStatic(crypto, heard);
    case "psk":
      return { shake: mixedSecret(crypto, shake), rest };
    case "ee":
    case "es":
    case "se":
    case "ss": {
      const after = agreed(crypto, shake, token);
      return after === null ? null : { shake: after, rest };
    }
  }
};

/**
 * What a message says, and the handshake after it; null if it is not the next message of this very
 * handshake: cut, changed, replayed, from another talk, or with a weak key.
 */
export const heard = (
  crypto: Crypto,
  shake: Handshake,
  message: Bytes,
): { readonly shake: Handshake; readonly payload: Bytes } | null => {
  if (isFinished(shake) || shake.initiator === (shake.step % 2 === 0)) return null;
  let at: Heard = { shake, rest: message };
  for (const token of shake.pattern.messages[shake.step] ?? []) {
    const next = readToken(crypto, at, token);
    if (next === null) return null;
    at = next;
  }
  const found = shown(crypto, at.shake.symmetric, at.rest);
  if (found === null) return null;
  const after = { ...at.shake, symmetric: found.state, step: shake.step + 1 };
  return { shake: after, payload: found.text };
};

/** The ciphers of both directions. Breaks if: the handshake is not finished. */
export const keysOf = (crypto: Crypto, shake: Handshake): Keys => {
  assert(isFinished(shake), "keys follow the last message", { step: shake.step });
  const [first, second] = split(crypto, shake.symmetric);
  const { hash } = shake.symmetric;
  return shake.initiator
    ? { send: first, receive: second, hash }
    : { send: second, receive: first, hash };
};
