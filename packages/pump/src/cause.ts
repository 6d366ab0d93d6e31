// SPDX-License-Identifier: Apache-2.0
/** The cause of a start: what made the processor begin anew. */

/** What made the processor start. */
export type StartCause = "power-on" | "watchdog" | "brown-out";
