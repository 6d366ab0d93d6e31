// SPDX-License-Identifier: Apache-2.0
/**
 * The document: a file's text as a tree of texts, lists and mappings, and the place of every one.
 * YAML and JSON flow in. Nothing is guessed on the way: `10:00`, `no`, `1e3` and a date stay the
 * text they are; anchors, tags, several documents and doubled keys are refused.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import {
  Composer,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type Document as YamlDocument,
} from "yaml";
import {
  type Breakage,
  excerpt,
  type Path,
  type Place,
  type Problem,
  printPath,
} from "./problem.ts";

/** What a file says, before anybody asked what it means. */
export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

/** An opened file. `doubled` are its doubled keys: problems that do not hide the others. */
export type Opened = {
  readonly tree: Tree;
  readonly doubled: readonly Problem[];
  /** Where the value at a path stands; where it is missing, the mapping it is missing from. */
  readonly placeOf: (path: Path) => Place;
  /** Where the key at the end of a path stands. */
  readonly placeOfKey: (path: Path) => Place;
};

/** Most characters of a file. */
export const LONGEST_FILE = 1_000_000;
/** Most words and marks of a file: a case has hundreds. */
export const MOST_LEXEMES = 20_000;
/** Most levels of lists and mappings inside each other: a case has five. */
export const DEEPEST = 24;

const ACCEPTED: Readonly<Record<Breakage, string>> = {
  "too-large": `at most ${LONGEST_FILE} characters`,
  "too-many-words": `at most ${MOST_LEXEMES} words and marks`,
  "too-deep": `at most ${DEEPEST} levels inside each other`,
  empty: "a mapping of keys to values",
  "several-documents": "one document",
  anchor: "values written out, without anchors (&) and aliases (*)",
  tag: "plain values, without tags (!)",
  directive: "a document without directives (%)",
  "key-not-text": "a plain word as key",
  "duplicate-key": "each key once",
  syntax: "YAML or JSON",
};

type Where = Place & { readonly read: string; readonly path?: Path };

const broken = (what: Breakage, { line, column, read, path = [] }: Where): Problem => ({
  kind: "broken-file",
  what,
  path: printPath(path),
  line,
  column,
  read: excerpt(read),
  accepted: ACCEPTED[what],
});

const START: Place = { line: 1, column: 1 };

type Composed = { readonly documents: readonly YamlDocument[]; readonly lines: LineCounter };

/** The documents of a text, or null once it has more lexemes than any case. */
const compose = (text: string): Composed | null => {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, prettyErrors: false });
  const documents: YamlDocument[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MOST_LEXEMES) return null;
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, text.length));
  return { documents, lines };
};

/** Collects, on one walk, the tree and everything about it that is not read. */
type Walk = {
  readonly placeAt: (offset: number) => Place;
  readonly broken: Problem[];
  readonly doubled: Problem[];
};

/** A key as text; null when it is a list or a mapping. */
const keyText = (key: unknown): string | null =>
  isScalar(key) && typeof key.value === "string" ? key.value : null;

const begin = (node: Node | null | undefined): number => node?.range?.[0] ?? 0;

const refuseNode = (walk: Walk, what: Breakage, at: { offset: number; path: Path }): Tree => {
  const read = printPath(at.path);
  walk.broken.push(broken(what, { ...walk.placeAt(at.offset), read, path: at.path }));
  return "";
};

const treeOf = (walk: Walk, node: unknown, path: Path): Tree => {
  if (node === null || node === undefined) return "";
  const at = { offset: begin(node as Node), path };
  if (path.length > DEEPEST) return refuseNode(walk, "too-deep", at);
  if (!isScalar(node) && !isSeq(node) && !isMap(node)) return refuseNode(walk, "anchor", at);
  if (node.anchor !== undefined) return refuseNode(walk, "anchor", at);
  if (isWrittenTag(node)) return refuseNode(walk, "tag", at);
  if (isScalar(node)) return typeof node.value === "string" ? node.value : (node.source ?? "");
  if (isSeq(node)) return node.items.map((item, index) => treeOf(walk, item, [...path, index]));
  return mappingOf(walk, node.items, path);
};

const FAILSAFE_TAGS = new Set([
  "tag:yaml.org,2002:str",
  "tag:yaml.org,2002:map",
  "tag:yaml.org,2002:seq",
]);

const isWrittenTag = (node: { readonly tag?: string | undefined }): boolean =>
  node.tag !== undefined && !FAILSAFE_TAGS.has(node.tag);

const mappingOf = (walk: Walk, pairs: readonly Pair[], path: Path): Tree => {
  const mapping: { [key: string]: Tree } = Object.create(null);
  for (const pair of pairs) {
    const key = keyText(pair.key);
    const offset = begin(pair.key as Node | null);
    if (key === null) {
      refuseNode(walk, "key-not-text", { offset, path });
    } else if (key in mapping) {
      const place = { ...walk.placeAt(offset), read: key, path: [...path, key] };
      walk.doubled.push(broken("duplicate-key", place));
    } else {
      mapping[key] = treeOf(walk, pair.value, [...path, key]);
    }
  }
  return mapping;
};

/** The pair or item one step into a node. */
const stepInto = (
  node: unknown,
  step: string | number,
): { key: unknown; value: unknown } | null => {
  if (isSeq(node) && typeof step === "number")
    return { key: null, value: node.items[step] ?? null };
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => keyText(key) === step);
  return pair === undefined ? null : { key: pair.key, value: pair.value };
};

/** Offset of the value at a path, or of the last thing on the way that exists. */
const offsetOf = (root: unknown, path: Path, wanted: "value" | "key"): number => {
  let [node, offset] = [root, begin(root as Node | null)];
  for (const [index, step] of path.entries()) {
    const next = stepInto(node, step);
    if (next === null) return offset;
    const isKey = wanted === "key" && index === path.length - 1;
    const mark = (isKey ? next.key : next.value) ?? next.key;
    if (mark !== null) offset = begin(mark as Node);
    node = next.value;
  }
  return offset;
};

const syntaxProblems = (
  text: string,
  document: YamlDocument,
  placeAt: Walk["placeAt"],
): readonly Problem[] =>
  document.errors.map((error) =>
    broken(error.code === "MULTIPLE_DOCS" ? "several-documents" : "syntax", {
      ...placeAt(error.pos[0]),
      read: text.slice(error.pos[0], error.pos[0] + 40).split("\n")[0] ?? "",
    }),
  );

const refusedAll = (problems: readonly Problem[]): Result<never, Problem> => {
  const [first, ...rest] = problems;
  return refused(first ?? broken("empty", { ...START, read: "" }), ...rest);
};

const tagWarnings = (document: YamlDocument, placeAt: Walk["placeAt"]): readonly Problem[] =>
  document.warnings.map((warning) => {
    const what = warning.code === "TAG_RESOLVE_FAILED" ? "tag" : "directive";
    return broken(what, { ...placeAt(warning.pos[0]), read: "" });
  });

/**
 * Opens a file. Refuses with `broken-file`: too large, not YAML or JSON, no document or several,
 * anchors, tags, keys that are no words, and nesting that no case needs.
 */
export const openDocument = (text: string): Result<Opened, Problem> => {
  if (text.length > LONGEST_FILE) return refused(broken("too-large", { ...START, read: "" }));
  const composed = compose(text);
  if (composed === null) return refused(broken("too-many-words", { ...START, read: "" }));
  const placeAt = (offset: number): Place => {
    const { line, col } = composed.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [document, second] = composed.documents;
  if (document === undefined) return refused(broken("empty", { ...START, read: "" }));
  const unread = [
    ...syntaxProblems(text, document, placeAt),
    ...tagWarnings(document, placeAt),
    ...(second === undefined ? [] : [broken("several-documents", secondStart(second, placeAt))]),
  ];
  if (unread.length > 0) return refusedAll(unread);
  return walked(document, placeAt);
};

const secondStart = (second: YamlDocument, placeAt: Walk["placeAt"]): Where => ({
  ...placeAt(second.range?.[0] ?? 0),
  read: "---",
});

const walked = (document: YamlDocument, placeAt: Walk["placeAt"]): Result<Opened, Problem> => {
  const walk: Walk = { placeAt, broken: [], doubled: [] };
  const root: unknown = document.contents;
  const tree = treeOf(walk, root, []);
  if (walk.broken.length > 0) return refusedAll(walk.broken);
  if (tree === "") return refused(broken("empty", { ...START, read: "" }));
  return accepted({
    tree,
    doubled: walk.doubled,
    placeOf: (path) => placeAt(offsetOf(root, path, "value")),
    placeOfKey: (path) => placeAt(offsetOf(root, path, "key")),
  });
};
