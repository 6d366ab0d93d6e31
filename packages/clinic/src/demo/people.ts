// SPDX-License-Identifier: Apache-2.0
/** The demo clinic: its id, its zone, who works there, and what a deed of theirs is. */
import type { Role } from "../fact/role.ts";

/** Id of the demo clinic. */
export const DEMO_CLINIC = "demo";

/** Its zone. */
export const DEMO_ZONE = "Europe/Zurich";

/** Somebody who works in the demo clinic, or is treated there. */
type DemoPerson = {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly patient?: string;
};

/** Its people, the administrator first. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { account: "admin", name: "Ada Admin", roles: ["administrator"] },
  { account: "physician", name: "Dr P. Hysician", roles: ["physician"] },
  { account: "nurse", name: "N. Urse", roles: ["nurse"] },
  { account: "nurse-2", name: "N. Urse the Second", roles: ["nurse"] },
  { account: "pharmacist", name: "Ph. Armacist", roles: ["pharmacist"] },
  { account: "coordinator", name: "C. Oordinator", roles: ["coordinator"] },
  { account: "technician", name: "T. Echnician", roles: ["technician"] },
  { account: "auditor", name: "A. Uditor", roles: ["auditor"] },
  { account: "emergency", name: "E. Mergency", roles: ["emergency-reader"] },
  { account: "patient", name: "Anna Berger", roles: ["patient"], patient: "demo-1" },
];

/** One thing that somebody does. `at` is in milliseconds since 1970. */
export type Deed = {
  readonly at: number;
  readonly by: string;
  readonly second?: string;
  readonly command: string;
  readonly patient?: string;
  readonly input: Readonly<Record<string, unknown>>;
};
