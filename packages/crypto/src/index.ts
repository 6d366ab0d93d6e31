// SPDX-License-Identifier: Apache-2.0
/**
 * The cryptography that is passed into the link and the passport: Node's own, and for the link
 * noble's in the browser.
 */
export { attempt, codecOver, KEY_ID_BYTES, LARGEST_BYTES, nobleCrypto } from "./browser.ts";
export { nodeCrypto, nodeRandom } from "./node.ts";
export {
  clinicOf,
  isPassportPair,
  newPassportId,
  newPassportPair,
  passportCodec,
  passportSigner,
  verifyAmong,
} from "./passport.ts";
