// SPDX-License-Identifier: Apache-2.0
/** Turns: what happens to a pump, each at its moment. A life is a list of them. */
import type { Milliseconds } from "@cisterna/quantity";
import type { Fault } from "../hardware/fault.ts";
import type { Deed } from "../people/deed.ts";

/** Something that happens to a pump: somebody does something, or something breaks. */
export type Act = Deed | Fault;

/** An act at its moment. */
export type Turn = { readonly at: Milliseconds; readonly act: Act };
