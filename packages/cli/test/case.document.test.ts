// SPDX-License-Identifier: Apache-2.0
/** Opening files: no magic of YAML, and every way in which a file is no document. */
import { describe, expect, test } from "vitest";
import { DEEPEST, LONGEST_FILE, MOST_LEXEMES, openDocument } from "../src/case/document.ts";

const treeOf = (text: string): unknown => {
  const opening = openDocument(text);
  return opening.ok ? JSON.parse(JSON.stringify(opening.value.tree)) : opening.refusals;
};

const brokenBy = (text: string): readonly string[] => {
  const opening = openDocument(text);
  const problems = opening.ok ? opening.value.doubled : opening.refusals;
  return problems.map(
    ({ what, line, column, path }) => `${what} ${line}:${column}${path && ` ${path}`}`,
  );
};

describe("text stays text", () => {
  test.each([
    "10:00",
    "no",
    "yes",
    "1e3",
    "0x10",
    "0o7",
    "null",
    "~",
    "true",
    "2026-03-01",
    "1_000",
    ".inf",
    "0123",
    "2026-03-01T09:00:00+01:00",
  ])("%s", (text) => {
    expect(treeOf(`a: ${text}`)).toEqual({ a: text });
    expect(treeOf(`%YAML 1.1\n---\na: ${text}`)).toEqual({ a: text });
  });

  test("a merge key is a key like any other", () => {
    expect(treeOf("<<: { a: b }")).toEqual({ "<<": { a: "b" } });
  });

  test("JSON, a byte-order mark and Windows line ends are read", () => {
    expect(treeOf('{"a": [1, "b"]}')).toEqual({ a: ["1", "b"] });
    expect(treeOf("\ufeffa: b")).toEqual({ a: "b" });
    expect(treeOf("a: b\r\nc: d\r\n")).toEqual({ a: "b", c: "d" });
  });

  test("an empty value is an empty text", () => {
    expect(treeOf("a:\nb: ''")).toEqual({ a: "", b: "" });
  });
});

describe("what is no document", () => {
  test.each<[string, string, string[]]>([
    ["nothing", "", ["empty 1:1"]],
    ["only a comment", "# nothing\n", ["empty 1:1"]],
    ["bad syntax", "a: [1, 2", ["syntax 1:9"]],
    ["a tab as indentation", "a:\n\tb: c", ["syntax 2:1"]],
    ["two documents", "a: 1\n---\nb: 2", ["several-documents 2:1"]],
    ["an anchor", "a: &x 1", ["anchor 1:7 a"]],
    ["an alias", "a: *x", ["anchor 1:4 a"]],
    [
      "an alias bomb",
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
      ["anchor 1:7 a", "anchor 2:7 b", "anchor 3:5 c[0]", "anchor 3:9 c[1]"],
    ],
    ["a tag", "a: !!int 3", ["tag 1:4"]],
    ["a directive", "%FOO 1\n---\na: 1", ["directive 1:1"]],
    ["a list as key", "? [a, b]\n: 1", ["key-not-text 1:3"]],
    ["a doubled key", "a: 1\nb: { c: 1, c: 2 }", ["duplicate-key 2:12 b.c"]],
    ["a doubled key in JSON", '{"a": 1, "a": 2}', ["duplicate-key 1:10 a"]],
    [
      "deep nesting",
      "[".repeat(DEEPEST + 2) + "]".repeat(DEEPEST + 2),
      [`too-deep 1:${DEEPEST + 2} ${"[0]".repeat(DEEPEST + 1)}`],
    ],
    ["a huge file", `a: ${"x".repeat(LONGEST_FILE)}`, ["too-large 1:1"]],
    ["a huge number of words", "a: b\n".repeat(MOST_LEXEMES), ["too-many-words 1:1"]],
  ])("%s", (_, text, expected) => {
    expect(brokenBy(text)).toEqual(expected);
  });

  test("hostile repetition of any mark ends in a refusal or in a text", () => {
    for (const mark of [
      "[",
      "{",
      "- ",
      "? ",
      "a: ",
      "&a ",
      "*a\n",
      "---\n",
      "]",
      '"',
      "|\n",
      ",",
      "!a ",
    ]) {
      const text = mark.repeat(Math.floor(200_000 / mark.length));
      const opening = openDocument(text);
      expect(opening.ok ? typeof opening.value.tree : opening.refusals[0].kind).toMatch(
        /^(string|broken-file)$/,
      );
    }
  });
});
