// SPDX-License-Identifier: Apache-2.0
/**
 * Workers of `bench body`: the same share of people in one thread and in two at once. The file is
 * its own worker. In: how many workers. Out: milliseconds from the start of all to the end of all.
 */
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { batch } from "@cisterna/body";
import { chosenKernel, membersOf, trialOf } from "./problem.ts";

/** People that each worker carries through the month, and how often. */
const PEOPLE = 40;
const TURNS = 4;

/** Milliseconds of the clock that so many workers take for a share each. */
export const workersTake = async (count: number): Promise<number> => {
  const workers = Array.from({ length: count }, () => new Worker(new URL(import.meta.url)));
  const saidBy = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
    });
  await Promise.all(workers.map(saidBy));
  const start = performance.now();
  const ended = workers.map(saidBy);
  for (const worker of workers) worker.postMessage("go");
  await Promise.all(ended);
  const taken = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return taken;
};

/** People that one worker carries. */
export const SHARE = PEOPLE * TURNS;

const serve = (): void => {
  const members = membersOf(PEOPLE);
  const trial = trialOf(members);
  const work = () => batch(members, trial, chosenKernel());
  for (let turn = 0; turn < TURNS; turn += 1) work();
  parentPort?.once("message", () => {
    for (let turn = 0; turn < TURNS; turn += 1) work();
    parentPort?.postMessage("done");
  });
  parentPort?.postMessage("ready");
};

if (!isMainThread) serve();
