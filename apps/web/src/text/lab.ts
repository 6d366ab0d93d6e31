// SPDX-License-Identifier: Apache-2.0
/** The lab in every language. */
import { EN_LAB } from "./en/lab.ts";
import { ES_LAB } from "./es/lab.ts";

/** The tables. */
export const LAB_TEXT = { en: EN_LAB, es: ES_LAB };
