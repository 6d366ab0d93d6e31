// SPDX-License-Identifier: Apache-2.0
/**
 * The pace of a bench: whether time runs, how fast, and steps; the worker is told of each change.
 */
import { useState } from "react";
import { SPEEDS, type Speed } from "./talk.ts";
import type { Pace } from "./time-bar.tsx";
import type { Hands } from "./use-lab.ts";

const STEPS = { hour: 3_600_000, day: 86_400_000 } as const;

/** The pace, and a way to hold time for a dialog or a debrief. */
export const usePace = (hands: Hands): Pace & { readonly pause: () => void } => {
  const [running, setRunning] = useState(false);
  const [speed, setSpeed] = useState<Speed>("hour");
  const run = (is: boolean, at: Speed): void => {
    setRunning(is);
    setSpeed(at);
    hands.run(is ? SPEEDS[at] : 0);
  };
  return {
    running,
    speed,
    toggle: () => run(!running, speed),
    choose: (at) => run(running, at),
    forward: (by) => hands.forward(STEPS[by]),
    pause: () => run(false, speed),
  };
};
