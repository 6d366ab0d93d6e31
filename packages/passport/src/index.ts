// SPDX-License-Identifier: Apache-2.0
/** What travels with the patient: build, sign, write as text, read, verify, estimate. */
export * from "./base45.ts";
export * from "./build.ts";
export * from "./estimate.ts";
export * from "./passport.ts";
export * from "./seal.ts";
export * from "./wire.ts";
