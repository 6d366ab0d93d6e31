// SPDX-License-Identifier: Apache-2.0
/** The clinic's screens in every language. */
import { EN_CLINIC } from "./en/clinic.ts";
import { ES_CLINIC } from "./es/clinic.ts";

/** The tables. */
export const CLINIC_TEXT = { en: EN_CLINIC, es: ES_CLINIC };
