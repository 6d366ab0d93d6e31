// SPDX-License-Identifier: Apache-2.0
/** The five answers as the reader gives them, and the reader's speech for a moment. */
import type { Passport } from "@cisterna/passport";
import type { Instant } from "@cisterna/quantity";
import { answersOf, type Speech } from "../reader/answers.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { READER_TEXT } from "../text/reader.ts";

/** How the reader would speak at a moment. */
export const useSpeech = (now: Instant): Speech => {
  const { language } = useLanguage();
  return { text: useText(READER_TEXT), language, now };
};

/** The answers. What a source says in its own words, and its name, stay small. */
export const Answers = (props: {
  readonly passport: Passport;
  readonly speech: Speech;
  readonly heading: "h3" | "h4";
}) => {
  const { passport, speech, heading: Heading } = props;
  return answersOf(passport, speech).map(({ name, question, lines }) => (
    <section key={name} className={`answer ${name}`}>
      <Heading>{question}</Heading>
      {lines.map(({ text, big, note, source }) => (
        <p key={text} className={big === true ? "big" : undefined}>
          {text}
          {note !== undefined && (
            <span className="quiet" lang="en">
              {" "}
              {note}
            </span>
          )}
          {source !== undefined && <span className="quiet source"> [{source}]</span>}
        </p>
      ))}
    </section>
  ));
};
