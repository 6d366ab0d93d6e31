// SPDX-License-Identifier: Apache-2.0
/**
 * Who imports what: static imports, re-exports, `import()`, import types and `new URL(…)` workers.
 * Blind: a specifier that is computed.
 */
import { posix } from "node:path";
import { nodesOf, type Source } from "./source.ts";

/** One import: its specifier, where it stands, and the names it takes (`"*"` for all). */
export type Import = {
  readonly from: string;
  readonly offset: number;
  readonly names: readonly string[];
};

const staticImports = (file: Source): readonly Import[] =>
  (file.parsed?.module.staticImports ?? []).map(({ moduleRequest, start, entries }) => ({
    from: moduleRequest.value,
    offset: start,
    names: entries.map(({ importName }) => importName.name ?? "*"),
  }));

const reExports = (file: Source): readonly Import[] =>
  (file.parsed?.module.staticExports ?? []).flatMap(({ start, entries }) =>
    entries.flatMap(({ moduleRequest, importName }) =>
      moduleRequest === null
        ? []
        : [{ from: moduleRequest.value, offset: start, names: [importName.name ?? "*"] }],
    ),
  );

const loadedAtRun = (file: Source): readonly Import[] =>
  nodesOf(file).flatMap(({ node }) => {
    const from =
      node.type === "ImportExpression" || node.type === "TSImportType"
        ? node.source
        : node.type === "NewExpression" &&
            node.callee.type === "Identifier" &&
            node.callee.name === "URL"
          ? node.arguments[0]
          : undefined;
    return from?.type === "Literal" && typeof from.value === "string"
      ? [{ from: from.value, offset: node.start, names: ["*"] }]
      : [];
  });

/** Every import of a file. */
export const importsOf = (file: Source): readonly Import[] => [
  ...staticImports(file),
  ...reExports(file),
  ...loadedAtRun(file),
];

/** The name of a Cisterna package from a specifier such as `@cisterna/pump`, or undefined. */
export const packageOf = (specifier: string): string | undefined =>
  /^@cisterna\/([^/]+)/.exec(specifier)?.[1];

/** The file a specifier leads to, if it is one of ours. */
export const resolveFrom = (path: string, specifier: string): string | undefined => {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  const name = packageOf(specifier);
  return name === undefined ? undefined : `packages/${name}/src/index.ts`;
};
