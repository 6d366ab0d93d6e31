// SPDX-License-Identifier: Apache-2.0
/**
 * Kills `pump serve` during commands: `node tools/long/kill-pump.ts --kills 200`. Prints one JSON
 * document; ends with 3 if after any start something was not right.
 */
import { parseArgs } from "node:util";
import { killed } from "../../packages/cli/test/kill.ts";

const { values } = parseArgs({ options: { kills: { type: "string", default: "200" } } });
const kills = Number(values.kills);
const found = await killed(kills, (turn) => process.stderr.write(`${turn} of ${kills}\n`));
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
process.exitCode = found.wrong.length === 0 ? 0 : 3;
