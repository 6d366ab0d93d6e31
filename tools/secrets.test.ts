// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { readTree } from "./tidy/tree.ts";

/** Files whose keys are published test vectors and say so. */
const MARKED = ["packages/link/test/vectors/noise.json"];

/** A private key in a file, or a long constant under the name of a secret. */
const NAME = "\\w*(secret|password|psk|private_?key|static|ephemeral)\\w*";
const LONG = "([0-9a-f]{32,}|[\\w+/]{43,}=?)";
const SECRET = new RegExp(
  `-----BEGIN [A-Z ]*PRIVATE KEY|\\b${NAME}["'\`]?\\s*[:=]\\s*["'\`]${LONG}["'\`]`,
  "i",
);

const isSecret = (text: string): boolean => SECRET.test(text);

test("[REQ-088 holds] no secret or key is in the tree outside marked vectors", () => {
  const found = readTree().filter(({ text }) => isSecret(text));
  expect(found.map(({ path }) => path)).toEqual(MARKED);
});

test("[REQ-088 breaks] a key that was left in a file would be seen", () => {
  const hex = "0123456789abcdef".repeat(4);
  expect(isSecret(`const cardSecret = "${hex}";`)).toBe(true);
  expect(isSecret(`{ "psk": "${hex}" }`)).toBe(true);
  expect(isSecret(`-----BEGIN ${"PRIVATE"} KEY-----`)).toBe(true);
  expect(isSecret(`"hash": "${hex}"`)).toBe(false);
});
