// SPDX-License-Identifier: Apache-2.0
/** The cryptography that is passed into the link: Node's own, and noble's for the browser. */
export { nobleCrypto } from "./noble.ts";
export { nodeCrypto, nodeRandom } from "./node.ts";
