// SPDX-License-Identifier: Apache-2.0
/**
 * The welcome: what the pump says in its message of the handshake, sealed. Its clock, so that the
 * caller can say when something was decided; to somebody new also who it is.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import { CERTIFICATE, type Certificate } from "../certificate.ts";
import { count, decoded, orNull, record, type Shape } from "../codec/shape.ts";

/** The pump's clock, and its certificate where it is not known. */
export type Welcome = { readonly now: Milliseconds; readonly certificate: Certificate | null };

/** A welcome on the wire. */
export const WELCOME: Shape<Welcome> = record<Welcome>({
  now: count(milliseconds),
  certificate: orNull(CERTIFICATE),
});

/** The welcome that bytes hold; null if they hold none. */
export const welcomeIn = (bytes: Bytes): Welcome | null => {
  const found = decoded(WELCOME, bytes);
  return "kind" in found ? null : found;
};
