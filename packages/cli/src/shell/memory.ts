// SPDX-License-Identifier: Apache-2.0
/**
 * A world in memory: files by name, `-` for standard input, a clock that stands at 1970. For
 * running a command in process.
 */
import { accepted, refused } from "@cisterna/quantity";
import type { Io } from "./command.ts";

/** Files in memory and the `Io` that reads and writes them. */
export const memoryIo = (
  files: Readonly<Record<string, string>> = {},
): { readonly io: Io; readonly files: ReadonlyMap<string, string> } => {
  const held = new Map(Object.entries(files));
  const io: Io = {
    readText: async (path) => {
      const text = held.get(path);
      return text === undefined
        ? refused({ kind: "file-not-found", path, because: "ENOENT" })
        : accepted(text);
    },
    writeText: async (path, text) => {
      held.set(path, text);
      return accepted(null);
    },
    writeBytes: async (path, bytes) => {
      held.set(path, Buffer.from(bytes).toString("latin1"));
      return accepted(null);
    },
    progress: () => undefined,
    say: () => undefined,
    ask: async () => null,
    ended: async () => "end of the input",
    now: () => ({ epochMs: 0, offsetMinutes: 0 }),
  };
  return { io, files: held };
};
