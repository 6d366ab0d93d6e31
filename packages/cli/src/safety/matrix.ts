// SPDX-License-Identifier: Apache-2.0
/**
 * The matrix: every requirement with its hazards and the tests that hold and break it, and every
 * hazard with the requirements that answer it. Links stand once in the data, at the requirement;
 * the way back is derived here.
 */
import type { Hazard, Requirement } from "../schema/safety.ts";
import { requirementsOf, type SafetyFile } from "./file.ts";
import type { Tag } from "./tag.ts";

/** A requirement with its tests. */
export type TracedRequirement = Requirement & {
  readonly group: string;
  readonly holds: readonly Tag[];
  readonly breaks: readonly Tag[];
};

/** A hazard with the ids of the requirements that answer it. */
export type TracedHazard = Hazard & { readonly requirements: readonly string[] };

/** The whole trace. */
export type Matrix = {
  readonly requirements: readonly TracedRequirement[];
  readonly hazards: readonly TracedHazard[];
};

/** The trace of a safety file through the tags of the tests. */
export const matrixOf = (file: SafetyFile, tags: readonly Tag[]): Matrix => ({
  requirements: file.groups.flatMap(({ group, requirements }) =>
    requirements.map((requirement) => {
      const own = tags.filter((tag) => tag.requirement === requirement.id);
      return {
        ...requirement,
        group,
        holds: own.filter(({ way }) => way === "holds"),
        breaks: own.filter(({ way }) => way === "breaks"),
      };
    }),
  ),
  hazards: file.hazards.map((hazard) => ({
    ...hazard,
    requirements: requirementsOf(file)
      .filter(({ hazards }) => hazards.includes(hazard.id))
      .map(({ id }) => id),
  })),
});
