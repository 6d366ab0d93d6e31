// SPDX-License-Identifier: Apache-2.0
/** The simulator's worker: courses of the body, so that the screen never waits for them. */
import { type Course, type CourseOrder, courseOf } from "./body.ts";

/** What the screen asks: courses, with a number that the answer bears. */
export type Asked = { readonly turn: number; readonly orders: readonly CourseOrder[] };

/** The courses in the order asked. */
export type Answered = { readonly turn: number; readonly courses: readonly (Course | null)[] };

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  const answered: Answered = { turn: data.turn, courses: data.orders.map(courseOf) };
  postMessage(answered);
});
