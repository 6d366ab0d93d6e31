// SPDX-License-Identifier: Apache-2.0
/** The weight of a screen: every script that has to come before it can be drawn, gzipped. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { BUILT } from "../../../packages/cli/src/web/build.ts";

const ASSETS = join(BUILT, "assets");

const textOf = (file: string): string => readFileSync(join(ASSETS, file), "utf8");

/** Scripts that a script imports before it runs; those it may load later are left out. */
const importsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, name]) => name ?? "");

const withImports = (files: readonly string[], known: Set<string> = new Set()): Set<string> => {
  for (const file of files) {
    if (known.has(file)) continue;
    known.add(file);
    withImports(importsOf(file), known);
  }
  return known;
};

/** Scripts that a page names itself. */
const firstOf = (page: string): readonly string[] =>
  [...readFileSync(join(BUILT, page), "utf8").matchAll(/\.\/assets\/([^"]+\.js)"/g)].map(
    ([, file]) => file ?? "",
  );

const sumOf = (files: readonly string[]): number =>
  [...withImports(files)].reduce((sum, file) => sum + gzipSync(textOf(file)).length, 0);

/** Gzipped bytes of the scripts that a page needs before it is drawn. */
export const weightOfPage = (page: string): number => sumOf(firstOf(page));

/** Gzipped bytes of the scripts of the door and of the screen whose script is called so. */
export const weightOf = (screen: string): number => {
  const own = readdirSync(ASSETS).filter(
    (file) => file.startsWith(`${screen}-`) && file.endsWith(".js"),
  );
  if (own.length !== 1) throw new Error(`${own.length} scripts are called ${screen}`);
  return sumOf([...firstOf("index.html"), ...own]);
};
