// SPDX-License-Identifier: Apache-2.0
/**
 * Requests drawn from the clinic's description: `node tools/long/requests.ts --requests 100000`.
 * Prints one JSON document; ends with 1 if any answer was not as it should be.
 */
import { parseArgs } from "node:util";
import { askAtRandom, type Run } from "../../packages/clinic/test/requests/requests.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
  },
});

/** Each part is a clinic of its own, so that no run grows without end. */
const PART = 5_000;

const requests = Number(values.requests);
const started = performance.now();
const runs: Run[] = [];
for (let done = 0; done < requests; done += PART) {
  const seed = Number(values.seed) + done / PART;
  runs.push(await askAtRandom(Math.min(PART, requests - done), seed));
  process.stderr.write(`${Math.min(done + PART, requests)} of ${requests}\n`);
}

const statuses: Record<string, number> = {};
for (const run of runs) {
  for (const [status, count] of Object.entries(run.statuses)) {
    statuses[status] = (statuses[status] ?? 0) + count;
  }
}
const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
const complaints = runs.flatMap((run) => run.complaints);
const found = {
  requests: sum((run) => run.requests),
  statuses,
  events: sum(({ events }) => events),
  complaints,
  seconds: Math.round((performance.now() - started) / 100) / 10,
};
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
