// SPDX-License-Identifier: Apache-2.0
/**
 * A file of the repository as the rules see it: its text, and for TypeScript one parse that all
 * rules share; and what a rule is. A rule looks at files and gives hits; it reads no disk.
 */
import { type Comment, type EcmaScriptModule, type Node, parseSync, visitorKeys } from "oxc-parser";
import { isCore, type Layer, layerNamed } from "../layers.ts";

/** A node with the way back up to the root. */
export type Placed = { readonly node: Node; readonly parent: Placed | null };

/** What a parse gives. */
export type Parsed = {
  readonly nodes: readonly Placed[];
  readonly comments: readonly Comment[];
  readonly module: EcmaScriptModule;
};

/** A file: `path` from the root with `/`; `parsed` only for TypeScript; text empty if binary. */
export type Source = {
  readonly path: string;
  readonly text: string;
  readonly parsed: Parsed | null;
};

/** Something a rule does not allow. */
export type Finding = {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

const collect = (node: Node, parent: Placed | null, into: Placed[]): readonly Placed[] => {
  const placed = { node, parent };
  into.push(placed);
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Readonly<Record<string, unknown>>)[key];
    for (const each of Array.isArray(child) ? child : [child]) {
      if (isNode(each)) collect(each, placed, into);
    }
  }
  return into;
};

const parse = (path: string, text: string): Parsed => {
  const result = parseSync(path, text, { preserveParens: false });
  const [error] = result.errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  const { program, comments, module } = result;
  return { nodes: collect(program, null, []), comments, module };
};

/** The file with its parse. Breaks if: TypeScript does not parse. */
export const source = (path: string, text: string): Source => ({
  path,
  text,
  parsed: /\.tsx?$/.test(path) ? parse(path, text) : null,
});

/** All nodes of a file, parents first; none if it is not TypeScript. */
export const nodesOf = (file: Source): readonly Placed[] => file.parsed?.nodes ?? [];

/** The line of an offset in the text, from 1. */
export const lineOf = (file: Source, offset: number): number =>
  file.text.slice(0, offset).split("\n").length;

/** What a rule does not allow in a file, and where. */
export type Hit = readonly [offset: number, message: string];

/** A rule over one file. */
export type FileRule = (file: Source) => readonly Hit[];

/** A rule that looks at the whole tree first, then at each file. */
export type TreeRule = (tree: readonly Source[]) => FileRule;

/** A table of rules: name → rule. */
export type Rules = Readonly<Record<string, TreeRule>>;

/** Everything that a table of rules finds in a tree. */
export const check = (rules: Rules, tree: readonly Source[]): readonly Finding[] =>
  Object.entries(rules).flatMap(([rule, look]) => {
    const inFile = look(tree);
    return tree.flatMap((file) =>
      inFile(file).map(([offset, message]) => ({
        rule,
        path: file.path,
        line: lineOf(file, offset),
        message,
      })),
    );
  });

/** A finding as a person reads it. */
export const show = ({ path, line, rule, message }: Finding): string =>
  `${path}:${line} ${rule}: ${message}`;

/** Whether the file is code of a package (not its tests). */
export const isPackageCode = ({ path }: Source): boolean =>
  /^(packages|apps)\/\w+\/src\/.*\.tsx?$/.test(path);

/** Whether the file is a test. */
export const isTest = ({ path }: Source): boolean => path.endsWith(".test.ts");

/** The layer whose code the file is. */
export const layerOf = (file: Source): Layer | undefined =>
  isPackageCode(file) ? layerNamed(file.path.split("/")[1] ?? "") : undefined;

/** Whether the file is code of the core. */
export const isCoreCode = (file: Source): boolean => {
  const layer = layerOf(file);
  return layer !== undefined && isCore(layer);
};
