// SPDX-License-Identifier: Apache-2.0
/** The patient's controller in every language. */
import { EN_CONTROLLER } from "./en/controller.ts";
import { ES_CONTROLLER } from "./es/controller.ts";

/** The tables. */
export const CONTROLLER_TEXT = { en: EN_CONTROLLER, es: ES_CONTROLLER };
