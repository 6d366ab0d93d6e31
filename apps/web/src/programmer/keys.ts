// SPDX-License-Identifier: Apache-2.0
/**
 * Keys of a person's programmer in this browser. The key that signs commits is made by the browser
 * itself and cannot be taken out of it, where the browser has Ed25519; elsewhere, and for the key
 * of the handshake, whose arithmetic the link does itself and at once, the secret lies in the
 * browser's storage, sealed with a key that cannot be taken out. The server sees public halves.
 */
import { nobleCrypto } from "@cisterna/crypto";
import type { Bytes, Certificate, KeyPair } from "@cisterna/link";
import type { Peer } from "../air/call.ts";
import { drawWrap, type Sealed, seal, shelfOf, unseal, webRandom } from "../air/seal.ts";

/** A programmer as it is kept. */
type Kept = {
  readonly id: string;
  readonly wrap: CryptoKey;
  readonly own: Sealed;
  readonly signing:
    | { readonly kind: "held"; readonly key: CryptoKey }
    | { readonly kind: "sealed"; readonly secret: Sealed };
  readonly certificate: Certificate;
  readonly peers: readonly Peer[];
};

/** A programmer that is ready to be used. */
export type Device = {
  readonly id: string;
  readonly own: KeyPair;
  readonly certificate: Certificate;
  /** Signs as the person. */
  readonly sign: (text: Bytes) => Promise<Bytes>;
  /** Whether the signing key can not be taken out of this browser. */
  readonly held: boolean;
  readonly peers: readonly Peer[];
};

const STORE = shelfOf<Kept>("cisterna-programmer", "programmers");

const signerOf = async ({ wrap, signing }: Kept): Promise<Device["sign"]> => {
  if (signing.kind === "held") {
    return async (text) =>
      new Uint8Array(await crypto.subtle.sign("Ed25519", signing.key, Uint8Array.from(text)));
  }
  const pair = nobleCrypto.signer(await unseal(wrap, signing.secret));
  return async (text) => nobleCrypto.sign(pair, text);
};

const deviceOf = async (kept: Kept): Promise<Device> => ({
  id: kept.id,
  own: nobleCrypto.pair(await unseal(kept.wrap, kept.own)),
  certificate: kept.certificate,
  sign: await signerOf(kept),
  held: kept.signing.kind === "held",
  peers: kept.peers,
});

/** The programmer of a person at a clinic in this browser; null: there is none yet. */
export const readDevice = async (id: string): Promise<Device | null> => {
  const kept = await STORE.read(id);
  return kept === undefined ? null : deviceOf(kept);
};

type Made = { readonly signing: Kept["signing"]; readonly key: Bytes };

/** The signing key, held by the browser if it can. */
const madeSigner = async (wrap: CryptoKey): Promise<Made> => {
  try {
    const made = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    const pair = made as CryptoKeyPair;
    const key = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    return { signing: { kind: "held", key: pair.privateKey }, key };
  } catch {
    const secret = webRandom(32);
    const { key } = nobleCrypto.signer(secret);
    return { signing: { kind: "sealed", secret: await seal(wrap, secret) }, key };
  }
};

/** Public halves, to be certified. */
export type Halves = { readonly key: Bytes; readonly signing: Bytes };

/** Draws a programmer's keys, has the public halves certified, and keeps them. */
export const drawDevice = async (
  id: string,
  certified: (halves: Halves) => Promise<Certificate>,
): Promise<Device> => {
  const wrap = await drawWrap();
  const secret = webRandom(32);
  const { signing, key } = await madeSigner(wrap);
  const certificate = await certified({ key: nobleCrypto.pair(secret).key, signing: key });
  const own = await seal(wrap, secret);
  const kept: Kept = { id, wrap, own, signing, certificate, peers: [] };
  await STORE.write(kept);
  return deviceOf(kept);
};

/** Keeps what a programmer knows of a pump, before anything else happens. */
export const keepPeer = async (id: string, peer: Peer): Promise<void> => {
  const kept = await STORE.read(id);
  if (kept === undefined) return;
  const others = kept.peers.filter(({ known }) => known.pump !== peer.known.pump);
  await STORE.write({ ...kept, peers: [...others, peer] });
};
