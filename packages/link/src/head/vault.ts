// SPDX-License-Identifier: Apache-2.0
/**
 * The vault: what a pump's telemetry head keeps for good. It is written down before an answer
 * leaves, so that a counter that was used is used. A serial number is in it and is no secret.
 */
import type { Bytes } from "../bytes.ts";
import type { Certificate } from "../certificate.ts";
import type { KeyPair } from "../crypto.ts";
import type { InvitedRole } from "../wire/message.ts";

/** Somebody who has paired with this pump. */
export type Peer = {
  readonly slot: number;
  readonly role: InvitedRole;
  readonly name: string;
  /** X25519 key, proven by every handshake. */
  readonly key: Bytes;
  /** Marks this peer's hellos; known to nobody else. */
  readonly helloKey: Bytes;
  /** The last hello that was listened to. */
  readonly counter: number;
};

/** Keys, peers and the least that is accepted. */
export type Vault = {
  /** The pump's name; what a serial number is. */
  readonly pump: string;
  readonly own: KeyPair;
  readonly signing: KeyPair;
  /** The maker's word for both keys. */
  readonly certificate: Certificate;
  /** Ed25519 key of the clinic that cares for the pump. */
  readonly clinic: Bytes;
  /** Certificates of an earlier epoch are void. */
  readonly epoch: number;
  /** Programmers with older software may read and stop, not program. */
  readonly software: number;
  /** The secret on the patient's emergency card, and the last hello marked with it. */
  readonly emergency: { readonly secret: Bytes; readonly counter: number } | null;
  readonly peers: readonly Peer[];
};

/** The vault with a peer changed, or with one more. */
export const withPeer = (vault: Vault, peer: Peer): Vault => ({
  ...vault,
  peers: [...vault.peers.filter(({ slot }) => slot !== peer.slot), peer],
});

/** The vault without a peer. */
export const withoutPeer = (vault: Vault, slot: number): Vault => ({
  ...vault,
  peers: vault.peers.filter((peer) => peer.slot !== slot),
});

/** The peer in a slot. */
export const peerIn = (vault: Vault, slot: number): Peer | undefined =>
  vault.peers.find((peer) => peer.slot === slot);
