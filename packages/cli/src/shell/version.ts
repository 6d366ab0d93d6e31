// SPDX-License-Identifier: Apache-2.0
/** The version of Cisterna: read from the manifest when asked for, so that it has one home. */
import { readFileSync } from "node:fs";

/** The version, such as `0.1.0`. */
export const version = (): string => {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
};
