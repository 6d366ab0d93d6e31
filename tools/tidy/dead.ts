// SPDX-License-Identifier: Apache-2.0
/** Rules against dead code: every file is reached, every export is imported. */
import { importsOf, resolveFrom } from "./imports.ts";
import { isPackageCode, type Source, type TreeRule } from "./source.ts";

const isEntry = ({ path }: Source): boolean =>
  /^packages\/\w+\/src\/(index|main)\.ts$|^apps\/\w+\/src\/(main|reader|controller)\.tsx?$/.test(
    path,
  );

const targetsOf = (file: Source): readonly string[] =>
  importsOf(file).flatMap(({ from }) => resolveFrom(file.path, from) ?? []);

const reachedIn = (tree: readonly Source[]): ReadonlySet<string> => {
  const byPath = new Map(tree.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const waiting = tree.filter(isEntry);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file.path)) continue;
    reached.add(file.path);
    waiting.push(...targetsOf(file).flatMap((path) => byPath.get(path) ?? []));
  }
  return reached;
};

/** Every file of a package is reached from its index or main. Blind: a file reached for nothing. */
export const deadFiles: TreeRule = (tree) => {
  const reached = reachedIn(tree);
  return (file) =>
    isPackageCode(file) && !reached.has(file.path) ? [[0, "no index or main reaches it"]] : [];
};

/** `file name` for each name somebody takes from a file, `file *` for all of them. */
const takenIn = (tree: readonly Source[]): ReadonlySet<string> =>
  new Set(
    tree.flatMap((file) =>
      importsOf(file).flatMap(({ from, names }) =>
        names.map((name) => `${resolveFrom(file.path, from)} ${name}`),
      ),
    ),
  );

/** Every export is imported by somebody. Blind: what an index exports, and use by tests alone. */
export const deadExports: TreeRule = (tree) => {
  const [reached, taken] = [reachedIn(tree), takenIn(tree)];
  return (file) => {
    const inner = isPackageCode(file) && reached.has(file.path) && !isEntry(file);
    if (!inner || taken.has(`${file.path} *`)) return [];
    return (file.parsed?.module.staticExports ?? [])
      .flatMap(({ entries }) => entries)
      .filter(({ exportName: { name } }) => name !== null && !taken.has(`${file.path} ${name}`))
      .map(({ exportName, start }) => [start, `nobody imports ${exportName.name}`]);
  };
};
