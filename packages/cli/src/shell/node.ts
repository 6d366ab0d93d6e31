// SPDX-License-Identifier: Apache-2.0
/**
 * The world outside a command as Node gives it: files, standard input, and a line of progress on
 * standard error. Commands get it as `Io`; a test gives them memory instead (`memory.ts`).
 */
import { accepted, type Instant, type Result, refused } from "@cisterna/quantity";
import type { Io, Refusal } from "./command.ts";

/** A case file, a log, a formulary is text of some kilobytes; beyond this it is something else. */
const LARGEST_BYTES = 256 * 1024 * 1024;

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";

/** The text of some bytes. Refuses: `file-not-text`. */
export const textOf = (bytes: Uint8Array, path: string): Result<string, Refusal> => {
  try {
    return accepted(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refused<Refusal>({ kind: "file-not-text", path, accepted: "UTF-8 text" });
  }
};

const tooLarge = (path: string): Refusal => ({
  kind: "file-too-large",
  path,
  limit: { value: LARGEST_BYTES, unit: "By" },
});

const readInput = async (): Promise<Result<string, Refusal>> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > LARGEST_BYTES) return refused(tooLarge("-"));
    chunks.push(bytes);
  }
  return textOf(Buffer.concat(chunks), "-");
};

const readText = async (path: string): Promise<Result<string, Refusal>> => {
  if (path === "-") return readInput();
  const { readFile, stat } = await import("node:fs/promises");
  try {
    if ((await stat(path)).size > LARGEST_BYTES) return refused(tooLarge(path));
    return textOf(await readFile(path), path);
  } catch (thrown) {
    const because = codeOf(thrown);
    const kind = because === "ENOENT" ? "file-not-found" : "file-unreadable";
    return refused<Refusal>({ kind, path, because });
  }
};

/** Puts a file in the place of an older one, so that at any cut one of them is there whole. */
const renew = async (path: string, text: string): Promise<void> => {
  const { rename, writeFile } = await import("node:fs/promises");
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
};

const writeText: Io["writeText"] = async (path, text, how) => {
  const { writeFile } = await import("node:fs/promises");
  try {
    if (how?.renewed === true) await renew(path, text);
    else await writeFile(path, text, how?.secret === true ? { mode: 0o600, flag: "wx" } : {});
    return accepted(null);
  } catch (thrown) {
    return refused<Refusal>({ kind: "file-not-writable", path, because: codeOf(thrown) });
  }
};

const writeBytes: Io["writeBytes"] = async (path, bytes) => {
  const { writeFile } = await import("node:fs/promises");
  try {
    await writeFile(path, bytes, { mode: 0o600, flag: "wx" });
    return accepted(null);
  } catch (thrown) {
    return refused<Refusal>({ kind: "file-not-writable", path, because: codeOf(thrown) });
  }
};

const PATIENCE_MS = 1000;
const REDRAW_MS = 100;

/** Draws `running the plan  43 %` in place, after a second, on a terminal; clears it at the end. */
const progressLine = (terminal: NodeJS.WriteStream) => {
  const started = performance.now();
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    show: (share: number, what: string): void => {
      const now = performance.now();
      if (!terminal.isTTY || now - started < PATIENCE_MS || now - drawn < REDRAW_MS) return;
      drawn = now;
      terminal.write(`\r\u001b[K${what}  ${Math.floor(share * 100)} %`);
    },
    clear: (): void => {
      if (Number.isFinite(drawn)) terminal.write("\r\u001b[K");
    },
  };
};

const present = (): Instant => {
  const now = new Date();
  return { epochMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset() };
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const ask = async (question: string): Promise<string | null> => {
  if (!process.stdin.isTTY) return null;
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new Promise<null>((resolve) => terminal.once("close", () => resolve(null)));
  const answer = await Promise.race([terminal.question(question), gone]);
  terminal.close();
  return answer;
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const ended = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve(signal));
  });

/** The process as a command sees it. `settle` clears the line of progress before any print. */
export const nodeIo = (): { readonly io: Io; readonly settle: () => void } => {
  const line = progressLine(process.stderr);
  const io = {
    readText,
    writeText,
    writeBytes,
    progress: line.show,
    say,
    ask,
    ended,
    now: present,
  };
  return { io, settle: line.clear };
};
