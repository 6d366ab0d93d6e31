// SPDX-License-Identifier: Apache-2.0
/** `program`: a clinician's programmer at the terminal. */
import type { CommandEntry, CommandGroup } from "../shell/command.ts";

const steps = async () => {
  const { commandOf } = await import("../bedside/step.ts");
  const { CLINICIAN_STEPS } = await import("../bedside/steps.ts");
  const { update } = await import("../bedside/update.ts");
  const { advance } = await import("../bedside/epoch.ts");
  return [...CLINICIAN_STEPS, advance, update].map(commandOf);
};

const STEPS: readonly (readonly [string, string])[] = [
  ["interrogate", "Reads the pump: state, prescription, totals, alarms, log"],
  ["change", "Changes the prescription: judged, read back, signed"],
  ["refill", "Fills the reservoir; another fluid comes with its program, prime or bridge"],
  ["stop", "Stops every delivery, for a reason and for a longest time"],
  ["resume", "Delivers again"],
  ["cancel-bolus", "Ends every bolus that flows"],
  ["begin-scan", "An MRI scan will be made"],
  ["end-scan", "The MRI scan is over"],
  ["acknowledge", "The alarms were seen by a clinician"],
  ["silence", "The alarms are still for ten minutes"],
  ["test-alarm", "Plays the tones"],
  ["set-clock", "Sets the pump's week by this terminal's clock"],
  ["invite", "Lets another device pair"],
  ["forget", "Has the pump never listen again to a lost device"],
  ["advance", "Ends every certificate of an earlier epoch: after a programmer was lost"],
  ["update", "Brings the maker's firmware, library or constants: tested, or rolled back"],
];

const entryOf = ([name, summary]: readonly [string, string]): CommandEntry => ({
  name,
  summary,
  load: async () => {
    const command = (await steps()).find((each) => each.name === name);
    if (command === undefined) throw new Error(name);
    return { command };
  },
});

/** The command `program`. */
export const command: CommandGroup = {
  name: "program",
  summary: "A clinician's programmer at the terminal: pair, read, change, refill, stop, resume",
  example: "program interrogate CIS-0001 --me doctor.json",
  commands: [
    {
      name: "enrol",
      summary: "Draws a programmer's keys and has the clinic certify them",
      load: async () => ({ command: (await import("../bedside/enrol.ts")).programmer }),
    },
    {
      name: "certify",
      summary: "Has the clinic certify a programmer's keys again, for the next epoch",
      load: async () => ({ command: (await import("../bedside/enrol.ts")).certifyAgain }),
    },
    {
      name: "pair",
      summary: "Pairs a programmer with a pump, by its implant card or by a code",
      load: async () => ({ command: (await import("../bedside/pair.ts")).pairProgrammer }),
    },
    {
      name: "emergency",
      summary: "Reads, lowers or stops a pump by the patient's emergency card, through the coil",
      load: async () => ({ command: (await import("../bedside/emergency.ts")).emergency }),
    },
    {
      name: "session",
      summary: "One session that stays open, step by step, at a terminal",
      load: async () => ({ command: (await import("../bedside/session.ts")).session }),
    },
    ...STEPS.map(entryOf),
  ],
};
