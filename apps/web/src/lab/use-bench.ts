// SPDX-License-Identifier: Apache-2.0
/**
 * The state of a bench beside its lab: which dialog is open, what was answered, whether the inside
 * is in view. In a task the inside opens with the answer, and not before.
 */
import { useCallback, useState } from "react";
import { useKeys } from "../shell/keys.tsx";
import type { StoryText } from "../text/en/stories.ts";
import type { Answer } from "./diagnosis.tsx";
import type { Story } from "./story.ts";
import { useLab } from "./use-lab.ts";
import { usePace } from "./use-pace.ts";
import { rememberSolved } from "./use-stories.ts";

type Dialog = "refill" | "answer" | null;

/** What was answered, and when in the story, after how much asking and hinting. */
type Given = Answer & { readonly at: number; readonly asked: number };

/** The state of a bench, and everything that can be done at it. */
export const useBench = (story: Story, told: StoryText) => {
  const { known, hands } = useLab(story);
  const pace = usePace(hands);
  const [given, setGiven] = useState<Given | null>(null);
  const [looking, setLooking] = useState(story.kind === "plain");
  const [dialog, setDialog] = useState<Dialog>(null);
  const [hints, setHints] = useState(0);
  const isTask = story.kind === "incident" && given === null;
  const open = (which: Dialog) => () => setDialog(which);
  const close = useCallback(() => setDialog(null), []);
  const look = () => (isTask ? setDialog("answer") : setLooking((each) => !each));
  const hint = () => setHints((each) => Math.min(told.hints.length, each + 1));
  const decide = ({ cause }: Answer): void => {
    pace.pause();
    if (cause === story.id) rememberSolved(story.id);
    setGiven({ cause, at: known.frame?.now ?? 0, asked: known.statements.length });
    setLooking(true);
    close();
  };
  useKeys({
    Space: pace.toggle,
    ArrowRight: () => pace.forward("hour"),
    d: () => pace.forward("day"),
    a: () => hands.perform({ kind: "ask" }),
    p: () => hands.perform({ kind: "press" }),
    r: open("refill"),
    i: look,
    ...(isTask ? { h: hint, e: open("answer") } : {}),
  });
  return {
    ...{ story, told, known, hands, pace, given, looking, dialog, hints, isTask },
    ...{ open, close, look, hint, decide },
  };
};

/** A bench as `useBench` keeps it. */
export type BenchState = ReturnType<typeof useBench>;
