// SPDX-License-Identifier: Apache-2.0
/** What the clinic's server says of a refusal: where, what was read, what would be accepted. */
import { useLanguage } from "../shell/language.tsx";
import { sentenceIn } from "../text/sentences.ts";
import type { RefusalSaid } from "./client.ts";

/** Its words, in the reader's language where they have a home in it. */
export const ServerWords = (props: { readonly said: RefusalSaid; readonly read?: true }) => {
  const { path, read, accepted } = props.said;
  const { language } = useLanguage();
  const { text, lang } = sentenceIn(accepted, language);
  return (
    <>
      {path}
      {props.read === true ? ` (${read})` : ""} → <span lang={lang}>{text}</span>
    </>
  );
};
