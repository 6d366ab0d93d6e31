// SPDX-License-Identifier: Apache-2.0
/** The screen of one's own account in every language. */
import { EN_ACCOUNT } from "./en/account.ts";
import { ES_ACCOUNT } from "./es/account.ts";

/** The tables. */
export const ACCOUNT_TEXT = { en: EN_ACCOUNT, es: ES_ACCOUNT };
