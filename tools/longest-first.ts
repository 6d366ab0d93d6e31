// SPDX-License-Identifier: Apache-2.0
/**
 * The order of a run: what takes longest begins first, so that no worker is left alone with it at
 * the end. A fresh machine has no times of an earlier run to go by.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest, the longest first. */
export const LONGEST = [
  "packages/pump/test/pump.laws.test.ts",
  "packages/cli/test/clinic.test.ts",
  "packages/cli/test/bedside.test.ts",
  "apps/web/test/programmer-air.test.ts",
  "apps/web/test/programmer-line.test.ts",
  "apps/web/test/programmer.test.ts",
  "apps/web/test/visit.test.ts",
  "packages/record/test/record.laws.test.ts",
  "apps/web/test/controller.test.ts",
  "packages/world/test/agreement.laws.test.ts",
  "apps/web/test/visit-acts.test.ts",
  "apps/web/test/server-off.test.ts",
  "packages/clinic/test/fhir/travel.test.ts",
  "examples/bedside.test.ts",
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(path));
  return place === -1 ? LONGEST.length : place;
};

/** Vitest's own order, behind the files that are known to take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
