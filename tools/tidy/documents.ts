// SPDX-License-Identifier: Apache-2.0
/** Rules of documents and of text in general. */
import { posix } from "node:path";
import type { FileRule, Hit, TreeRule } from "./source.ts";

const PAGE = 60;

/** The text with fenced and inline code blanked, offsets unchanged; empty if not Markdown. */
const prose: (file: { path: string; text: string }) => string = ({ path, text }) =>
  path.endsWith(".md")
    ? text.replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, " "))
    : "";

/** One title per document. Blind: titles underlined with `===`. */
export const title: FileRule = (file) => {
  const titles = [...prose(file).matchAll(/^# /gm)];
  return file.path.endsWith(".md") && titles.length !== 1
    ? [[titles[1]?.index ?? 0, `${titles.length} titles, not one`]]
    : [];
};

const foldersOf = (path: string): readonly string[] =>
  path.split("/").map((_, depth, parts) => parts.slice(0, depth).join("/") || ".");

/** Links between files resolve. Blind: the part after `#`, and links to the web. */
export const links: TreeRule = (tree) => {
  const known = new Set(tree.flatMap(({ path }) => [path, ...foldersOf(path)]));
  return (file) =>
    [...prose(file).matchAll(/\]\(([^)\s]+)[^)]*\)/g)].flatMap(({ 1: link = "", index }): Hit[] => {
      const target = decodeURI(link.split("#")[0] ?? "");
      const path = posix.join(posix.dirname(file.path), target).replace(/\/$/, "");
      const found = target === "" || /^\w+:/.test(target) || known.has(path);
      return found ? [] : [[index, `${link} leads nowhere`]];
    });
};

/** Each decision is one page and listed. Blind: whether it is still the decision. */
export const decisions: TreeRule = (tree) => {
  const list = tree.find(({ path }) => path === "docs/decisions/README.md")?.text ?? "";
  return ({ path, text }) => {
    if (!/^docs\/decisions\/(?!README).*\.md$/.test(path)) return [];
    const lines = text.trimEnd().split("\n").length;
    const long: readonly Hit[] = lines > PAGE ? [[0, `${lines} lines: more than a page`]] : [];
    const listed = list.includes(`(${posix.basename(path)})`);
    return listed ? long : [...long, [0, "is not in docs/decisions/README.md"]];
  };
};

const noneOf =
  (pattern: RegExp): FileRule =>
  ({ text }) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, found]);

/** No folder of one machine and no registry in the tree. Blind: other folders and hosts. */
export const machines = noneOf(/(?<![\w.-])\/(?:work|root|home)\/\w+|registry\.[a-z]+js\.\w+/g);

/** What is not done is an issue, not a word in the tree. Blind: "later", "for now". */
export const unfinished = noneOf(/\b(?:TO(?:DO)|FIX(?:ME)|X{3})\b/g);

type Locked = { readonly optionalDependencies?: Readonly<Record<string, string>> };

/** The lock names the packages of every platform, or `npm ci` refuses it. Blind: their versions. */
export const lock: FileRule = ({ path, text }) => {
  if (path !== "package-lock.json") return [];
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };
  const wanted = Object.values(packages).flatMap((each) =>
    Object.keys(each.optionalDependencies ?? {}),
  );
  return [...new Set(wanted)]
    .filter((name) => packages[`node_modules/${name}`] === undefined)
    .map((name) => [0, `lacks ${name}`]);
};
