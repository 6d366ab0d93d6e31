// SPDX-License-Identifier: Apache-2.0
/**
 * The one table of sources. A row of the formulary or of the device table names its source by a key
 * of this table, so an unknown source does not compile; a test sees that every source is used.
 */
import { GUIDELINES } from "./guidelines.ts";
import { LABELS } from "./labels.ts";
import { MAKERS } from "./makers.ts";
import { METHODS } from "./methods.ts";
import { PAPERS } from "./papers.ts";

/** Every source by its id. */
export const SOURCES = { ...LABELS, ...GUIDELINES, ...PAPERS, ...MAKERS, ...METHODS };

/** Id of a source. */
export type SourceId = keyof typeof SOURCES;

/** Every source id, in the order of the table. */
export const SOURCE_IDS = Object.keys(SOURCES) as readonly SourceId[];
