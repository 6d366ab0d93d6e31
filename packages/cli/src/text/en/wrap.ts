// SPDX-License-Identifier: Apache-2.0
/** Lines of a page of text: broken at spaces, never between a number and its unit. */

const WIDTH = 96;

/** Words that stay on one line: a number is never parted from its unit. */
const unbroken = (text: string): readonly string[] => {
  const words: string[] = [];
  for (const word of text.split(" ")) {
    const last = words.at(-1);
    if (last !== undefined && /[0-9≈]$/.test(last)) words[words.length - 1] = `${last} ${word}`;
    else words.push(word);
  }
  return words;
};

/** Text broken at spaces; every line after the first is indented. */
export const wrapped = (text: string, indent: string): string => {
  const lines: string[] = [];
  let line = "";
  for (const word of unbroken(text)) {
    if (line !== "" && line.length + word.length + 1 > WIDTH - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\n${indent}`);
};
