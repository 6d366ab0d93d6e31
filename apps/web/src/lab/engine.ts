// SPDX-License-Identifier: Apache-2.0
/**
 * The lab's engine: the real controller on true hardware, its catheter and the body, moved by hand.
 * A story and deeds flow in; frames, samples and the pump's own log flow out. It has no clock of
 * its own: whoever calls it says up to when.
 */
import { milliseconds } from "@cisterna/quantity";
import {
  act,
  begun,
  type Deed,
  type Done,
  type Fluids,
  fluidsOf,
  infusionOf,
  passOn,
  pictured,
  type Stage,
} from "@cisterna/world";
import { carry, type Stream, streamsOf } from "./body.ts";
import type { Story } from "./story.ts";

/** Who did a deed: the story as it was published, or somebody at the lab. */
type Actor = "story" | "person";

/** A deed that was done. */
export type Act = { readonly at: number; readonly by: Actor; readonly deed: Deed };

/** What had been seen when the lab last looked, so that the next look tells what is new. */
type Seen = {
  readonly at: number;
  /** Nanolitres, whole pulses. */
  readonly moved: number;
  /** The same as an amount of flow that counts parts of a pulse. */
  readonly turned: number;
  readonly reached: number;
  readonly tip: readonly number[];
};

/** A lab in the middle of its story. Changed in place. */
export type Lab = {
  readonly story: Story;
  readonly stage: Stage;
  readonly fluids: Fluids;
  readonly streams: readonly Stream[];
  readonly acts: Act[];
  waiting: readonly Done[];
  seen: Seen;
  /** Nanolitres that left the catheter elsewhere than at its tip. */
  astray: number;
  /** True flow out of the pump in the last stretch, nL/d. */
  flow: number;
  /** Which share of it reaches the tip. */
  reaching: number;
};

const HOUR_MS = 3_600_000;

/** The present of the lab's pump, ms since the start. */
export const nowOf = ({ stage }: Lab): number => stage.scene.pump.now;

const lookAt = (stage: Stage): Seen => {
  const { pump, moved, tip } = pictured(stage);
  const { implant } = stage.scene.hardware;
  return { at: pump.now, moved, turned: implant.moved, reached: implant.atTip.whole, tip };
};

/** A lab at the beginning of a story, its first program running. */
export const labOf = (story: Story): Lab => {
  const { incident } = story;
  const { plan, line, done } = incident;
  const infusion = { ...infusionOf(plan, "programmed"), line };
  const [fluids, stage] = [fluidsOf(infusion), begun(incident)];
  return {
    story,
    stage,
    fluids,
    streams: streamsOf(plan, fluids, infusion.tip),
    acts: [],
    waiting: done,
    seen: lookAt(stage),
    astray: 0,
    flow: 0,
    reaching: 1,
  };
};

/** What a catheter that leaks or has slipped lets reach the tip: between nothing and all of it. */
const shareReaching = (before: Seen, after: Seen, last: number): number => {
  const turned = after.turned - before.turned;
  return turned <= 0 ? last : (after.reached - before.reached) / turned;
};

/** Takes in what has happened since the last look: volumes, and with them the body. */
const settle = (lab: Lab): void => {
  const [before, after] = [lab.seen, lookAt(lab.stage)];
  const span = after.at - before.at;
  if (span <= 0) return;
  const share = shareReaching(before, after, lab.reaching);
  const left = after.tip.map((volume, fluid) => volume - (before.tip[fluid] ?? 0));
  const volumes = left.map((volume) => volume * share);
  for (const stream of lab.streams) carry(stream, volumes, span / HOUR_MS);
  lab.astray += left.reduce((sum, each) => sum + each * (1 - share), 0);
  lab.flow = ((after.turned - before.turned) / span) * lab.stage.scene.pump.device.pulse;
  lab.reaching = share;
  lab.seen = after;
};

/** Does a deed now. What the pump answers is in its log. */
export const perform = (lab: Lab, deed: Deed, by: Actor = "person"): void => {
  lab.acts.push({ at: nowOf(lab), by, deed });
  act(lab.stage, deed);
};

/** Does what the story has for this moment and before. */
const performDue = (lab: Lab): void => {
  const now = nowOf(lab);
  const due = lab.waiting.filter(({ at }) => at <= now);
  lab.waiting = lab.waiting.slice(due.length);
  for (const { deed } of due) perform(lab, deed, "story");
};

/**
 * Time goes by up to an instant. `grain` is how far apart the lab looks, in ms: what flows between
 * two looks reaches the body evenly. `after` is told after each look.
 * Law: the pump's log does not depend on the grain.
 */
export const advance = (
  lab: Lab,
  { upto, grain }: { readonly upto: number; readonly grain: number },
  after: (lab: Lab) => void = () => {},
): void => {
  performDue(lab);
  while (nowOf(lab) < upto) {
    const next = lab.waiting[0]?.at ?? Number.POSITIVE_INFINITY;
    passOn(lab.stage.scene, milliseconds(Math.min(upto, nowOf(lab) + grain, next)));
    settle(lab);
    after(lab);
    performDue(lab);
  }
};
