// SPDX-License-Identifier: Apache-2.0
/** Passports in the clinic in every language. */
import { EN_PASSPORT } from "./en/passport.ts";
import { ES_PASSPORT } from "./es/passport.ts";

/** The tables. */
export const PASSPORT_TEXT = { en: EN_PASSPORT, es: ES_PASSPORT };
