// SPDX-License-Identifier: Apache-2.0
/** Rules of size, and the measure of functions they share with `sizes.ts`. */
import {
  type FileRule,
  isPackageCode,
  lineOf,
  nodesOf,
  type Placed,
  type Source,
} from "./source.ts";

const LONGEST_FUNCTION = 70;
const LONGEST_FILE = 400;
const TOO_WIDE = /^.{101,}$/gmu;
const MOST_PARAMETERS = 3;

/** A function with its length from first to last line. */
export type Measured = {
  readonly path: string;
  readonly name: string;
  readonly offset: number;
  readonly lines: number;
};

const isFunction = ({ node }: Placed): boolean =>
  node.type === "FunctionDeclaration" ||
  node.type === "FunctionExpression" ||
  node.type === "ArrowFunctionExpression";

const isDescribed = ({ parent }: Placed): boolean =>
  parent?.node.type === "CallExpression" &&
  parent.node.callee.type === "Identifier" &&
  parent.node.callee.name.startsWith("describe");

const isInside = (placed: Placed): boolean => {
  for (let up = placed.parent; up !== null; up = up.parent) {
    if (isFunction(up) && !isDescribed(up)) return true;
  }
  return false;
};

const nameOf = ({ node, parent }: Placed): string => {
  if ("id" in node && node.id?.type === "Identifier") return node.id.name;
  const over = parent?.node;
  if (over?.type === "VariableDeclarator" && over.id.type === "Identifier") return over.id.name;
  if (over !== undefined && "key" in over && over.key.type === "Identifier") return over.key.name;
  return "(no name)";
};

/** The outermost functions; nested ones count inside their parent, `describe…` is no function. */
export const functionsOf = (file: Source): readonly Measured[] =>
  nodesOf(file)
    .filter((placed) => isFunction(placed) && !isDescribed(placed) && !isInside(placed))
    .map((placed) => ({
      path: file.path,
      name: nameOf(placed),
      offset: placed.node.start,
      lines: lineOf(file, placed.node.end) - lineOf(file, placed.node.start) + 1,
    }));

/** No function is longer than a screen. Blind: many short functions that are one long one. */
export const functionLength: FileRule = (file) =>
  functionsOf(file)
    .filter(({ lines }) => lines > LONGEST_FUNCTION)
    .map(({ offset, name, lines }) => [offset, `${name} has ${lines} lines`]);

/** No file of code is longer than a chapter. Blind: a chapter cut in two at the wrong place. */
export const fileLength: FileRule = ({ parsed, text }) => {
  const lines = text.trimEnd().split("\n").length;
  return parsed !== null && lines > LONGEST_FILE ? [[0, `${lines} lines`]] : [];
};

/** No line of code is wider than the page. Blind: wide glyphs count as one. */
export const width: FileRule = ({ parsed, text }) =>
  (parsed === null ? [] : [...text.matchAll(TOO_WIDE)]).map(({ 0: line, index }) => [
    index,
    `${[...line].length} columns`,
  ]);

/** At most three positional parameters. Blind: two of one type, which should be a named object. */
export const parameters: FileRule = (file) =>
  (isPackageCode(file) ? nodesOf(file).filter(isFunction) : []).flatMap((placed) => {
    const taken = "params" in placed.node ? placed.node.params : [];
    const many = Array.isArray(taken) && taken.length > MOST_PARAMETERS;
    return many ? [[placed.node.start, `${nameOf(placed)} takes ${taken.length}`] as const] : [];
  });
