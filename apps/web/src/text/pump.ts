// SPDX-License-Identifier: Apache-2.0
/** Words of the pump in every language. */
import { EN_PUMP } from "./en/pump.ts";
import { ES_PUMP } from "./es/pump.ts";

/** The tables. */
export const PUMP_TEXT = { en: EN_PUMP, es: ES_PUMP };
