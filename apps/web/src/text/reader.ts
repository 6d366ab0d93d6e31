// SPDX-License-Identifier: Apache-2.0
/** The passport reader in every language. */
import { EN_READER } from "./en/reader.ts";
import { ES_READER } from "./es/reader.ts";

/** The tables. */
export const READER_TEXT = { en: EN_READER, es: ES_READER };
