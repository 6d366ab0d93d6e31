// SPDX-License-Identifier: Apache-2.0
/**
 * The folder of reports: what the database keeps of each night, as files that can be opened with
 * the server off. A file is there whole or not at all; nothing but files of this naming is ever
 * removed.
 */
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Desk, Served } from "../desk/desk.ts";
import { type KeptNight, nightIn, nightsIn } from "../desk/night.ts";
import { inClinic } from "../store/scope.ts";
import { firstKept, type Press } from "./paper.ts";

/** Who shares the folder's group may read; nobody else may. */
const [FOLDER_MODE, FILE_MODE] = [0o750, 0o640];

const FILE = /^(\d{4}-\d{2}-\d{2})-[a-z-]+\.pdf$/;

/** What a server that died while it wrote has left. */
const UNFINISHED = /^\.[0-9a-f-]{36}\.unfinished$/;

const LONG_MS = 3_600_000;

const nameOf = ({ night, name }: KeptNight): string => `${night}-${name}.pdf`;

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

/** Writes a file under another name, to the disk, and gives it its own. */
const writeWhole = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  const unfinished = join(folder, `.${randomUUID()}.unfinished`);
  try {
    const file = await open(unfinished, "wx", FILE_MODE);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};

const isPast = async (folder: string, name: string, first: string): Promise<boolean> => {
  const [, night] = FILE.exec(name) ?? [];
  if (night !== undefined) return night < first;
  if (!UNFINISHED.test(name)) return false;
  const { mtimeMs } = await stat(join(folder, name));
  return Date.now() - mtimeMs > LONG_MS;
};

type Place = { readonly desk: Desk; readonly press: Press; readonly folder: string };

const layOut = async ({ desk, press, folder }: Place, served: Served): Promise<void> => {
  const { clinic } = served;
  const own = join(folder, clinic);
  const first = firstKept(desk, served, press);
  const kept = await inClinic(desk.db, clinic, (scope) => nightsIn(scope, clinic));
  if (kept.length > 0) await mkdir(own, { recursive: true, mode: FOLDER_MODE });
  for (const each of kept.filter(({ night }) => night >= first)) {
    if ((await sizeOf(join(own, nameOf(each)))) === each.size) continue;
    const bytes = await inClinic(desk.db, clinic, (scope) => nightIn(scope, clinic, each));
    if (bytes !== null) await writeWhole(own, nameOf(each), bytes);
  }
  for (const name of await readdir(own).catch(() => [])) {
    if (await isPast(own, name, first)) await rm(join(own, name), { force: true });
  }
};

type Failed = (error: unknown) => void;

/**
 * Brings a folder up to what is kept of every clinic: `FOLDER/CLINIC/NIGHT-NAME.pdf`. A night that
 * the database has lost stays until it is too old; what fails for one clinic is told, and the next
 * one has its turn.
 */
const bringFolder = async (place: Place, failed: Failed): Promise<void> => {
  const { db, serve } = place.desk;
  const clinics = await db.selectFrom("clinic").select("clinic").execute();
  for (const { clinic } of clinics) {
    const served = await serve(clinic);
    if (served !== null) await layOut(place, served).catch(failed);
  }
};

/** How often a server looks whether another one has printed, ms. */
const EVERY_MS = 300_000;

/** A folder that is kept up to date. */
type Keeping = {
  /** Brings it up to date now. Never fails: what went wrong is told, and tried again later. */
  readonly layOut: () => Promise<void>;
  /** Ends once what is being written is written. */
  readonly end: () => Promise<void>;
};

/** Keeps a folder up to what any server of the database prints; one at a time. */
export const keepFolder = (place: Place, failed: Failed): Keeping => {
  let last = Promise.resolve();
  const layOut = (): Promise<void> => {
    last = last.then(() => bringFolder(place, failed)).catch(failed);
    return last;
  };
  const timer = setInterval(layOut, EVERY_MS).unref();
  void layOut();
  return {
    layOut,
    end: () => {
      clearInterval(timer);
      return last;
    },
  };
};
