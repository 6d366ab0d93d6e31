// SPDX-License-Identifier: Apache-2.0
/** The window: of many rows of one height only those in view are drawn, and a few around them. */
import { useCallback, useLayoutEffect, useRef, useState } from "react";

const AROUND = 6;

/** The rows to draw, from the first up to but without the last, and what keeps them so. */
export const useWindow = (count: number, height: number) => {
  const box = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, tall: 800 });
  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {};
    setView({ top: scrollTop, tall: clientHeight });
  }, []);
  useLayoutEffect(() => {
    look();
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, [look]);
  const first = Math.max(0, Math.floor(view.top / height) - AROUND);
  const last = Math.min(count, Math.ceil((view.top + view.tall) / height) + AROUND);
  const bring = (place: number): void => {
    const at = box.current;
    if (at === null) return;
    const [top, bottom] = [place * height, (place + 1) * height];
    if (top < at.scrollTop) at.scrollTop = top;
    if (bottom > at.scrollTop + at.clientHeight) at.scrollTop = bottom - at.clientHeight;
  };
  return { box, look, first, last, bring };
};
