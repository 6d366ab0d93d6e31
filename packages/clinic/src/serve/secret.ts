// SPDX-License-Identifier: Apache-2.0
/** What is drawn at the first start and kept for the next: for its owner's eyes alone. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoSecrets } from "../demo/fill.ts";
import { codeAt, drawFactor } from "../people/factor.ts";

/** A password that nobody has chosen. */
export const drawPassword = (): string => randomBytes(15).toString("base64url");

const kept = async (path: string, draw: () => string): Promise<string> => {
  const drawn = draw();
  try {
    await writeFile(path, `${drawn}\n`, { flag: "wx", mode: 0o600 });
    return drawn;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return (await readFile(path, "utf8")).trim();
  }
};

/** The password and the second factor of everybody in the demo clinic that lives in a folder. */
export const demoSecrets = async (folder: string): Promise<DemoSecrets> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    password: await kept(join(folder, "demo-password"), drawPassword),
    factor: await kept(join(folder, "demo-factor"), drawFactor),
  };
};

/** The code that everybody in the demo clinic signs with now; null: no demo lives in the folder. */
export const demoCode = async (folder: string, now: number): Promise<string | null> => {
  const factor = await readFile(join(folder, "demo-factor"), "utf8").catch(() => null);
  return factor === null ? null : codeAt(factor.trim(), now);
};
