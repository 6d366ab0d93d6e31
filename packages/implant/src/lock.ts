// SPDX-License-Identifier: Apache-2.0
/**
 * The lock on a folder of implants: one process at a time lets them live. It is a name that the
 * system takes back when the process ends, however it ends; so nothing stale is left after a kill.
 */
import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const isLinux = process.platform === "linux";

/** On Linux a name without a file; elsewhere a socket in the folder for temporary files. */
const addressOf = (folder: string): string => {
  const name = createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 32);
  return isLinux ? `\0cisterna-${name}` : join(tmpdir(), `cisterna-${name}`);
};

/** Takes the lock; null: somebody else has it. The result gives it back. */
export const lockFolder = async (folder: string): Promise<(() => void) | null> => {
  const address = addressOf(folder);
  const server: Server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(address, () => resolve(true));
  });
  if (!isFree) return null;
  server.unref();
  return () => {
    server.close();
    if (!isLinux) rmSync(address, { force: true });
  };
};
