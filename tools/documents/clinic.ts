// SPDX-License-Identifier: Apache-2.0
/** Writes what is said of the clinic's interfaces: who may ask what, OpenAPI, FHIR. */
import { writeFileSync } from "node:fs";
import { describeServer } from "@cisterna/clinic";

/** Every file, by its path. */
export const clinicFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const { matrix, openapi, fhir } = await describeServer();
  return new Map([
    ["docs/permissions.md", matrix],
    ["docs/fhir.md", fhir],
    ["docs/schema/clinic.openapi.json", `${JSON.stringify(openapi)}\n`],
  ]);
};

if (import.meta.main) {
  for (const [path, text] of await clinicFiles()) {
    writeFileSync(new URL(`../../${path}`, import.meta.url), text);
  }
}
