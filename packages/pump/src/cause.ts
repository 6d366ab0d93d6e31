// SPDX-License-Identifier: Apache-2.0
/** The cause of a start: what made the processor begin anew. */

/**
 * What made the processor start. `invariant`: the program found itself wrong, and its supervisor
 * began anew from what is stored.
 */
export type StartCause = "power-on" | "watchdog" | "brown-out" | "invariant";
