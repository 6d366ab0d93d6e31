// SPDX-License-Identifier: Apache-2.0
/** The list of benches; each is loaded when it runs. */
import type { BenchEntry } from "./bench.ts";

/** Every bench by name, in the order in which they run. */
export const BENCHES: readonly BenchEntry[] = [
  {
    name: "calc",
    summary: "a calculation in process",
    load: () => import("./calc.ts"),
  },
  {
    name: "plan",
    summary: "a case judged, and printed",
    load: () => import("./plan.ts"),
  },
  {
    name: "advance",
    summary: "a year of a pump",
    load: () => import("./advance.ts"),
  },
  {
    name: "pump",
    summary: "pump-years a second, their log, their weight",
    load: () => import("./pump.ts"),
  },
  {
    name: "run",
    summary: "a month of a plan, and of its body part alone",
    load: () => import("./run.ts"),
  },
  {
    name: "link",
    summary: "a call and a question, both ends, on both cryptographies",
    load: () => import("./link.ts"),
  },
  {
    name: "body",
    summary: "months of people, next to CVODE, SciPy and C",
    load: () => import("./body.ts"),
  },
  {
    name: "clinic",
    summary: "a clinic on PGlite and on PostgreSQL, ten thousand implants",
    load: () => import("./clinic.ts"),
  },
  {
    name: "cold-start",
    summary: "the command line from nothing, next to an empty Node",
    load: () => import("./cold-start.ts"),
  },
];
