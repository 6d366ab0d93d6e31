// SPDX-License-Identifier: Apache-2.0
/** Prints what the layer and tidy rules find: `node tools/tidy.ts [BEGINNING OF PATH]`. */
import { LAYER_RULES } from "./tidy/layering.ts";
import { TIDY_RULES } from "./tidy/rules.ts";
import { check, show } from "./tidy/source.ts";
import { readTree } from "./tidy/tree.ts";

const found = check({ ...LAYER_RULES, ...TIDY_RULES }, readTree());
const asked = found.filter(({ path }) => path.startsWith(process.argv[2] ?? ""));
for (const finding of asked) process.stdout.write(`${show(finding)}\n`);
process.stdout.write(`${asked.length} findings\n`);
process.exitCode = asked.length === 0 ? 0 : 1;
