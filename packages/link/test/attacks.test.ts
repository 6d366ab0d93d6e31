// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { FRAME_ATTACKS } from "./attacks/frames.ts";
import { MIDDLE_ATTACKS } from "./attacks/middle.ts";
import { PEOPLE_ATTACKS } from "./attacks/people.ts";
import { PROGRAMMING_ATTACKS } from "./attacks/programming.ts";
import { UPDATE_ATTACKS } from "./attacks/updates.ts";
import { type Attack, type Attacked, told } from "./ward.ts";

const ATTACKS: readonly Attack[] = [
  ...FRAME_ATTACKS,
  ...PEOPLE_ATTACKS,
  ...MIDDLE_ATTACKS,
  ...PROGRAMMING_ATTACKS,
  ...UPDATE_ATTACKS,
];

const DEFENDED: Readonly<Record<Attacked, string>> = {
  "REQ-027": "[REQ-027 holds] asked twice is one dose",
  "REQ-028": "[REQ-028 holds] what is too old is refused",
  "REQ-060": "[REQ-060 holds] what was not committed in time is gone",
  "REQ-061": "[REQ-061 holds] only what was read back and signed is done",
  "REQ-062": "[REQ-062 holds] one controls, and what is believed is compared",
  "REQ-066": "[REQ-066 holds] sessions end by themselves",
  "REQ-067": "[REQ-067 holds] old software does not program",
  "REQ-079": "[REQ-079 holds] who is not let in has no effect",
  "REQ-080": "[REQ-080 holds] frames have no effect a second time, changed or elsewhere",
  "REQ-081": "[REQ-081 holds] what was recorded opens nothing later",
  "REQ-082": "[REQ-082 holds] pairing takes the coil, a secret of one use and its time",
  "REQ-083": "[REQ-083 holds] the patient's controller does what the patient may",
  "REQ-084": "[REQ-084 holds] a flood spends no more than the day's allowance",
  "REQ-085": "[REQ-085 holds] the emergency card gives less, close by",
  "REQ-087": "[REQ-087 holds] what is not signed, newer and for this pump does not run on it",
};

const UNDEFENDED: Readonly<Record<Attacked, string>> = {
  "REQ-027": "[REQ-027 breaks] a pump that forgets its answers doses twice",
  "REQ-028": "[REQ-028 breaks] a pump that asks no age obeys late",
  "REQ-060": "[REQ-060 breaks] proposals without an end are done late",
  "REQ-061": "[REQ-061 breaks] without hash and signature another program runs",
  "REQ-062": "[REQ-062 breaks] without control or comparison two interfere",
  "REQ-066": "[REQ-066 breaks] without their ends sessions stay",
  "REQ-067": "[REQ-067 breaks] without the least version old software programs",
  "REQ-079": "[REQ-079 breaks] without the question who it is, anybody is obeyed",
  "REQ-080": "[REQ-080 breaks] without the guard of frames one has an effect",
  "REQ-081": "[REQ-081 breaks] without fresh keys a recording is obeyed",
  "REQ-082": "[REQ-082 breaks] without the guard of pairing a stranger pairs",
  "REQ-083": "[REQ-083 breaks] without roles the patient's controller stops a pump",
  "REQ-084": "[REQ-084 breaks] without pauses and allowance the cell is drained",
  "REQ-085": "[REQ-085 breaks] without its guard the card raises and starts",
  "REQ-087": "[REQ-087 breaks] without its question the pump runs on it",
};

describe.each(ATTACKS)("$title", (attack) => {
  test(DEFENDED[attack.requirement], () => {
    expect(told(attack, {})).toEqual({ seen: attack.seen, effect: false });
  });
  test(UNDEFENDED[attack.requirement], () => {
    expect(told(attack, attack.without).effect).toBe(true);
  });
});
