// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { FRAME_ATTACKS } from "./attacks/frames.ts";
import { MIDDLE_ATTACKS } from "./attacks/middle.ts";
import { PEOPLE_ATTACKS } from "./attacks/people.ts";
import { PROGRAMMING_ATTACKS } from "./attacks/programming.ts";
import { type Attack, told } from "./ward.ts";

const ATTACKS: readonly Attack[] = [
  ...FRAME_ATTACKS,
  ...PEOPLE_ATTACKS,
  ...MIDDLE_ATTACKS,
  ...PROGRAMMING_ATTACKS,
];

describe.each(ATTACKS)("$title", (attack) => {
  test(`[${attack.requirement} holds] it comes to nothing`, () => {
    expect(told(attack, {})).toEqual({ seen: attack.seen, effect: false });
  });
  test(`[${attack.requirement} breaks] without the defence it has an effect`, () => {
    expect(told(attack, attack.without).effect).toBe(true);
  });
});
