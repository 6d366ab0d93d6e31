// SPDX-License-Identifier: Apache-2.0
/** What the last thing that was asked came to, in plain words. */
import type { Refusal } from "@cisterna/pump";
import type { Notice } from "./mine.ts";
import type { Speech } from "./speech.ts";

/** Words, and whether they are good news. */
type Said = { readonly lines: readonly string[]; readonly good: boolean };

const SILENCES = {
  still: "still",
  "no-alarm": "noAlarm",
  refused: "silenceRefused",
  unknown: "silenceUnknown",
} as const;

const reasonsOf = (refusals: readonly Refusal[], { text }: Speech): readonly string[] => {
  const table: Readonly<Record<string, string>> = text.reasons;
  return [...new Set(refusals.map(({ kind }) => table[kind] ?? text.reasons.other))];
};

const problemOf = (problem: string, { text }: Speech): string => {
  const table: Readonly<Record<string, string>> = text.said.problems;
  return table[problem] ?? text.said.problems.other;
};

const saidOf = (notice: Notice, speech: Speech, now: number): Said => {
  const { said } = speech.text;
  const bad = (...lines: readonly string[]): Said => ({ lines, good: false });
  switch (notice.kind) {
    case "granted": {
      const clock = speech.moment(notice.until, now);
      const line = notice.until > now ? said.granted(clock) : said.grantedBefore(clock);
      return { lines: [line], good: true };
    }
    case "refused": {
      const { next } = notice;
      const when =
        next === null ? [] : [said.next(speech.moment(next, now), speech.until(next, now))];
      return bad(said.refused, ...reasonsOf(notice.refusals, speech), ...when);
    }
    case "not-passed-on":
      return bad(said.notPassedOn);
    case "not-reached":
      return bad(said.notReached, said.notReachedTodo);
    case "silence":
      return { lines: [said[SILENCES[notice.said]]], good: notice.said === "still" };
    case "no-code":
      return bad(said.noCode);
    case "other-pump":
      return bad(said.otherPump(notice.pump));
    case "not-paired":
      return bad(said.notPaired);
    case "problem":
      return bad(problemOf(notice.problem, speech));
  }
};

/** The notice. */
export const NoticeNote = (props: {
  readonly notice: Notice | null;
  readonly speech: Speech;
  readonly now: number;
}) => {
  if (props.notice === null) return null;
  const { lines, good } = saidOf(props.notice, props.speech, props.now);
  const [first, ...more] = lines;
  return (
    <div className={good ? "alert good" : "alert bad"} role={good ? "status" : "alert"}>
      <strong>{first}</strong>
      {more.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
};
