// SPDX-License-Identifier: Apache-2.0
/** `calc NAME`: one arithmetic step with its formula, as one checks it on paper. */
import { CALCULATIONS } from "../calc/list.ts";
import type { CommandGroup } from "../shell/command.ts";

/** The command `calc`. */
export const command: CommandGroup = {
  name: "calc",
  summary: "One arithmetic step, as a nurse or pharmacist checks it on paper",
  example: 'calc flow --dose "2 mg/d" --concentration "10 mg/mL"',
  commands: CALCULATIONS,
};
