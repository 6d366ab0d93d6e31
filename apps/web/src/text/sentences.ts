// SPDX-License-Identifier: Apache-2.0
/** Sentences of the clinic in the reader's language, where they have a home in it. */
import type { Language } from "../format/number.ts";
import { ES_SENTENCES } from "./es/sentences.ts";

/** A sentence, and the language that it is in. */
type Sentence = { readonly text: string; readonly lang: Language };

/** A sentence of the clinic; in English where the reader's language has none for it. */
export const sentenceIn = (english: string, language: Language): Sentence => {
  if (language === "es") {
    for (const [shape, spanish] of ES_SENTENCES) {
      if (shape.test(english)) return { text: english.replace(shape, spanish), lang: "es" };
    }
  }
  return { text: english, lang: "en" };
};
