// SPDX-License-Identifier: Apache-2.0
/** Words of the drawn implant and of its prescription in every language. */
import { EN_DRAWN } from "./en/drawn.ts";
import { ES_DRAWN } from "./es/drawn.ts";

/** The tables. */
export const DRAWN_TEXT = { en: EN_DRAWN, es: ES_DRAWN };
