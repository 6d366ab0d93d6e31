// SPDX-License-Identifier: Apache-2.0
/** Courses of the body for the order on the screen; null while they are computed. */
import { useEffect, useRef, useState } from "react";
import type { Course, CourseOrder } from "./body.ts";
import type { Answered, Asked } from "./worker.ts";

/** The courses of these orders. An answer to an earlier question is not shown for a later one. */
export const useCourses = (orders: readonly CourseOrder[]): readonly (Course | null)[] | null => {
  const worker = useRef<Worker>(null);
  const turn = useRef(0);
  const [answered, setAnswered] = useState<Answered | null>(null);
  useEffect(() => {
    const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    made.onmessage = ({ data }: MessageEvent<Answered>) => setAnswered(data);
    worker.current = made;
    return () => made.terminate();
  }, []);
  useEffect(() => {
    turn.current += 1;
    worker.current?.postMessage({ turn: turn.current, orders } satisfies Asked);
  }, [orders]);
  return answered?.turn === turn.current ? answered.courses : null;
};
