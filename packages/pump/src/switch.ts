// SPDX-License-Identifier: Apache-2.0
/** The switch: from one program to the next, at once and whole. It was admitted before. */
import type { Switch } from "./admission.ts";
import { endBoluses, singleOf } from "./due.ts";
import type { Event } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { Pump } from "./pump.ts";
import { tallyOf } from "./tally.ts";

const cancelledTransition = ({ now, transition }: Pump, command: string): readonly Event[] =>
  transition === null
    ? []
    : [
        {
          kind: "transition-cancelled",
          at: now,
          command,
          transition: transition.kind,
          left: tallyOf(transition.left),
        },
      ];

/** The switch to a program: what it ends, and what begins. */
export const switchTo = (pump: Pump, command: Switch): readonly Event[] => {
  const { id, program } = command;
  const switched: readonly Event[] = [
    ...cancelledTransition(pump, id),
    ...endBoluses(pump, { command: id, reason: "reprogrammed" }),
    {
      kind: "programmed",
      at: pump.now,
      command: id,
      program,
      replaced: pump.program?.version ?? null,
      catheter: program.transition?.kind === "prime" ? command.catheter : null,
    },
  ];
  const after = switched.reduce(evolve, pump);
  return after.begun === null ? switched : [...switched, ...singleOf(after, id)];
};
