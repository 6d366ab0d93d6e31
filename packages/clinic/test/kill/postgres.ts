// SPDX-License-Identifier: Apache-2.0
/** A private PostgreSQL that waits for its disk, to be killed. */
import { asSuperuser, startServer, tellServer } from "../rig/place.ts";
import type { Database } from "./kill.ts";

/** Starts one, with an empty database in it. */
export const killableDatabase = async (): Promise<
  Database & { readonly close: () => Promise<unknown> }
> => {
  const folder = await startServer();
  await asSuperuser(folder, "postgres", ["create database clinic owner cisterna"]);
  return {
    url: `postgresql://cisterna@/clinic?host=${folder}`,
    kill: () => tellServer("kill", folder),
    again: () => tellServer("again", folder),
    close: () => tellServer("stop", folder),
  };
};
