// SPDX-License-Identifier: Apache-2.0
/**
 * The crew: threads that carry out chunks. Each takes the next chunk when it is done with one; a
 * chunk follows from the study and its place alone, so nothing of this shows in the results. This
 * file is also what each thread runs.
 */
import { parentPort, Worker, workerData } from "node:worker_threads";
import { plainKernel } from "@cisterna/body";
import { assert } from "@cisterna/quantity";
import { type SimdModule, simdKernel, simdModule } from "@cisterna/simd";
import { chunkOf } from "./chunk.ts";
import { type Design, designOf } from "./design.ts";
import type { Study } from "./study.ts";

/** What a thread is started with; nobody else's threads carry it. */
type Orders = { readonly cisternaStudy: Study; readonly module: SimdModule | null };

const isOrders = (given: unknown): given is Orders =>
  typeof given === "object" && given !== null && "cisternaStudy" in given;

/** A chunk that is done. */
type Done = { readonly chunk: number; readonly bytes: Uint8Array };

const serve = ({ cisternaStudy, module }: Orders): void => {
  const kernel = simdKernel(module) ?? plainKernel;
  const design = designOf(cisternaStudy);
  assert(design.ok, "a study that a crew is given was checked");
  parentPort?.on("message", (chunk: number | null) => {
    if (chunk === null) parentPort?.close();
    else parentPort?.postMessage({ chunk, bytes: chunkOf(design.value, chunk, kernel) });
  });
};

/** What a crew works off, and who hears of each chunk that is done. */
type Work = {
  readonly design: Design;
  readonly chunks: readonly number[];
  readonly workers: number;
  readonly took: (done: Done) => void;
};

/**
 * One thread, working off chunks until none is left. It ends by itself: to end it from outside
 * while its kernel is still being compiled has crashed the whole process.
 */
const manned = ({ design, took }: Work, waiting: number[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const orders: Orders = { cisternaStudy: design.study, module: simdModule() };
    const worker = new Worker(new URL(import.meta.url), { workerData: orders });
    const goOn = (): void => worker.postMessage(waiting.shift() ?? null);
    worker.on("error", reject);
    worker.on("exit", () => resolve());
    worker.on("message", (done: Done) => {
      took(done);
      goOn();
    });
    goOn();
  });

/** Works off chunks. Always in threads, so that one that is told to stop answers at once. */
export const workOff = async (work: Work): Promise<void> => {
  const waiting = [...work.chunks];
  const size = Math.min(work.workers, waiting.length);
  await Promise.all(Array.from({ length: size }, () => manned(work, waiting)));
};

if (isOrders(workerData)) serve(workerData);
