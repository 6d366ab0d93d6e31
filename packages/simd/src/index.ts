// SPDX-License-Identifier: Apache-2.0
/** The arithmetic of batches in WebAssembly, for whoever holds the shell: Node or a browser. */
export * from "./kernel.ts";
