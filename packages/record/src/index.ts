// SPDX-License-Identifier: Apache-2.0
/** What happened: an append-only log of sealed entries, checked, upgraded, replayed and viewed. */
export * from "./canonical.ts";
export * from "./chain.ts";
export * from "./codec.ts";
export * from "./envelope.ts";
export * from "./replay.ts";
export * from "./upgrades.ts";
export * from "./views.ts";
