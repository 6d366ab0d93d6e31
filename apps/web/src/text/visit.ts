// SPDX-License-Identifier: Apache-2.0
/** The refill visit in every language, with what is refused and what is checked. */
import { EN_CHECK } from "./en/check.ts";
import { EN_OTHER_VISITS } from "./en/other-visits.ts";
import { EN_REFUSAL } from "./en/refusal.ts";
import { EN_VISIT } from "./en/visit.ts";
import { ES_CHECK } from "./es/check.ts";
import { ES_OTHER_VISITS } from "./es/other-visits.ts";
import { ES_REFUSAL } from "./es/refusal.ts";
import { ES_VISIT } from "./es/visit.ts";

/** The tables of the visit. */
export const VISIT_TEXT = { en: EN_VISIT, es: ES_VISIT };

/** The tables of visits beside the refill. */
export const OTHER_VISITS_TEXT = { en: EN_OTHER_VISITS, es: ES_OTHER_VISITS };

/** The tables of refusals. */
export const REFUSAL_TEXT = { en: EN_REFUSAL, es: ES_REFUSAL };

/** The tables of checks. */
export const CHECK_TEXT = { en: EN_CHECK, es: ES_CHECK };
