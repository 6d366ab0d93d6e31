// SPDX-License-Identifier: Apache-2.0
/**
 * Tags: how a test says which requirement it holds, or of which requirement it shows that a broken
 * variant is caught. A tag stands in the title of a test (or in the table that titles come from):
 * the requirement's id and `holds` or `breaks`, in brackets. The text of test files flows in, tags
 * with their places flow out. Blind: a tagged title of a table that no test goes through.
 */

/** What a test does for a requirement. */
export type Way = "holds" | "breaks";

/** A test that carries the tag of a requirement. */
export type Tag = {
  readonly requirement: string;
  readonly way: Way;
  /** The title without its tags. */
  readonly title: string;
  readonly file: string;
  readonly line: number;
};

/** Something in brackets that looks like a tag and is none. */
type Stray = { readonly read: string; readonly file: string; readonly line: number };

/** What was found in test files. */
export type Tags = { readonly tags: readonly Tag[]; readonly strays: readonly Stray[] };

/** A test file by its path from the root. */
export type TestFile = { readonly path: string; readonly text: string };

const BRACKETED = /\[(REQ-[^\]\n]*)\]/g;
const TAG = /^(REQ-\d{3}) (holds|breaks)$/;
const COMMENT = /^\s*(?:\/\/|\/?\*|#)/;
const QUOTES = ['"', "'", "`"] as const;

/** The text between the quotes around an offset of a line; null if it stands in none. */
const quotedAround = (line: string, offset: number): string | null => {
  for (const quote of QUOTES) {
    const from = line.lastIndexOf(quote, offset);
    const upto = line.indexOf(quote, offset);
    if (from >= 0 && upto >= 0) return line.slice(from + 1, upto);
  }
  return null;
};

const bare = (title: string): string => title.replaceAll(BRACKETED, "").replace(/\s+/g, " ").trim();

const tagsInLine = (line: string, place: { file: string; line: number }): Tags => {
  const found = COMMENT.test(line) ? [] : [...line.matchAll(BRACKETED)];
  const tags: Tag[] = [];
  const strays: Stray[] = [];
  for (const { 1: read = "", index } of found) {
    const title = quotedAround(line, index);
    const [, requirement, way] = TAG.exec(read) ?? [];
    if (title === null || requirement === undefined) strays.push({ read, ...place });
    else {
      const known: Way = way === "holds" ? "holds" : "breaks";
      tags.push({ requirement, way: known, title: bare(title), ...place });
    }
  }
  return { tags, strays };
};

/** Every tag of some test files, and everything that only looks like one. */
export const tagsIn = (files: readonly TestFile[]): Tags => {
  const found = files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .map((line, index) => tagsInLine(line, { file: path, line: index + 1 }))
      .filter(({ tags, strays }) => tags.length + strays.length > 0),
  );
  return {
    tags: found.flatMap(({ tags }) => tags),
    strays: found.flatMap(({ strays }) => strays),
  };
};
