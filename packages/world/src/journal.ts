// SPDX-License-Identifier: Apache-2.0
/**
 * The journal: what the pump reports becomes the body of an entry of the record, unchanged. Time
 * and kind move to the envelope, everything else is the entry's data.
 */
import type { Event } from "@cisterna/pump";
import type { Body } from "@cisterna/record";

/** An event of the pump as the body of an entry. */
export const entryOf = (event: Event): Body => {
  const { at, kind, ...data } = event;
  return { at, actor: "pump", kind, data };
};
