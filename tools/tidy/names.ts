// SPDX-License-Identifier: Apache-2.0
/** Rules of naming: no drawers, and one word for each meaning. */
import type { Node } from "oxc-parser";
import {
  type FileRule,
  type Hit,
  isPackageCode,
  nodesOf,
  type Source,
  type TreeRule,
} from "./source.ts";

const DRAWERS = ["util", "common", "helper", "manager", "service", "base", "misc", "shared"];

const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const drawerIn = (name: string): string | undefined =>
  wordsOf(name).find((word) => DRAWERS.includes(word.replace(/s$/, "")));

/** No file or folder is a drawer for anything. Blind: a drawer under a better name. */
export const fileNames: FileRule = ({ path }) => {
  const drawer = /^tsconfig\.\w+\.json$/.test(path) ? undefined : drawerIn(path);
  return drawer === undefined ? [] : [[0, `"${drawer}" names a drawer, not a thing`]];
};

type Name = readonly [name: string, offset: number];

const bound = (pattern: Node | null): readonly Name[] => {
  switch (pattern?.type) {
    case "Identifier":
      return [[pattern.name, pattern.start]];
    case "ObjectPattern":
      return pattern.properties.flatMap((each) =>
        bound(each.type === "Property" ? each.value : each),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap(bound);
    case "AssignmentPattern":
      return bound(pattern.left);
    case "RestElement":
      return bound(pattern.argument);
    default:
      return [];
  }
};

const declaredBy = (node: Node): readonly Name[] => {
  if (node.type === "TSPropertySignature") return bound(node.key);
  const id = "id" in node && node.id !== null && typeof node.id === "object" ? node.id : null;
  const params = "params" in node && Array.isArray(node.params) ? node.params : [];
  return [id, ...params].flatMap((each) => bound(each as Node | null));
};

/** Names that a file gives: variables, functions, types, parameters, fields of types. */
const namesIn = (file: Source): readonly Name[] =>
  (isPackageCode(file) ? nodesOf(file) : []).flatMap(({ node }) => declaredBy(node));

/** No name is a drawer. Blind: keys of object literals, which may be another library's. */
export const identifiers: FileRule = (file) =>
  namesIn(file)
    .filter(([name]) => drawerIn(name) !== undefined)
    .map(([name, offset]) => [offset, `${name} names a drawer, not a thing`]);

/** Forbidden phrase → the term to use, from rows `| term | meaning | not this, nor that |`. */
const forbiddenIn = (glossary: string): ReadonlyMap<string, string> =>
  new Map(
    glossary.split("\n").flatMap((line) => {
      const [, term, , not] = line
        .split("|")
        .map((cell) => cell.replace(/`|\([^)]*\)/g, "").trim());
      const phrases = (not ?? "").split(/[,;]/).map((each) => wordsOf(each).join(" "));
      const usable = phrases.filter((phrase) => phrase !== "" && phrase !== "not");
      return usable.map((phrase) => [phrase, term ?? ""] as const);
    }),
  );

/** One word per meaning. Blind: words in text and comments, and a synonym the glossary lacks. */
export const synonyms: TreeRule = (tree) => {
  const glossary = tree.find(({ path }) => path === "docs/glossary.md");
  const forbidden = [...forbiddenIn(glossary?.text ?? "")];
  return (file) =>
    namesIn(file).flatMap(([name, offset]) => {
      const spoken = ` ${wordsOf(name).join(" ")} `;
      return forbidden
        .filter(([phrase]) => spoken.includes(` ${phrase} `))
        .map(([phrase, term]): Hit => [offset, `${name}: "${phrase}" is called ${term} here`]);
    });
};
