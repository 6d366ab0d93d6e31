// SPDX-License-Identifier: Apache-2.0
/** Stories: what the lab can be started with. Texts about them stand in the tables of language. */
import type { Incident } from "@cisterna/world";

/** One start of the lab: an implant, and what will befall it if nobody hinders. */
export type Story = {
  /** Name of its file, or of a plain case. */
  readonly id: string;
  /** A published incident with a task, or a case in which nothing goes wrong by itself. */
  readonly kind: "incident" | "plain";
  readonly hazards: readonly string[];
  readonly sources: readonly string[];
  readonly incident: Incident;
};
