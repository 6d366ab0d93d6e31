// SPDX-License-Identifier: Apache-2.0
/** Writes what is said of the clinic's interface: who may ask what, and its OpenAPI description. */
import { writeFileSync } from "node:fs";
import { describeServer } from "@cisterna/clinic";

/** Both files, by their paths. */
export const clinicFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const { matrix, openapi } = await describeServer();
  return new Map([
    ["docs/permissions.md", matrix],
    ["docs/schema/clinic.openapi.json", `${JSON.stringify(openapi)}\n`],
  ]);
};

if (import.meta.main) {
  for (const [path, text] of await clinicFiles()) {
    writeFileSync(new URL(`../../${path}`, import.meta.url), text);
  }
}
