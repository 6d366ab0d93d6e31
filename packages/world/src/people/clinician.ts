// SPDX-License-Identifier: Apache-2.0
/**
 * Clinicians by the dice: visits in which the pump is asked, filled and told, on time or late,
 * whole or left half done. What they mean is sound; slips and lapses are thrown in afterwards.
 */
import type { Device } from "@cisterna/pump";
import {
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  nanolitres,
} from "@cisterna/quantity";
import { between, type Dice, happens, oneOf } from "../storm/dice.ts";
import type { Act, Turn } from "../storm/turn.ts";
import { draftOf } from "./prescription.ts";
import { SLIPS } from "./slip.ts";

const MINUTE_MS = 60_000;

/** Whom the clinician looks after. */
type Ward = {
  readonly device: Device;
  readonly clock: Milliseconds;
  /** How many of a hundred programs are sent with a slip. */
  readonly slips: number;
};

/** One act after another, some minutes apart. */
const inOrder = (dice: Dice, from: number, acts: readonly Act[]): readonly Turn[] => {
  let at = from;
  return acts.map((act) => {
    at += between(dice, 0, 4 * MINUTE_MS);
    return { at: milliseconds(at), act };
  });
};

const CATHETERS = [null, "first-catheter", "second-catheter"] as const;

const sent = (dice: Dice, { device, clock, slips }: Ward) => ({
  draft: draftOf(dice, device, clock),
  slip: happens(dice, slips, 100) ? oneOf(dice, SLIPS) : null,
  catheter: oneOf(dice, CATHETERS),
});

const programmed = (dice: Dice, ward: Ward): Act => ({ kind: "program", ...sent(dice, ward) });

const FLUIDS = ["first", "second"] as const;

/** Mostly full; now and then more than fits, or hardly anything. */
const volumeFor = (dice: Dice, { device }: Ward): Nanolitres => {
  const style = between(dice, 1, 20);
  const share = style === 1 ? between(dice, 101, 120) : style === 2 ? between(dice, 0, 30) : 100;
  return nanolitres(Math.floor((device.capacity * share) / 100));
};

/** The same fluid again, another by mistake, or another one with its own program. */
const filled = (dice: Dice, ward: Ward): Act => {
  const volume = volumeFor(dice, ward);
  const fluid = happens(dice, 1, 12) ? FLUIDS[1] : FLUIDS[0];
  if (happens(dice, 1, 8)) return { kind: "exchange", volume, fluid, ...sent(dice, ward) };
  return { kind: "refill", volume, fluid, garbled: happens(dice, 1, 40) };
};

/** What is set right when somebody comes to a pump that sounds. */
const answeredAlarm = (dice: Dice, { clock }: Ward): readonly Act[] => [
  { kind: "acknowledge" },
  { kind: "set-clock", clock: happens(dice, 1, 4) ? wrongClock(dice) : clock },
];

/** Summer time, another country, a clock that was never set. */
const wrongClock = (dice: Dice): Milliseconds => milliseconds(between(dice, 0, 8 * DAY_MS));

/** A planned scan: the pump is told, the magnet holds it, somebody looks whether it turns. */
const scanned = (dice: Dice): readonly Act[] => [
  { kind: "begin-scan", lasts: milliseconds(between(dice, 0, 3) * HOUR_MS) },
  {
    kind: "fault",
    fault: "magnetic-field",
    lasts: milliseconds(between(dice, 1, 90) * MINUTE_MS),
    severity: 500,
  },
  ...(happens(dice, 3, 4) ? [{ kind: "end-scan" } as const] : []),
];

const stopped = (dice: Dice): Act => ({
  kind: "stop",
  maximum: milliseconds(between(dice, 0, 72) * HOUR_MS + between(dice, 0, 3) * MINUTE_MS),
});

/** What is done at a visit. Who stops the pump first may forget to let it go on. */
const visit = (dice: Dice, ward: Ward): readonly Act[] => {
  const careful = happens(dice, 1, 3);
  const forgets = happens(dice, 1, 8);
  return [
    { kind: "interrogate" },
    ...answeredAlarm(dice, ward),
    ...(careful ? [stopped(dice)] : []),
    filled(dice, ward),
    ...(happens(dice, 2, 5) ? [programmed(dice, ward)] : []),
    ...(careful && !forgets ? [{ kind: "resume" } as const] : []),
    ...(happens(dice, 1, 4) ? [{ kind: "again", back: between(dice, 1, 4) } as const] : []),
    { kind: "interrogate" },
  ];
};

/** Short contacts between visits: a bolus ended, a stop for an hour, a question, a change. */
const contact = (dice: Dice, ward: Ward): readonly Act[] => {
  switch (between(dice, 1, 9)) {
    case 1:
      return [{ kind: "cancel-bolus" }];
    case 2:
      return happens(dice, 1, 4) ? [stopped(dice)] : [stopped(dice), { kind: "resume" }];
    case 3:
      return [{ kind: "resume" }];
    case 4:
      return [programmed(dice, ward), { kind: "resume" }];
    case 6:
      return scanned(dice);
    case 7:
      return [{ kind: "end-scan" }, { kind: "silence" }, { kind: "interrogate" }];
    case 8:
      return answeredAlarm(dice, ward);
    case 5:
      return [{ kind: "press", age: 0 }, { kind: "cancel-bolus" }];
    default:
      return [{ kind: "interrogate" }, { kind: "again", back: between(dice, 1, 6) }];
  }
};

/** The first day: a program, or an attempt at one, then a second. */
const implantation = (dice: Dice, ward: Ward): readonly Turn[] =>
  inOrder(dice, between(dice, 0, HOUR_MS), [
    { kind: "interrogate" },
    programmed(dice, ward),
    programmed(dice, { ...ward, slips: 0 }),
    { kind: "interrogate" },
  ]);

/** A pump that rests for some hours, as before an examination. */
const rest = (dice: Dice, from: number): readonly Turn[] => [
  { at: milliseconds(from), act: stopped(dice) },
  { at: milliseconds(from + between(dice, 10, 360) * MINUTE_MS), act: { kind: "resume" } },
];

/** Everything clinicians do in so many days. */
export const visitsOf = (dice: Dice, ward: Ward, days: number): readonly Turn[] => {
  const turns = [...implantation(dice, ward)];
  const punctual = between(dice, 15, 60);
  for (let day = punctual; day < days; day += punctual + between(dice, 0, 15)) {
    turns.push(...inOrder(dice, day * DAY_MS + between(dice, 0, DAY_MS - 1), visit(dice, ward)));
  }
  for (let day = 3; day < days; day += between(dice, 3, 30)) {
    turns.push(...inOrder(dice, day * DAY_MS + between(dice, 0, DAY_MS - 1), contact(dice, ward)));
  }
  for (let day = between(dice, 5, 60); day < days; day += between(dice, 5, 60)) {
    turns.push(...rest(dice, day * DAY_MS + between(dice, 0, DAY_MS - 1)));
  }
  return turns;
};
