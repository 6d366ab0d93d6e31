// SPDX-License-Identifier: Apache-2.0
/** The lab's stories in every language. */
import { EN_STORIES, type StoryText } from "./en/stories.ts";
import { ES_SIGHTS } from "./es/sights.ts";
import { ES_STORIES } from "./es/stories.ts";

const UNIT = /(\d) (mg|mcg|mL|mcL|ng|d|h|%)/g;

/** A number keeps its unit on its line, and is written with the language's decimal sign. */
const spoken =
  (sign: "." | ",") =>
  (text: string): string =>
    text.replace(UNIT, "$1\u202f$2").replace(/(\d)\.(\d)/g, `$1${sign}$2`);

type Stories = Readonly<Record<string, StoryText>>;

const spokenAll = (stories: Stories, sign: "." | ","): Stories =>
  Object.fromEntries(
    Object.entries(stories).map(([id, { hints, ...rest }]) => [
      id,
      {
        title: rest.title,
        told: spoken(sign)(rest.told),
        task: spoken(sign)(rest.task),
        hints: hints.map(spoken(sign)),
        cause: spoken(sign)(rest.cause),
        inside: spoken(sign)(rest.inside),
      },
    ]),
  );

/** The tables. */
export const STORY_TEXT = { en: spokenAll(EN_STORIES, "."), es: spokenAll(ES_STORIES, ",") };

/** What has to be seen: files say it in English; other languages translate sentence by sentence. */
export const SIGHT_TEXT: { readonly en: Sights; readonly es: Sights } = { en: {}, es: ES_SIGHTS };

type Sights = Readonly<Record<string, string>>;
