// SPDX-License-Identifier: Apache-2.0
/** `study`: in-silico trials, carried out and reported. */
import type { CommandGroup } from "../shell/command.ts";

/** The command `study`. */
export const command: CommandGroup = {
  name: "study",
  summary: "In-silico trials: a population, several regimens, what becomes of the drug",
  example: "study run examples/studies/tip-level.study.yaml --workers 2 --out out/tip-level",
  commands: [
    {
      name: "run",
      summary: "Carries out a study, or goes on with one that was ended",
      load: () => import("../study/run.ts"),
    },
    {
      name: "report",
      summary: "Writes the report of a finished study as one HTML file",
      load: () => import("../study/report.ts"),
    },
  ],
};
