// SPDX-License-Identifier: Apache-2.0
/** The course of a therapy in every language. */
import { EN_TREND } from "./en/trend.ts";
import { ES_TREND } from "./es/trend.ts";

/** The tables. */
export const TREND_TEXT = { en: EN_TREND, es: ES_TREND };
