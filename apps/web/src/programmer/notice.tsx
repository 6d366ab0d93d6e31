// SPDX-License-Identifier: Apache-2.0
/** What the last thing that was asked came to, in words: done, refused and by whom, or unknown. */
import type { Event } from "@cisterna/pump";
import type { Nanolitres } from "@cisterna/quantity";
import { Problem } from "../clinic/client.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { Code } from "../shell/code.tsx";
import { useText } from "../shell/language.tsx";
import type { Say } from "../text/en/pump.ts";
import { REFUSAL_TEXT } from "../text/visit.ts";
import type { Notice } from "./session.ts";
import type { Voice } from "./use-voice.ts";

const sayOf = ({ pulses, volume, span }: Voice, pulse: Nanolitres): Say => ({
  pulses: (count) => pulses(count as Parameters<Voice["pulses"]>[0], pulse),
  volume: (count) => volume(count as Nanolitres),
  span,
});

/** One event in words. */
export const eventText = (event: Event, voice: Voice, pulse: Nanolitres): string => {
  const word = voice.pump.events[event.kind] as (event: Event, say: Say) => string;
  return word(event, sayOf(voice, pulse));
};

type Words = { readonly lead: string; readonly lines: readonly string[]; readonly bad: boolean };

const wordsOf = (notice: Notice, voice: Voice, pulse: Nanolitres): Words => {
  const { text, pump } = voice;
  const plain = (lead: string): Words => ({ lead, lines: [], bad: true });
  switch (notice.kind) {
    case "did":
      return {
        lead: text.did,
        lines: notice.events.map((event) => eventText(event, voice, pulse)),
        bad: false,
      };
    case "pump-refused":
      return {
        lead: text.notDone,
        lines: notice.refusals.map(({ kind }) => pump.refusals[kind]),
        bad: true,
      };
    case "link-refused":
      return {
        lead: text.linkSaid,
        lines: notice.refusals.map(
          ({ kind }) => text.linkRefusals[kind] ?? text.linkRefusals["other"] ?? kind,
        ),
        bad: true,
      };
    case "code":
      return { lead: text.code[notice.role], lines: [notice.code], bad: false };
    case "unknown":
      return plain(text.nothingKnown);
    case "forged":
      return plain(text.forged);
    case "not-paired":
      return plain(text.notPaired);
    case "no-code":
      return plain(text.noCode);
    case "no-task":
      return plain(text.noTask);
    case "leave-first":
      return plain(text.leaveFirst);
    case "edit-gone":
      return plain(text.gone);
    case "problem":
      return plain("");
  }
};

/** Why the clinic refused, each reason as a sentence; else what kind of problem it was. */
const Refused = ({ error }: { readonly error: Error }) => {
  const sentences = useText(REFUSAL_TEXT);
  const refusals = error instanceof Problem && error.kind === "refused" ? error.refusals : [];
  if (refusals.length === 0) return <ProblemNote error={error} />;
  return (
    <div className="alert bad" role="alert">
      {refusals.map(({ kind, path, read, accepted }) => {
        const sentence = (sentences as Partial<Record<string, typeof sentences.other>>)[kind];
        return <p key={path}>{(sentence ?? sentences.other)({ read, accepted, patient: "" })}</p>;
      })}
    </div>
  );
};

/** The notice. */
export const NoticeNote = (props: {
  readonly notice: Notice | null;
  readonly pulse: Nanolitres;
  readonly voice: Voice;
}) => {
  const { notice, voice, pulse } = props;
  if (notice === null) return null;
  if (notice.kind === "problem") return <Refused error={notice.error} />;
  const { lead, lines, bad } = wordsOf(notice, voice, pulse);
  return (
    <div className={bad ? "alert bad" : "alert good"} role={bad ? "alert" : "status"}>
      <strong>{lead}</strong>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line} className={notice.kind === "code" ? "code" : undefined}>
              {line}
            </li>
          ))}
        </ul>
      )}
      {notice.kind === "code" && (
        <div className="code-picture">
          <Code text={notice.code} name={voice.text.codePicture} />
        </div>
      )}
    </div>
  );
};
