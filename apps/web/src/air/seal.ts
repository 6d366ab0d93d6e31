// SPDX-License-Identifier: Apache-2.0
/**
 * What a device keeps in this browser: secrets are sealed with AES-GCM under a key that cannot be
 * taken out of it; what is written is on the disk before the next thing happens.
 */
import type { Bytes } from "@cisterna/link";

/** A text that only the key beside it opens. */
export type Sealed = { readonly nonce: Uint8Array<ArrayBuffer>; readonly text: ArrayBuffer };

/** Unpredictable bytes of the browser. */
export const webRandom = (count: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(count));

/** A key to seal with. The browser never gives it out. */
export const drawWrap = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** Seals bytes. */
export const seal = async (wrap: CryptoKey, secret: Uint8Array<ArrayBuffer>): Promise<Sealed> => {
  const nonce = webRandom(12);
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, wrap, secret);
  return { nonce, text };
};

/** Opens what was sealed. Breaks if: it is not what this key sealed. */
export const unseal = async (wrap: CryptoKey, { nonce, text }: Sealed): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, wrap, text));

const request = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const finished = ({ transaction }: IDBObjectStore): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

/** Where devices of a kind are kept, each under its id. */
export const shelfOf = <T extends { readonly id: string }>(database: string, name: string) => {
  const open = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    const asked = indexedDB.open(database, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(name, { keyPath: "id" });
    const opened = await request(asked);
    return opened.transaction(name, mode, { durability: "strict" }).objectStore(name);
  };
  return {
    read: async (id: string): Promise<T | undefined> =>
      (await request((await open("readonly")).get(id))) as T | undefined,
    write: async (kept: T): Promise<void> => {
      const store = await open("readwrite");
      store.put(kept);
      await finished(store);
    },
    remove: async (id: string): Promise<void> => {
      const store = await open("readwrite");
      store.delete(id);
      await finished(store);
    },
  };
};
