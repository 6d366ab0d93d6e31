// SPDX-License-Identifier: Apache-2.0
/**
 * Durable: PGlite is shipped without waiting for the disk, so that a power cut could lose what was
 * answered. Here its PostgreSQL is told to wait, and its file system is given the call for it.
 */
import { fsyncSync } from "node:fs";
import { assert } from "@cisterna/quantity";
import { PGlite } from "@electric-sql/pglite";

/** What is used of Emscripten's file system. `nfd` is the file's number in this process. */
type Stream = {
  readonly nfd?: number;
  readonly stream_ops: { fsync?: (stream: Stream) => number };
};
type Files = {
  readonly open: (path: string, flags: string) => Stream;
  readonly close: (stream: Stream) => void;
};

/** Its PostgreSQL's start, without the word that tells it not to wait for the disk. */
const WAITING = [
  ...PGlite.defaultStartParams.filter((word) => word !== "-F"),
  "-c",
  "wal_sync_method=fsync",
];

const waitForDisk = (stream: Stream): number => {
  if (stream.nfd !== undefined) fsyncSync(stream.nfd);
  return 0;
};

/** Every file of a folder shares its operations, so one stream leads to them. */
const lendFsync = (pglite: PGlite): void => {
  const files = (pglite as unknown as { readonly Module: { readonly FS: Files } }).Module.FS;
  const stream = files.open("/pglite/data/PG_VERSION", "r");
  stream.stream_ops.fsync = waitForDisk;
  files.close(stream);
};

/** An embedded PostgreSQL in a folder that has on the disk what it says it has. */
export const openDurable = async (path: string): Promise<PGlite> => {
  const pglite = new PGlite(path, { startParams: WAITING });
  await pglite.waitReady;
  lendFsync(pglite);
  const { rows } = await pglite.query<{ fsync: string }>("show fsync");
  assert(rows[0]?.fsync === "on", "the embedded database waits for the disk");
  await pglite.exec("checkpoint");
  return pglite;
};
