// SPDX-License-Identifier: Apache-2.0
/**
 * What the field's things are called in the languages of those who read of them: on the passport,
 * in a clinic's reports, on the screens. One home for each word, so that a drug is not called one
 * thing at the pump and another in the emergency room.
 */

export { EN } from "./en.ts";
export { ES } from "./es.ts";
export type { Words } from "./words.ts";
