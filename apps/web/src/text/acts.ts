// SPDX-License-Identifier: Apache-2.0
/** Acts of the clinic beside the refill, in every language. */
import { EN_ACTS } from "./en/acts.ts";
import { ES_ACTS } from "./es/acts.ts";

/** The tables. */
export const ACTS_TEXT = { en: EN_ACTS, es: ES_ACTS };
