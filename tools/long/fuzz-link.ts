// SPDX-License-Identifier: Apache-2.0
/**
 * The long fuzz of the link: `node tools/long/fuzz-link.ts --decoder 100000000 --session 1000000
 * --images 1000000 --seed 1`. Prints one JSON document; ends with 3 and the bytes if
 * something was found.
 */
import { parseArgs } from "node:util";
import {
  type Fuzzed,
  fuzzDecoder,
  fuzzImages,
  fuzzSession,
} from "../../packages/link/test/fuzz.ts";

const { values } = parseArgs({
  options: {
    decoder: { type: "string", default: "1000000" },
    session: { type: "string", default: "20000" },
    images: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
  },
});

const BLOCK = 1_000_000;

/** A long run in blocks, each with a seed of its own, told about on the way. */
const blocks = (
  what: string,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  work: (runs: number, seed: number) => Fuzzed,
): object => {
  const start = performance.now();
  let [done, understood] = [0, 0];
  for (let block = 0; done < runs; block += 1) {
    const fuzzed = work(Math.min(BLOCK, runs - done), seed * 1_000_003 + block);
    done += fuzzed.runs;
    understood += fuzzed.understood;
    process.stderr.write(`${what}: ${done} of ${runs}\n`);
  }
  const seconds = (performance.now() - start) / 1_000;
  return { runs: done, understood, seconds, perSecond: Math.round(done / seconds) };
};

const seed = Number(values.seed);
try {
  const decoder = blocks("decoder", { runs: Number(values.decoder), seed }, fuzzDecoder);
  const session = blocks("session", { runs: Number(values.session), seed }, fuzzSession);
  const images = blocks("images", { runs: Number(values.images), seed }, fuzzImages);
  const heap = Math.round(process.memoryUsage().heapUsed / 1e6);
  process.stdout.write(`${JSON.stringify({ seed, decoder, session, images, heapMB: heap })}\n`);
} catch (found) {
  process.stderr.write(`${found instanceof Error ? found.message : String(found)}\n`);
  process.exitCode = 3;
}
