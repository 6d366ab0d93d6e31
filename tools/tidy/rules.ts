// SPDX-License-Identifier: Apache-2.0
/** Every rule of the tidy test, by the name it gives its findings. */
import { cited, documented, header, licence, reasons } from "./comments.ts";
import { deadExports, deadFiles } from "./dead.ts";
import { decisions, links, lock, machines, title, unfinished } from "./documents.ts";
import { casts, NODE_RULES } from "./language.ts";
import { fileNames, identifiers, synonyms } from "./names.ts";
import { fileLength, functionLength, parameters, width } from "./size.ts";
import type { FileRule, Rules } from "./source.ts";

const FILE_RULES: Readonly<Record<string, FileRule>> = {
  ...NODE_RULES,
  "function-length": functionLength,
  "file-length": fileLength,
  width,
  parameters,
  "file-name": fileNames,
  identifier: identifiers,
  licence,
  header,
  documented,
  reason: reasons,
  title,
  machine: machines,
  lock,
  unfinished,
};

/** The table of tidy rules. */
export const TIDY_RULES: Rules = {
  ...Object.fromEntries(Object.entries(FILE_RULES).map(([name, rule]) => [name, () => rule])),
  synonym: synonyms,
  cast: casts,
  source: cited,
  link: links,
  decision: decisions,
  "dead-file": deadFiles,
  "dead-export": deadExports,
};
