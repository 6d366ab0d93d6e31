// SPDX-License-Identifier: Apache-2.0
/** Rules of comments: licence, header, a doc on every exported name, reasons, known sources. */
import {
  type FileRule,
  isCoreCode,
  isPackageCode,
  nodesOf,
  type Source,
  type TreeRule,
} from "./source.ts";

const LICENCE = "SPDX-License-Identifier: Apache-2.0";

/** Every file of code states its licence first, a script after its interpreter. */
export const licence: FileRule = ({ parsed, path, text }) => {
  const isCode = parsed !== null || path.endsWith(".sh") || text.startsWith("#!");
  const [first, second] = text.split("\n");
  const stated = (first?.startsWith("#!") ? second : first)?.replace(/^(\/\/|#) /, "");
  return isCode && stated !== LICENCE ? [[0, `the first line states ${LICENCE}`]] : [];
};

/** Every station file opens with a paragraph about itself. Blind: what the paragraph says. */
export const header: FileRule = (file) =>
  isPackageCode(file) && !/^\/\/.*\n\n?\/\*\*/.test(file.text)
    ? [[0, "a paragraph after the licence says what flows in and out"]]
    : [];

const isDocumented = (file: Source, offset: number): boolean => {
  const docs = (file.parsed?.comments ?? []).filter(({ value }) => value.startsWith("*"));
  const above = docs.findLast(({ end }) => end <= offset);
  return above !== undefined && /^[ \t]*\n?[ \t]*$/.test(file.text.slice(above.end, offset));
};

/** Every exported name of the core has a doc above it. Blind: a header that stands in for it. */
export const documented: FileRule = (file) =>
  (isCoreCode(file) ? nodesOf(file) : []).flatMap(({ node }) => {
    if (node.type !== "ExportNamedDeclaration" || node.source !== null) return [];
    if (isDocumented(file, node.start)) return [];
    const name = /\w+ \w+/.exec(file.text.slice(node.start + "export ".length))?.[0];
    return [[node.start, `${name} has no doc directly above`]];
  });

/** An exception to the compiler or the linter carries its reason. Blind: a bad reason. */
export const reasons: FileRule = (file) =>
  (file.parsed?.comments ?? []).flatMap(({ value, start }) => {
    const bare = /^\s*(@ts-(ignore|nocheck)|@ts-expect-error\s*$|\/\s*<reference)/.test(value);
    const unreasoned = /^\s*biome-ignore/.test(value) && !/:\s*\w+ \w+/.test(value);
    return bare || unreasoned ? [[start, `${value.trim()}: no reason given`] as const] : [];
  });

const isSource = (path: string): boolean => /^packages\/[^/]+\/src\//.test(path);

/**
 * Every `Source: [id]` of a package resolves. Blind: a citation without brackets, or on the next
 * line; tests and tools.
 */
export const cited: TreeRule = (tree) => {
  const sources = tree.find(({ path }) => path === "docs/sources.md")?.text;
  const known = new Set([...(sources ?? "").matchAll(/`([^`\s]+)`/g)].map(([, id]) => id));
  return ({ path, text }) =>
    (sources !== undefined && isSource(path) ? [...text.matchAll(/\bSource: .*/g)] : []).flatMap(
      (line) =>
        [...line[0].matchAll(/\[([a-z][\w.-]*)[^\]]*\](?!\()/g)]
          .filter(([, id]) => !known.has(id))
          .map(([, id]) => [line.index, `${id} is not in docs/sources.md`] as const),
    );
};
