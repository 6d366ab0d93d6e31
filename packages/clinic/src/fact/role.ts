// SPDX-License-Identifier: Apache-2.0
/** Roles: who somebody is in a clinic. What a role may do stands with each command and view. */

export const ROLES = [
  "physician",
  "nurse",
  "pharmacist",
  "coordinator",
  "technician",
  "auditor",
  "administrator",
  "patient",
  "emergency-reader",
] as const;

/** One role. */
export type Role = (typeof ROLES)[number];

/** Who treats: writes into the course of a therapy. */
export const TREATING: readonly Role[] = ["physician", "nurse"];
/** Who works with a patient's record. */
export const CARING: readonly Role[] = ["physician", "nurse", "pharmacist", "coordinator"];
