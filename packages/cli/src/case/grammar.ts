// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar: an opened file against the definition of its fields. Out flows the value, or every
 * problem of the file with its place.
 */
import { accepted, assert, type Result, refused } from "@cisterna/quantity";
import type { z } from "zod";
import type { Misreading } from "../schema/field.ts";
import { nearest } from "../shell/near.ts";
import { type Opened, openDocument, type Tree } from "./document.ts";
import { excerpt, inFileOrder, type Path, type Place, type Problem, printPath } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** A problem before it has its place in the text. */
export type Found = Misreading & {
  readonly path: Path;
  /** Whether the key is meant, and not its value. */
  readonly atKey?: boolean;
};

/** What stands at a path of a tree, or undefined. */
export const valueAt = (tree: Tree, path: Path): Tree | undefined => {
  let value: Tree | undefined = tree;
  for (const step of path) {
    if (value === undefined || typeof value === "string") return undefined;
    value = Array.isArray(value)
      ? value[Number(step)]
      : (value as Readonly<Record<string, Tree>>)[String(step)];
  }
  return value;
};

const isMapping = (tree: Tree | undefined): boolean =>
  typeof tree === "object" && !Array.isArray(tree);

const pathOf = (issue: Issue): Path =>
  issue.path.map((step) => (typeof step === "number" ? step : String(step)));

const wrongType = (issue: Issue, at: { tree: Tree; path: Path }): Found => {
  const expected = "expected" in issue && issue.expected === "object";
  const what = expected ? `a mapping with ${issue.message}` : issue.message;
  const missing = valueAt(at.tree, at.path) === undefined;
  return { kind: missing ? "missing-key" : "wrong-type", path: at.path, accepted: what };
};

const unknownKeys = (keys: readonly string[], message: string, path: Path): readonly Found[] =>
  keys.map((key) => ({
    kind: "unknown-key",
    path: [...path, key],
    atKey: true,
    accepted: `one of ${message}`,
    near: nearest(key, message.split(", ")),
  }));

/** Of a field that may be a text or a mapping, the problems of the form that was written. */
const ofWrittenForm = (branches: readonly (readonly Issue[])[], at: Placed): readonly Found[] => {
  const wanted = isMapping(valueAt(at.tree, at.path));
  const fits = (issues: readonly Issue[]): boolean =>
    !issues.some((issue) => issue.path.length === 0 && issue.code === "invalid_type");
  const branch = branches.find(fits) ?? branches[wanted ? branches.length - 1 : 0] ?? [];
  return branch.flatMap((issue) => foundIn(issue, at.tree, at.path));
};

const emptied = (tree: Tree, path: Path): "empty-list" | "wrong-type" => {
  const value = valueAt(tree, path);
  return Array.isArray(value) && value.length === 0 ? "empty-list" : "wrong-type";
};

type Placed = { readonly tree: Tree; readonly path: Path };

const foundIn = (issue: Issue, tree: Tree, before: Path): readonly Found[] => {
  const path = [...before, ...pathOf(issue)];
  switch (issue.code) {
    case "custom":
      return [{ ...(issue.params as Misreading), path }];
    case "unrecognized_keys":
      return unknownKeys(issue.keys, issue.message, path);
    case "invalid_union":
      return ofWrittenForm(issue.errors, { tree, path });
    case "too_small":
      return [{ kind: emptied(tree, path), path, accepted: issue.message }];
    case "invalid_type":
    case "too_big":
    case "invalid_format":
    case "not_multiple_of":
    case "invalid_key":
    case "invalid_element":
    case "invalid_value":
      return [wrongType(issue, { tree, path })];
  }
};

const shown = (value: Tree | undefined): string => {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return value === "" ? "nothing" : value;
  return Array.isArray(value) ? "a list" : "a mapping";
};

/** A found problem with its place in the file. */
const placed = (found: Found, opened: Opened): Problem => {
  const last = String(found.path.at(-1) ?? "");
  const place = found.atKey === true ? opened.placeOfKey(found.path) : opened.placeOf(found.path);
  const read = found.atKey === true ? last : shown(valueAt(opened.tree, found.path));
  return {
    kind: found.kind,
    path: printPath(found.path),
    ...place,
    read: excerpt(read),
    accepted: found.accepted,
    ...(found.near === undefined ? {} : { near: found.near }),
  };
};

/** Checks that see more than one field at once; they work on what was written. */
type Crossing = (tree: Tree) => readonly Found[];

/** A file that was read: its value, and the way from later findings back to places in the text. */
export type Read<T> = {
  readonly value: T;
  readonly placeOf: (path: Path) => Place;
  readonly problemOf: (found: Found) => Problem;
};

/**
 * Reads a file by its definition. Refuses: everything that is wrong with it, in the order of the
 * file; crossings are looked at even where single fields are wrong.
 */
export const readBy = <T>(
  text: string,
  definition: z.ZodType<T>,
  crossing: Crossing = () => [],
): Result<Read<T>, Problem> => {
  const opening = openDocument(text);
  if (!opening.ok) return opening;
  const opened = opening.value;
  const parsed = definition.safeParse(opened.tree);
  const issues = parsed.success ? [] : parsed.error.issues;
  const found = [
    ...issues.flatMap((issue) => foundIn(issue, opened.tree, [])),
    ...crossing(opened.tree),
  ];
  const problems = [...opened.doubled, ...found.map((each) => placed(each, opened))];
  const [first, ...rest] = inFileOrder(problems);
  if (first !== undefined) return refused(first, ...rest);
  assert(parsed.success, "a definition that refuses says why");
  const problemOf = (each: Found): Problem => placed(each, opened);
  return accepted({ value: parsed.data, placeOf: opened.placeOf, problemOf });
};
