// SPDX-License-Identifier: Apache-2.0
/** The programmer in every language. */
import { EN_CHECKS } from "./en/checks.ts";
import { EN_PROGRAMMER } from "./en/programmer.ts";
import { ES_CHECKS } from "./es/checks.ts";
import { ES_PROGRAMMER } from "./es/programmer.ts";

/** The tables. */
export const PROGRAMMER_TEXT = { en: EN_PROGRAMMER, es: ES_PROGRAMMER };

/** A sentence for every check of therapy. */
export const CHECK_TEXT = { en: EN_CHECKS, es: ES_CHECKS };
