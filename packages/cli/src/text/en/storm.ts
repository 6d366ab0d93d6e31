// SPDX-License-Identifier: Apache-2.0
/** What a storm, a walk and a replay found, in words. */

import { durationOf, milliseconds } from "@cisterna/quantity";
import type { LawName, Violation } from "@cisterna/world";
import { timeText } from "./word.ts";

/** What each law asks of a pump. */
const LAW_SENTENCES: Readonly<Record<LawName, string>> = {
  window: "an hour or a day held more than its limit",
  rate: "the flow was faster than it may ever be",
  conservation: "what was given is not what should have flowed",
  reservoir: "the reservoir lost something else than was given",
  withheld: "something that was admitted was withheld",
  transition: "a transition gave more than was approved",
  grant: "a bolus was granted that should have been refused",
  answer: "a command got no answer",
  idempotence: "a command that came again had an effect",
  untouched: "a refusal changed something",
  time: "something happened out of its time",
  replay: "the log does not lead to the state",
  cut: "it mattered where time was cut",
  alarm: "what a sensor told was no alarm in time",
  signal: "an alarm that nobody answered was not heard",
  liveness: "a repaired pump did not deliver again",
  invariant: "something was thrown",
  memory: "what was stored was not there after a start",
};

const found = ({ found: values }: Violation): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** A violation in one line. */
export const violationText = (violation: Violation): string => {
  const when = timeText(durationOf(milliseconds(violation.at)));
  return `${violation.law}: ${LAW_SENTENCES[violation.law]}, at ${when} (${found(violation)})`;
};
