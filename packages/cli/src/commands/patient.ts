// SPDX-License-Identifier: Apache-2.0
/** `patient`: a patient's controller at the terminal. */
import type { CommandEntry, CommandGroup } from "../shell/command.ts";

const entryOf = (name: string, summary: string): CommandEntry => ({
  name,
  summary,
  load: async () => {
    const { commandOf } = await import("../bedside/step.ts");
    const { PATIENT_STEPS } = await import("../bedside/patient.ts");
    const step = PATIENT_STEPS.find((each) => each.name === name);
    if (step === undefined) throw new Error(name);
    return { command: commandOf(step) };
  },
});

/** The command `patient`. */
export const command: CommandGroup = {
  name: "patient",
  summary: "A patient's controller at the terminal: ask for a dose, status, silence",
  example: "patient ask CIS-0001 --me mine.json",
  commands: [
    {
      name: "enrol",
      summary: "Draws the keys of a patient's controller",
      load: async () => ({ command: (await import("../bedside/enrol.ts")).controller }),
    },
    {
      name: "pair",
      summary: "Pairs the controller with the pump, by the code that the clinician shows",
      load: async () => ({ command: (await import("../bedside/pair.ts")).pairController }),
    },
    entryOf("ask", "Asks for a dose; says why not, and when the next may be asked for"),
    entryOf("status", "How the pump is, what may be asked of it, and the next refill"),
    entryOf("silence", "The alarms are still for ten minutes; the device lies on the pump"),
  ],
};
