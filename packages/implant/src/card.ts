// SPDX-License-Identifier: Apache-2.0
/**
 * Cards and keys: what is made once for a folder of implants. The maker's and the clinic's keys
 * stand for pumps and programmers; every pump has an implant card with the secret of its first
 * pairing, and an emergency card. Drawn on this machine; nothing of it is in the repository.
 */
import { nodeCrypto } from "@cisterna/crypto";
import { type Bytes, certify, type KeyPair, type Random, type Vault } from "@cisterna/link";

const SECRET_LENGTH = 32;

/** The folder's two authorities. */
export type Authorities = { readonly maker: KeyPair; readonly clinic: KeyPair };

/** What stands on the card that a patient carries, besides words. */
export type Card = {
  readonly pump: string;
  /** Secret of the first pairing. */
  readonly secret: Bytes;
  /** Secret of the emergency card. */
  readonly emergency: Bytes;
  /** The maker's public key, which the pump's certificate is checked with. */
  readonly maker: Bytes;
};

const hex = (bytes: Bytes): string => Buffer.from(bytes).toString("hex");
const bare = (text: string): Bytes => Uint8Array.from(Buffer.from(text, "hex"));

/** A new pair of authorities. */
export const drawAuthorities = (random: Random): Authorities => ({
  maker: nodeCrypto.signer(random(SECRET_LENGTH)),
  clinic: nodeCrypto.signer(random(SECRET_LENGTH)),
});

/** The authorities as a text: two secrets. */
export const authoritiesText = ({ maker, clinic }: Authorities): string =>
  `${JSON.stringify({ maker: hex(maker.secret), clinic: hex(clinic.secret) }, null, 2)}\n`;

/** The authorities in a text. */
export const authoritiesIn = (text: string): Authorities => {
  const { maker, clinic } = JSON.parse(text) as { maker: string; clinic: string };
  return { maker: nodeCrypto.signer(bare(maker)), clinic: nodeCrypto.signer(bare(clinic)) };
};

/** A new card of a pump. */
export const drawCard = (pump: string, maker: Bytes, random: Random): Card => ({
  ...{ pump, maker, secret: random(SECRET_LENGTH), emergency: random(SECRET_LENGTH) },
});

/** A card as a text. */
export const cardText = ({ pump, secret, emergency, maker }: Card): string => {
  const card = { pump, secret: hex(secret), emergency: hex(emergency), maker: hex(maker) };
  return `${JSON.stringify(card, null, 2)}\n`;
};

/** The card in a text. */
export const cardIn = (text: string): Card => {
  const card = JSON.parse(text) as Record<keyof Card, string>;
  const { pump, secret, emergency, maker } = card;
  return { pump, secret: bare(secret), emergency: bare(emergency), maker: bare(maker) };
};

/** Programmers with older software than this may read and stop, not program. */
const LEAST_SOFTWARE = 1;

/** The vault of a new pump: its own keys, the maker's word for them, the clinic's public key. */
export const drawVault = (
  { pump, emergency }: Card,
  { maker, clinic }: { readonly maker: KeyPair; readonly clinic: Bytes },
  random: Random,
): Vault => {
  const own = nodeCrypto.pair(random(SECRET_LENGTH));
  const signing = nodeCrypto.signer(random(SECRET_LENGTH));
  const claim = { role: "pump", name: pump, key: own.key, signing: signing.key, epoch: 0 } as const;
  return {
    ...{ pump, own, signing, clinic, epoch: 1, software: LEAST_SOFTWARE },
    certificate: certify(nodeCrypto, maker, claim),
    emergency: { secret: emergency, counter: -1 },
    peers: [],
  };
};
