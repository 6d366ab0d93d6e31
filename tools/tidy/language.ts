// SPDX-License-Identifier: Apache-2.0
/** Rules of the language: what may be written where, node by node. */
import type { Node } from "oxc-parser";
import {
  type FileRule,
  type Hit,
  isCoreCode,
  isPackageCode,
  isTest,
  layerOf,
  nodesOf,
  type Placed,
  type Source,
  type TreeRule,
} from "./source.ts";

/** A rule over nodes: where it applies, and what it says about a node it does not allow. */
type NodeRule = {
  readonly applies: (file: Source) => boolean;
  readonly says: (node: Node, parent: Placed | null, file: Source) => string | null;
};

const everywhere = (): boolean => true;
const inPump = (file: Source): boolean => layerOf(file)?.sees === "integers";

/** `Math.sqrt` → "sqrt" for "Math"; also `Math["sqrt"]`. */
const memberOf = (node: Node, object: string): string | undefined => {
  if (node.type !== "MemberExpression") return undefined;
  if (node.object.type !== "Identifier" || node.object.name !== object) return undefined;
  if (node.property.type === "Literal") return String(node.property.value);
  return !node.computed && node.property.type === "Identifier" ? node.property.name : "…";
};

const EXACT_MATH =
  /^(abs|ceil|floor|round|trunc|sign|min|max|clz32|imul|MAX_SAFE_INTEGER|MIN_SAFE_INTEGER)$/;
const LEFT_OUT = /^(skip|only|todo|skipIf|runIf)$/;
const ON_THE_WALL = /^(toLocale\w*|getTimezoneOffset|get(Hours|Minutes|Day|Date|Month|FullYear))$/;

const RULES: Readonly<Record<string, NodeRule>> = {
  /** Time and chance are arguments. Blind: a global reached through an alias. */
  ambient: {
    applies: isCoreCode,
    says: (node, parent) => {
      if (memberOf(node, "Date") === "now") return "Date.now: time is an argument";
      if (memberOf(node, "Math") === "random") return "Math.random: chance is an argument";
      const makes = node.type === "NewExpression" || node.type === "CallExpression";
      if (makes && node.callee.type === "Identifier" && node.callee.name === "Date")
        return node.arguments.length === 0 ? "new Date(): time is an argument" : null;
      if (node.type !== "Identifier") return null;
      if (node.name === "globalThis" || node.name === "Intl")
        return `${node.name}: not in the core`;
      const isMember = parent?.node.type === "MemberExpression";
      return isMember && ON_THE_WALL.test(node.name) ? `${node.name}: the machine's zone` : null;
    },
  },
  /** The pump computes with integers. Blind: a quotient of two integers, and `**` of names. */
  integers: {
    applies: inPump,
    says: (node) => {
      const math = memberOf(node, "Math");
      if (math !== undefined && !EXACT_MATH.test(math)) return `Math.${math}: integers only`;
      const isNumber = node.type === "Literal" && typeof node.value === "number";
      return isNumber && !Number.isSafeInteger(node.value) ? `${node.raw}: integers only` : null;
    },
  },
  any: {
    applies: everywhere,
    says: (node) => (node.type === "TSAnyKeyword" ? "any says nothing; unknown or a type" : null),
  },
  "non-null": {
    applies: everywhere,
    says: (node) => (node.type === "TSNonNullExpression" ? "! asserts without a reason" : null),
  },
  "default-export": {
    applies: ({ path }) => !path.endsWith(".config.ts"),
    says: (node) =>
      node.type === "ExportDefaultDeclaration" ? "a name says what is exported" : null,
  },
  enum: {
    applies: everywhere,
    says: (node) => (node.type === "TSEnumDeclaration" ? "a union of literals instead" : null),
  },
  /** The core is functions and data; `Broken` must be an Error to be thrown. */
  class: {
    applies: isCoreCode,
    says: (node, _, { path }) => {
      if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return null;
      const isBroken = path === "packages/quantity/src/result.ts" && node.id?.name === "Broken";
      return isBroken ? null : "the core has no classes";
    },
  },
  /** Without a default the compiler finds the missing case. Blind: a kind under another name. */
  "default-case": {
    applies: isPackageCode,
    says: (node, parent) => {
      if (node.type !== "SwitchCase" || node.test !== null) return null;
      const over = parent?.node.type === "SwitchStatement" ? parent.node.discriminant : undefined;
      const isKind =
        over?.type === "MemberExpression" &&
        over.property.type === "Identifier" &&
        over.property.name === "kind";
      return isKind ? "a switch on kind names every case" : null;
    },
  },
  /** Every test runs. Blind: a test that returns before it asserts. */
  "left-out": {
    applies: isTest,
    says: (node) =>
      node.type === "MemberExpression" &&
      node.property.type === "Identifier" &&
      LEFT_OUT.test(node.property.name)
        ? `.${node.property.name} leaves tests out`
        : null,
  },
};

const overNodes =
  ({ applies, says }: NodeRule): FileRule =>
  (file) =>
    (applies(file) ? nodesOf(file) : []).flatMap(({ node, parent }) => {
      const message = says(node, parent, file);
      return message === null ? [] : [[node.start, message] as const];
    });

/** The node rules by name. */
export const NODE_RULES: Readonly<Record<string, FileRule>> = Object.fromEntries(
  Object.entries(RULES).map(([name, rule]) => [name, overNodes(rule)]),
);

/** Names of branded types: aliases in quantity that carry a unique symbol, and aliases of those. */
const brandsIn = (tree: readonly Source[]): ReadonlySet<string> => {
  const brands = new Set<string>();
  const aliases = tree
    .filter(({ path }) => path.startsWith("packages/quantity/src/"))
    .flatMap((file) => nodesOf(file).map(({ node }) => ({ node, text: file.text })))
    .flatMap(({ node, text }) =>
      node.type === "TSTypeAliasDeclaration"
        ? [{ name: node.id.name, means: text.slice(node.typeAnnotation.start, node.end) }]
        : [],
    );
  const isBrand = (means: string): boolean =>
    /& \{\s*readonly \[/.test(means) || brands.has(/^\w+/.exec(means)?.[0] ?? "");
  for (let size = -1; size < brands.size; ) {
    size = brands.size;
    for (const { name, means } of aliases) if (isBrand(means)) brands.add(name);
  }
  return brands;
};

/** Only quantity makes quantities; `as never` fits them all. Blind: an annotated `JSON.parse`. */
export const casts: TreeRule = (tree) => {
  const brands = brandsIn(tree);
  return (file) =>
    (/^packages\/(?!quantity\/)/.test(file.path) ? nodesOf(file) : []).flatMap(
      ({ node }): Hit[] => {
        if (node.type !== "TSAsExpression" && node.type !== "TSTypeAssertion") return [];
        const to = file.text.slice(node.typeAnnotation.start, node.typeAnnotation.end);
        const isBrand = to === "never" || to.match(/\w+/g)?.some((word) => brands.has(word));
        return isBrand ? [[node.start, `as ${to}: only quantity makes quantities`]] : [];
      },
    );
};
