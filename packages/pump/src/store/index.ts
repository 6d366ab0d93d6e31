// SPDX-License-Identifier: Apache-2.0
/** The memory of a pump: what it keeps without power, and how it goes on from there. */
export * from "./cells.ts";
export type { Flash } from "./flash.ts";
export {
  type Board,
  type Booted,
  boot,
  GEOMETRY,
  type Keeper,
  keepCommand,
  keepObserving,
  keepPassing,
  type Logged,
  loggedAfter,
  makeKeeper,
  memoryOf,
  PAGE_BYTES,
  takeUp,
} from "./keeper.ts";
export { isHung, type Mark, type PowerOn } from "./power.ts";
export { type Geometry, pagesOf } from "./store.ts";
export { supervised, type Upset } from "./supervise.ts";
