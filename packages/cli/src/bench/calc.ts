// SPDX-License-Identifier: Apache-2.0
/** A calculation in process: words in, printed answer out. */
import { command } from "../calc/bridge.ts";
import { memoryIo } from "../shell/memory.ts";
import { readWords } from "../shell/words.ts";
import { type Bench, sampled } from "./bench.ts";

const BRIDGE = [
  ...["--old-dose", "400 mcg/d", "--old-concentration", "2000 mcg/mL"],
  ...["--new-dose", "400 mcg/d", "--new-concentration", "500 mcg/mL"],
  ...["--tubing", "0.199 mL", "--catheter", "0.15..0.20 mL"],
];

/** `bench calc`. */
export const bench: Bench = {
  name: "calc",
  measure: async (progress) => {
    const { io } = memoryIo();
    const work = () => command.run(readWords(BRIDGE, command).request, io);
    const sample = await sampled(work, { warmUp: 50, repetitions: 300 }, progress);
    return [{ what: "calc bridge in process, words to text", unit: "ms", sample }];
  },
};
