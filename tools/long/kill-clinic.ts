// SPDX-License-Identifier: Apache-2.0
/**
 * Kills a clinic's server, or its PostgreSQL, under write load:
 * `node tools/long/kill-clinic.ts --server 1000 --database 100`. Prints one JSON document; ends
 * with 1 if after any kill something was not right.
 */
import { parseArgs } from "node:util";
import { type Killed, killDatabase, killServer } from "../../packages/clinic/test/kill/kill.ts";
import { killableDatabase } from "../../packages/clinic/test/kill/postgres.ts";

const { values } = parseArgs({
  options: {
    server: { type: "string", default: "1000" },
    database: { type: "string", default: "100" },
  },
});

/** Kills of one clinic: after each its whole record is verified. */
const PART = 50;

const inParts = async (
  kills: number,
  name: string,
  work: (kills: number) => Promise<Killed>,
): Promise<readonly Killed[]> => {
  const found: Killed[] = [];
  for (let all = 0; all < kills; all += PART) {
    found.push(await work(Math.min(PART, kills - all)));
    const wrong = found.reduce((total, each) => total + each.wrong.length, 0);
    process.stderr.write(`${name}: ${Math.min(all + PART, kills)} of ${kills}, ${wrong} wrong\n`);
  }
  return found;
};

const total = (all: readonly Killed[]) => ({
  kills: all.reduce((sum, { kills }) => sum + kills, 0),
  events: all.reduce((sum, { events }) => sum + events, 0),
  acknowledged: all.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
  unanswered: all.reduce((sum, { unanswered }) => sum + unanswered, 0),
  refills: all.reduce((sum, { refills }) => sum + refills, 0),
  wrong: all.flatMap(({ wrong }) => wrong),
});

const told = (): void => undefined;
const server = await inParts(Number(values.server), "server", (kills) =>
  killServer({ kills, told }),
);
const database = await inParts(Number(values.database), "database", async (kills) => {
  const postgres = await killableDatabase();
  const found = await killDatabase(postgres, { kills, told });
  await postgres.close();
  return found;
});
const found = { server: total(server), database: total(database) };
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
process.exitCode = found.server.wrong.length + found.database.wrong.length === 0 ? 0 : 1;
