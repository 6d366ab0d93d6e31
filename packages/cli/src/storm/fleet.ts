// SPDX-License-Identifier: Apache-2.0
/**
 * The fleet: a storm spread over threads. Each thread takes the next squall when it is done with
 * one; since every life follows from seed and place alone and squalls are joined in order, nothing
 * of this shows in the result. This file is also what each thread runs.
 */
import { parentPort, Worker, workerData } from "node:worker_threads";
import { CONTROLLER } from "@cisterna/pump";
import { type Squall, type Storm, type StormMode, squall, stormOf } from "@cisterna/world";

/** A storm as it was asked for; a life is a pump-year. */
export type StormOrder = {
  readonly seed: number;
  readonly lives: number;
  readonly mode: StormMode;
  readonly workers: number;
};

/** What a thread is started with; nobody else's threads carry it. */
type Crew = { readonly storm: true; readonly seed: number; readonly mode: StormMode };

type Span = { readonly from: number; readonly upto: number };

/** Lives in one squall: some seconds of work at most. */
const SQUALL = 16;

const spansOf = (lives: number): readonly Span[] =>
  Array.from({ length: Math.ceil(lives / SQUALL) }, (_, index) => ({
    from: index * SQUALL,
    upto: Math.min((index + 1) * SQUALL, lives),
  }));

const isCrew = (given: unknown): given is Crew =>
  typeof given === "object" && given !== null && "storm" in given && given.storm === true;

const serve = (crew: Crew): void => {
  parentPort?.on("message", (span: Span | null) => {
    if (span === null) parentPort?.close();
    else parentPort?.postMessage(squall({ ...crew, ...span }, CONTROLLER));
  });
};

/** One thread, working off spans until none is left; then it ends by itself. */
const manned = (order: StormOrder, next: () => Span | undefined, took: (done: Squall) => void) =>
  new Promise<void>((resolve, reject) => {
    const crew: Crew = { storm: true, seed: order.seed, mode: order.mode };
    const worker = new Worker(new URL(import.meta.url), { workerData: crew });
    const goOn = (): void => worker.postMessage(next() ?? null);
    worker.on("error", reject);
    worker.on("exit", () => resolve());
    worker.on("message", (done: Squall) => {
      took(done);
      goOn();
    });
    goOn();
  });

/** Rides out a storm. `progress` hears how far it is, as a share. */
export const ride = async (
  order: StormOrder,
  progress: (share: number) => void,
): Promise<Storm> => {
  const spans = [...spansOf(order.lives)];
  const done: Squall[] = [];
  const took = (each: Squall): void => {
    done.push(each);
    progress((done.length * SQUALL) / order.lives);
  };
  if (order.workers === 1) {
    for (const span of spans) took(squall({ ...order, ...span }, CONTROLLER));
  } else {
    const waiting = spans.toReversed();
    const crews = Array.from({ length: order.workers }, () =>
      manned(order, () => waiting.pop(), took),
    );
    await Promise.all(crews);
  }
  return stormOf(done);
};

if (isCrew(workerData)) serve(workerData);
