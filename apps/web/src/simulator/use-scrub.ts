// SPDX-License-Identifier: Apache-2.0
/**
 * Scrubbing: a share of the horizon that the hand moves, or that plays through in twelve seconds.
 */
import { useEffect, useState } from "react";

const WHOLE_MS = 12_000;

/** The share, from 0 to 1, and what moves it. */
export const useScrub = () => {
  const [share, setShare] = useState(0);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      const by = (now - last) / WHOLE_MS;
      last = now;
      setShare((at) => Math.min(1, at + by));
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  useEffect(() => {
    if (share >= 1) setPlaying(false);
  }, [share]);
  const toggle = (): void => {
    if (share >= 1) setShare(0);
    setPlaying((is) => !is);
  };
  const move = (to: number): void => {
    setPlaying(false);
    setShare(to);
  };
  return { share, playing, toggle, move };
};
