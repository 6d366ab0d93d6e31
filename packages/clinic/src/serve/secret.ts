// SPDX-License-Identifier: Apache-2.0
/** What is drawn at the first start and kept for the next: for its owner's eyes alone. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A password that nobody has chosen. */
export const drawPassword = (): string => randomBytes(15).toString("base64url");

/** The password of everybody in the demo clinic that lives in a folder. */
export const demoPassword = async (folder: string): Promise<string> => {
  const path = join(folder, "demo-password");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const drawn = drawPassword();
  try {
    await writeFile(path, `${drawn}\n`, { flag: "wx", mode: 0o600 });
    return drawn;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return (await readFile(path, "utf8")).trim();
  }
};
