// SPDX-License-Identifier: Apache-2.0
/** Writes `docs/schema/*.schema.json` from the definitions in `packages/cli/src/schema`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { publishedSchemas } from "../../packages/cli/src/schema/publish.ts";

const folder = new URL("../../docs/schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [file, text] of publishedSchemas()) {
  writeFileSync(new URL(file, folder), text);
  process.stdout.write(`docs/schema/${file}\n`);
}
