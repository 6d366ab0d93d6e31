// SPDX-License-Identifier: Apache-2.0
/**
 * Roles: who may tell a pump what. One table, command by role; what is not in it is a compile
 * error, and what it does not allow is refused.
 */
import type { Command } from "@cisterna/pump";

/** On whose behalf a session speaks. */
export type Role = "patient" | "clinician" | "service" | "emergency";

/** Which way a frame came: through the coil on the skin, or by radio. */
export type Channel = "near" | "far";

/** Every role with its number on the wire. */
export const ROLES: Readonly<Record<Role, number>> = {
  ...{ patient: 0, clinician: 1, service: 2, emergency: 3 },
};

/**
 * What a role may do with a command.
 * `control`: only the one session that holds control; `bedside`: that, and through the coil;
 * `signed`: in control, and only proposed, read back and signed; `signed-bedside`: that, and
 * through the coil; `lowering`: if it gives less than what runs.
 */
export type Permission =
  | "never"
  | "always"
  | "control"
  | "bedside"
  | "signed"
  | "signed-bedside"
  | "lowering";

/** Whether a role may update what a pump runs on: through the coil, while nobody programs it. */
export const UPDATES: Readonly<Record<Role, boolean>> = {
  ...{ patient: false, clinician: false, service: true, emergency: false },
};

/** The table: what each role may do with each command. */
export const PERMISSIONS: Readonly<Record<Command["kind"], Readonly<Record<Role, Permission>>>> = {
  program: { patient: "never", clinician: "signed", service: "never", emergency: "lowering" },
  request: { patient: "always", clinician: "never", service: "never", emergency: "never" },
  refill: { patient: "never", clinician: "bedside", service: "never", emergency: "never" },
  stop: { patient: "never", clinician: "control", service: "never", emergency: "always" },
  resume: { patient: "never", clinician: "control", service: "never", emergency: "never" },
  "cancel-bolus": {
    ...{ patient: "never", clinician: "control", service: "never", emergency: "always" },
  },
  exchange: {
    ...{ patient: "never", clinician: "signed-bedside", service: "never", emergency: "never" },
  },
  acknowledge: { patient: "never", clinician: "control", service: "never", emergency: "never" },
  silence: { patient: "always", clinician: "always", service: "never", emergency: "never" },
  "test-alarm": {
    ...{ patient: "never", clinician: "control", service: "never", emergency: "never" },
  },
  "set-clock": { patient: "never", clinician: "control", service: "never", emergency: "never" },
  "begin-scan": { patient: "never", clinician: "control", service: "never", emergency: "never" },
  "end-scan": { patient: "never", clinician: "control", service: "never", emergency: "never" },
  interrogate: { patient: "always", clinician: "always", service: "always", emergency: "always" },
};
