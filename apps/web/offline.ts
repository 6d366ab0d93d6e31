// SPDX-License-Identifier: Apache-2.0
/**
 * The worker of the patient's controller: it keeps the files of that one page, and nothing that
 * anybody said. The page itself comes from the network where there is one, so that a new one is
 * seen; its parts have their hash in their name and never change.
 */
import { createHash } from "node:crypto";
import type { Plugin, Rollup } from "vite";

const PAGE = "controller.html";
const BESIDE = ["controller.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"];

/** How long the network is waited for before the kept page is shown, ms. */
const PATIENCE_MS = 3_000;

/** Everything that a script brings with it, what it loads later included. */
const partsOf = (bundle: Rollup.OutputBundle, name: string, known: Set<string>): Set<string> => {
  const chunk = bundle[name];
  if (known.has(name) || chunk === undefined) return known;
  known.add(name);
  if (chunk.type !== "chunk") return known;
  for (const file of chunk.viteMetadata?.importedCss ?? []) known.add(file);
  for (const each of [...chunk.imports, ...chunk.dynamicImports]) partsOf(bundle, each, known);
  return known;
};

/** The worker's script. It runs in a browser, and has nothing but what stands here. */
const workerOf = (files: readonly string[], version: string): string => `
const NAME = "cisterna-controller-${version}";
const FILES = ${JSON.stringify(files.map((file) => `./${file}`))};
const KEPT = new Set(FILES.map((file) => new URL(file, self.location).pathname));
const PAGE = new URL("./${PAGE}", self.location).pathname;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("cisterna-controller-") && name !== NAME;
  event.waitUntil(
    caches.keys().then((all) => Promise.all(all.filter(old).map((name) => caches.delete(name)))),
  );
});

const keptOne = async (request) =>
  (await (await caches.open(NAME)).match(request, { ignoreSearch: true })) ?? fetch(request);

const newest = async (request) => {
  const late = new Promise((_, no) => setTimeout(no, ${PATIENCE_MS}));
  try {
    const answer = await Promise.race([fetch(request), late]);
    return answer.ok ? answer : await keptOne(request);
  } catch {
    return keptOne(request);
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !KEPT.has(pathname)) return;
  event.respondWith(pathname === PAGE ? newest(request) : keptOne(request));
});
`;

const sourceOf = (file: Rollup.OutputAsset | Rollup.OutputChunk | undefined): string =>
  file?.type === "chunk" ? file.code : String(file?.source ?? "");

/** Writes the worker beside the page that it keeps. */
export const withWorker = (): Plugin => ({
  name: "cisterna-worker",
  enforce: "post",
  generateBundle(_, bundle) {
    const entry = Object.values(bundle).find(
      (each) => each.type === "chunk" && each.isEntry && each.name === "controller",
    );
    if (entry === undefined) return this.error("the controller is not among the entries");
    const parts = [...partsOf(bundle, entry.fileName, new Set())].toSorted();
    const files = [PAGE, ...BESIDE, ...parts];
    const hash = createHash("sha256").update(files.join("\\n"));
    const version = hash.update(sourceOf(bundle[PAGE])).digest("hex").slice(0, 12);
    this.emitFile({
      ...{ type: "asset", fileName: "controller-worker.js" },
      source: workerOf(files, version),
    });
  },
});
