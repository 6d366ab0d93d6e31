// SPDX-License-Identifier: Apache-2.0
/** What stands on every screen, in every language. */
import { EN_SHELL } from "./en/shell.ts";
import { ES_SHELL } from "./es/shell.ts";

/** The tables. */
export const SHELL_TEXT = { en: EN_SHELL, es: ES_SHELL };
