// SPDX-License-Identifier: Apache-2.0
/** A clinic as another program calls it, in Node or a browser, typed by the clinic's own table. */
export { type Client, type Deed, enter, type Question } from "./client.ts";
export { type Answered, type Problem, readProblem } from "./problem.ts";
