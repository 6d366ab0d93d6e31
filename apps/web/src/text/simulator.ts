// SPDX-License-Identifier: Apache-2.0
/** The transition simulator in every language. */
import { EN_SIMULATOR } from "./en/simulator.ts";
import { ES_SIMULATOR } from "./es/simulator.ts";

/** The tables. */
export const SIMULATOR_TEXT = { en: EN_SIMULATOR, es: ES_SIMULATOR };
