// SPDX-License-Identifier: Apache-2.0
/** The parts of a pump that a self-test looks at. */

/** Parts that a self-test looks at. */
export type TestedPart = "memory" | "checksum" | "alarm" | "motor";
