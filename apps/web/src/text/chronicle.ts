// SPDX-License-Identifier: Apache-2.0
/** A patient's history, in every language. */
import { EN_CHRONICLE } from "./en/chronicle.ts";
import { ES_CHRONICLE } from "./es/chronicle.ts";

/** The tables. */
export const CHRONICLE_TEXT = { en: EN_CHRONICLE, es: ES_CHRONICLE };
