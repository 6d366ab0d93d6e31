// SPDX-License-Identifier: Apache-2.0
/** The part of noise-c.wasm that the differential run uses; the package has no types. */
declare module "noise-c.wasm" {
  type Direction = {
    EncryptWithAd(companion: Uint8Array, text: Uint8Array): Uint8Array;
    DecryptWithAd(companion: Uint8Array, text: Uint8Array): Uint8Array;
  };
  type Shake = {
    Initialize(
      prologue: Uint8Array | null,
      own: Uint8Array | null,
      remote: Uint8Array | null,
      secret: Uint8Array | null,
    ): void;
    WriteMessage(payload: Uint8Array | null): Uint8Array;
    ReadMessage(message: Uint8Array, payloadNeeded: boolean): Uint8Array | null;
    GetHandshakeHash(): Uint8Array;
    Split(): [Direction, Direction];
  };
  type Library = {
    readonly constants: { NOISE_ROLE_INITIATOR: number; NOISE_ROLE_RESPONDER: number };
    HandshakeState(name: string, role: number): Shake;
  };
  const create: (ready: (library: Library) => void) => void;
  export = create;
}
