// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the river: imports agree with the table of layers and with each manifest; nothing
 * reaches into another package; no file imports itself by a detour; the core is the language.
 */
import { isCore, type Layer, layerNamed } from "../layers.ts";
import { importsOf, packageOf, resolveFrom } from "./imports.ts";
import {
  type FileRule,
  type Hit,
  isPackageCode,
  layerOf,
  type Rules,
  type Source,
  type TreeRule,
} from "./source.ts";

/** A rule over imports: what it says about a specifier it does not allow in a layer. */
const overImports =
  (says: (layer: Layer, from: string) => string | null): TreeRule =>
  () =>
  (file) => {
    const layer = layerOf(file);
    return (layer === undefined ? [] : importsOf(file)).flatMap(({ from, offset }) => {
      const message = layer === undefined ? null : says(layer, from);
      return message === null ? [] : [[offset, message] as const];
    });
  };

/** A station imports only what its row allows. */
const layer = overImports(({ name, mayImport }, from) => {
  const target = packageOf(from);
  if (target === undefined || target === name || mayImport.includes(target)) return null;
  return `${name} may import ${mayImport.join(", ") || "nothing"}, not ${target}`;
});

/** A package is entered by its one door. */
const deepImport = overImports((_, from) =>
  /^@cisterna\/[^/]+\/|^(\.\.\/)+packages\//.test(from) ? `${from} reaches into a package` : null,
);

/** A package does not import itself by name: inside, files are relative. */
const selfImport = overImports(({ name }, from) =>
  packageOf(from) === name ? `${from} is this package; import the file` : null,
);

/** The core sees the language: no modules of Node, no packages from npm. */
const coreSees = overImports((layer, from) =>
  isCore(layer) && !from.startsWith(".") && packageOf(from) === undefined
    ? `${layer.name} is core and imports nothing from outside, not ${from}`
    : null,
);

const manifestName = ({ path }: Source): string | undefined =>
  /^(?:packages|apps)\/(\w+)\/package\.json$/.exec(path)?.[1];

/** Every package has a row in the table. */
const noLayer: FileRule = (file) => {
  const name = manifestName(file);
  const missing = name !== undefined && layerNamed(name) === undefined;
  return missing ? [[0, `${name} has no row in tools/layers.ts`]] : [];
};

/** The package of a bare specifier: `zod/v4` → `zod`, `@a/b/c` → `@a/b`; null if none. */
const packageIn = (specifier: string): string | null =>
  /^(\.|node:|file:|https?:)/.test(specifier)
    ? null
    : specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/** Packages that the code of a package imports, other than itself. */
const importedBy = (name: string, tree: readonly Source[]): ReadonlySet<string> =>
  new Set(
    tree
      .filter((file) => isPackageCode(file) && file.path.split("/")[1] === name)
      .flatMap((file) => importsOf(file).flatMap(({ from }) => packageIn(from) ?? []))
      .filter((each) => each !== `@cisterna/${name}`),
  );

const overManifests =
  (says: (imported: ReadonlySet<string>, declared: ReadonlySet<string>) => readonly string[]) =>
  (tree: readonly Source[]): FileRule =>
  (file) => {
    const name = manifestName(file);
    if (name === undefined) return [];
    const { dependencies = {} } = JSON.parse(file.text) as { dependencies?: object };
    return says(importedBy(name, tree), new Set(Object.keys(dependencies))).map((message) => [
      0,
      message,
    ]);
  };

/** What the code imports is declared. */
const undeclared = overManifests((imported, declared) =>
  [...imported]
    .filter((each) => !declared.has(each))
    .map((each) => `imports ${each} without declaring it`),
);

/** What is declared is imported. */
const unused = overManifests((imported, declared) =>
  [...declared]
    .filter((each) => !imported.has(each))
    .map((each) => `declares ${each} and never imports it`),
);

/** Each cycle once, as the path that closes it. */
const cyclesIn = (
  graph: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] => {
  const done = new Set<string>();
  const cycles: (readonly string[])[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path);
    if (from >= 0) cycles.push([...trail.slice(from), path]);
    if (from >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
};

/** No file imports itself by a detour. A type-only import counts as an import. */
const cycle: TreeRule = (tree) => {
  const targetsOf = (file: Source): readonly string[] =>
    importsOf(file).flatMap(({ from }) => resolveFrom(file.path, from) ?? []);
  const cycles = cyclesIn(
    new Map(tree.filter(isPackageCode).map((file) => [file.path, targetsOf(file)])),
  );
  return ({ path }) =>
    cycles.filter(([first]) => first === path).map((trail): Hit => [0, trail.join(" → ")]);
};

/** The table of layer rules. */
export const LAYER_RULES: Rules = {
  layer,
  "deep-import": deepImport,
  "self-import": selfImport,
  "core-sees": coreSees,
  "no-layer": () => noLayer,
  undeclared,
  "unused-dependency": unused,
  cycle,
};
