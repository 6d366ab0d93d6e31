// SPDX-License-Identifier: Apache-2.0
/** The switch: from one program to the next, at once and whole. It was admitted before. */
import type { Switch } from "./admission.ts";
import { endBoluses, singleOf } from "./due.ts";
import type { Event } from "./event.ts";
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

const startsAtOnce = ({ stop }: Pump, { program }: Switch): boolean =>
  stop === null && (program.transition?.pulses ?? 0) === 0;

/** The switch to a program: what it ends, and what begins. */
export const switchTo = (pump: Pump, command: Switch): readonly Event[] => [
  ...cancelledTransition(pump, command.id),
  ...endBoluses(pump, { command: command.id, reason: "reprogrammed" }),
  {
    kind: "programmed",
    at: pump.now,
    command: command.id,
    program: command.program,
    replaced: pump.program?.version ?? null,
    catheter: command.program.transition?.kind === "prime" ? command.catheter : null,
  },
  ...(startsAtOnce(pump, command) ? singleOf(command.program, pump.now, command.id) : []),
];
