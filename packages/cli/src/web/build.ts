// SPDX-License-Identifier: Apache-2.0
/**
 * The build of the web app, made when its sources are newer than what was built. One build at a
 * time: who comes second waits for the first, and a folder is put in place whole.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const APP = join(ROOT, "apps/web");

/** Where the built app stands. */
export const BUILT = join(APP, "out");

/** Folders that the app is made of; what tests do is no part of it. */
const SOURCES = ["apps/web", "packages", "scenarios", "examples"];
const NO_SOURCES = new Set(["out", "test", "node_modules"]);

const newestUnder = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((newest, entry) => {
    if (NO_SOURCES.has(entry.name)) return newest;
    const path = join(folder, entry.name);
    const time = entry.isDirectory() ? newestUnder(path) : statSync(path).mtimeMs;
    return Math.max(newest, time);
  }, 0);

const isCurrent = (): boolean => {
  const door = join(BUILT, "index.html");
  if (!existsSync(door)) return false;
  const newest = Math.max(...SOURCES.map((each) => newestUnder(join(ROOT, each))));
  return statSync(door).mtimeMs > newest;
};

const vite = (): string => {
  const manifest = createRequire(join(APP, "package.json")).resolve("vite/package.json");
  return join(dirname(manifest), "bin/vite.js");
};

/** Runs one build. Breaks if: it fails; what it said is in the error. */
const run = (config: string, into: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const words = ["build", APP, "--config", join(APP, config), "--configLoader", "native"];
    const child = spawn(process.execPath, [vite(), ...words, "--outDir", into], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NODE_OPTIONS: "--disable-warning=ExperimentalWarning",
      },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text: Buffer) => {
        said += text.toString();
      });
    }
    child.on("error", reject);
    child.on("close", (status) =>
      status === 0 ? resolve() : reject(new Error(`the web app was not built\n${said}`)),
    );
  });

const build = async (): Promise<void> => {
  const fresh = `${BUILT}.${process.pid}`;
  await run("vite.config.ts", fresh);
  await run("reader.config.ts", fresh);
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(fresh, BUILT);
};

const LOCK = join(ROOT, "node_modules/.web-build");
/** A lock that is older was left by a build that was killed. */
const STALE_MS = 120_000;

const isLocked = (): boolean => {
  try {
    mkdirSync(LOCK);
    return false;
  } catch {
    if (Date.now() - statSync(LOCK).mtimeMs > STALE_MS) rmSync(LOCK, { recursive: true });
    return true;
  }
};

/** Builds the app if it has to be. Answers whether it was built. */
export const buildIfStale = async (): Promise<boolean> => {
  if (isCurrent()) return false;
  while (isLocked()) await pause(200);
  try {
    if (isCurrent()) return false;
    await build();
    return true;
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
};
