// SPDX-License-Identifier: Apache-2.0
/** The link's cryptography over Node's own: raw keys flow in, OpenSSL does the work. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import type { Box, Bytes, Crypto, KeyPair, Random } from "@cisterna/link";

type Curve = "x25519" | "ed25519";

/** DER of a key without the key: Node takes raw keys only so dressed (RFC 8410). */
const PRIVATE = {
  x25519: Buffer.from("302e020100300506032b656e04220420", "hex"),
  ed25519: Buffer.from("302e020100300506032b657004220420", "hex"),
} as const;
const PUBLIC = {
  x25519: Buffer.from("302a300506032b656e032100", "hex"),
  ed25519: Buffer.from("302a300506032b6570032100", "hex"),
} as const;

const KEY_LENGTH = 32;
const TAG_LENGTH = 16;

const bare = (buffer: Buffer): Bytes =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);

const privateKey = (curve: Curve, secret: Bytes): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PRIVATE[curve], secret]),
    format: "der",
    type: "pkcs8",
  });

const publicKey = (curve: Curve, key: Bytes): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC[curve], key]), format: "der", type: "spki" });

const pairOf = (curve: Curve, secret: Bytes): KeyPair => {
  const spki = createPublicKey(privateKey(curve, secret)).export({ format: "der", type: "spki" });
  return { secret, key: bare(spki.subarray(-KEY_LENGTH)) };
};

/** Node throws for keys from outside that are no keys: that is null here. */
const orNull = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

const ALGORITHM = "chacha20-poly1305";
const TAGGED = { authTagLength: TAG_LENGTH } as const;

const seal = (key: Bytes, { nonce, companion, text }: Box): Bytes => {
  const cipher = createCipheriv(ALGORITHM, key, nonce, TAGGED);
  cipher.setAAD(companion, { plaintextLength: text.length });
  return bare(Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]));
};

const open = (key: Bytes, { nonce, companion, text }: Box): Bytes | null => {
  if (text.length < TAG_LENGTH) return null;
  const decipher = createDecipheriv(ALGORITHM, key, nonce, TAGGED);
  decipher.setAAD(companion, { plaintextLength: text.length - TAG_LENGTH });
  decipher.setAuthTag(text.subarray(-TAG_LENGTH));
  const plain = decipher.update(text.subarray(0, -TAG_LENGTH));
  return orNull(() => bare(Buffer.concat([plain, decipher.final()])));
};

/** Cryptography of Node. */
export const nodeCrypto: Crypto = {
  hash: (data) => bare(createHash("sha256").update(data).digest()),
  mac: (key, data) => bare(createHmac("sha256", key).update(data).digest()),
  pair: (secret) => pairOf("x25519", secret),
  agree: (own, other) =>
    orNull(() =>
      bare(
        diffieHellman({
          privateKey: privateKey("x25519", own.secret),
          publicKey: publicKey("x25519", other),
        }),
      ),
    ),
  seal,
  open,
  signer: (secret) => pairOf("ed25519", secret),
  sign: (own, message) => bare(sign(null, message, privateKey("ed25519", own.secret))),
  verify: (key, message, signature) =>
    orNull(() => verify(null, message, publicKey("ed25519", key), signature)) ?? false,
};

/** Unpredictable bytes of the machine. */
export const nodeRandom: Random = (count) => bare(randomBytes(count));
