// SPDX-License-Identifier: Apache-2.0
/** Readers in a thread of their own: so many at once, each asks again when it was answered. */
import { parentPort, Worker, workerData } from "node:worker_threads";

/** Who reads what, how many at once, how often in all. */
type Reading = {
  readonly address: string;
  readonly clinic: string;
  readonly account: string;
  readonly password: string;
  readonly paths: readonly string[];
  readonly atOnce: number;
  readonly times: number;
};

/** Milliseconds of every answer, and of all of them together. */
type Read = { readonly each: readonly number[]; readonly all: number };

const readAll = async (reading: Reading): Promise<Read> => {
  const { address, clinic, account, password, paths, atOnce, times } = reading;
  const at = `${address}/api/clinics/${clinic}/`;
  const body = JSON.stringify({ account, password });
  const headers = { "content-type": "application/json" };
  const entered = await fetch(`${at}session`, { method: "POST", headers, body });
  const cookie = (entered.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const each: number[] = [];
  let asked = 0;
  const reader = async (): Promise<void> => {
    while (asked < times) {
      const path = paths[asked % paths.length] ?? "";
      asked += 1;
      const start = performance.now();
      const answer = await fetch(`${at}${path}`, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      each.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, reader));
  return { each, all: performance.now() - start };
};

/** Reads in another thread. */
export const readThere = (reading: Reading): Promise<Read> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { reading } });
    worker.once("message", resolve);
    worker.once("error", reject);
  });

const mine = (workerData as { readonly reading?: Reading } | null)?.reading;
if (mine !== undefined) parentPort?.postMessage(await readAll(mine));
