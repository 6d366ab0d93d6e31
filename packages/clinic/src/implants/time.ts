// SPDX-License-Identifier: Apache-2.0
/** Time: when a folder's implants were last hosted, by the wall's clock. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const pathOf = (folder: string): string => join(folder, "state", "hosted-at");

/** When they were last hosted, ms since 1970; null: nobody wrote it down. */
export const readTime = (folder: string): number | null => {
  try {
    const time = Number(readFileSync(pathOf(folder), "utf8"));
    return Number.isSafeInteger(time) && time > 0 ? time : null;
  } catch {
    return null;
  }
};

/** Writes it down, whole or not at all. */
export const writeTime = (folder: string, now: number): void => {
  const path = pathOf(folder);
  writeFileSync(`${path}.new`, `${Math.floor(now)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
};
