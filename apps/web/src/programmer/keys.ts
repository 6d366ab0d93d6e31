// SPDX-License-Identifier: Apache-2.0
/**
 * Keys of a person's programmer in this browser. The key that signs commits is made by the browser
 * itself and cannot be taken out of it, where the browser has Ed25519; elsewhere, and for the key
 * of the handshake, whose arithmetic the link does itself and at once, the secret lies in the
 * browser's storage, sealed with a key that cannot be taken out. The server sees public halves.
 */
import { nobleCrypto } from "@cisterna/crypto";
import type { Bytes, Certificate, KeyPair, Known } from "@cisterna/link";

/** A pump that this programmer has paired with. */
export type Peer = {
  readonly known: Known;
  /** The key that the pump signs with. */
  readonly signing: Bytes;
  /** The maker's public key, for others who are invited. */
  readonly maker: Bytes;
  /** Above every hello that was ever sent to it. */
  readonly counter: number;
};

type Sealed = { readonly nonce: Uint8Array<ArrayBuffer>; readonly text: ArrayBuffer };

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

/** Unpredictable bytes of the browser. */
export const webRandom = (count: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(count));

const STORE = "programmers";

const request = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const openStore = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
  const asked = indexedDB.open("cisterna-programmer", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
  const database = await request(asked);
  return database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
};

const finished = (store: IDBObjectStore): Promise<void> =>
  new Promise((resolve, reject) => {
    store.transaction.oncomplete = () => resolve();
    store.transaction.onabort = () => reject(store.transaction.error);
  });

const keptOf = async (id: string): Promise<Kept | undefined> =>
  (await request((await openStore("readonly")).get(id))) as Kept | undefined;

const keep = async (kept: Kept): Promise<void> => {
  const store = await openStore("readwrite");
  store.put(kept);
  await finished(store);
};

const seal = async (wrap: CryptoKey, secret: Uint8Array<ArrayBuffer>): Promise<Sealed> => {
  const nonce = webRandom(12);
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, wrap, secret);
  return { nonce, text };
};

const unseal = async (wrap: CryptoKey, { nonce, text }: Sealed): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, wrap, text));

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
  const kept = await keptOf(id);
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
  const aes = { name: "AES-GCM", length: 256 };
  const wrap = await crypto.subtle.generateKey(aes, false, ["encrypt", "decrypt"]);
  const secret = webRandom(32);
  const { signing, key } = await madeSigner(wrap);
  const certificate = await certified({ key: nobleCrypto.pair(secret).key, signing: key });
  const own = await seal(wrap, secret);
  const kept: Kept = { id, wrap, own, signing, certificate, peers: [] };
  await keep(kept);
  return deviceOf(kept);
};

/** Keeps what a programmer knows of a pump, before anything else happens. */
export const keepPeer = async (id: string, peer: Peer): Promise<void> => {
  const kept = await keptOf(id);
  if (kept === undefined) return;
  const others = kept.peers.filter(({ known }) => known.pump !== peer.known.pump);
  await keep({ ...kept, peers: [...others, peer] });
};
