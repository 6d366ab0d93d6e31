// SPDX-License-Identifier: Apache-2.0
/** The steps of a daily pattern as they are typed: `00:00 2 mg/d, 06:00 3 mg/d`. */
import { accepted, type NonEmpty, type Result, refused } from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { type Entry, readEntry } from "./entry.ts";

/** One step: minutes after midnight, and the dose rate from then on. */
export type Step = {
  readonly at: string;
  readonly minute: number;
  readonly dose: Entry<"dose-rate">;
};

const STEP = /^(([01][0-9]|2[0-3]):([0-5][0-9])) (.+)$/s;

/** A comma that a time follows; a comma inside a number stays and is refused there. */
const BETWEEN = /, *(?=[0-9]+:)/;

const malformed = (path: string, read: string): Refusal => ({
  kind: "malformed-steps",
  path,
  read,
  accepted: 'a time of day and a dose rate, separated by commas: "00:00 2 mg/d, 06:00 3 mg/d"',
});

const readStep = (text: string, path: string): Result<Step, Refusal> => {
  const [, at, hour, minute, dose] = STEP.exec(text) ?? [];
  if (at === undefined || dose === undefined) return refused(malformed(path, text));
  const entry = readEntry(dose, path, { dimension: "dose-rate", bound: "any" });
  if (!entry.ok) return entry;
  return accepted({ at, minute: Number(hour) * 60 + Number(minute), dose: entry.value });
};

const outOfOrder = (steps: readonly Step[], path: string): readonly Refusal[] =>
  steps.flatMap((step, place) => {
    const before = steps[place - 1];
    if (before === undefined || before.minute < step.minute) return [];
    const kind = before.minute === step.minute ? "step-doubled" : "steps-out-of-order";
    return [{ kind, path, read: step.at, accepted: `a time after ${before.at}` }];
  });

/** The steps that a text states. Refuses: each that is unreadable, doubled or back in time. */
export const readSteps = (text: string, path: string): Result<NonEmpty<Step>, Refusal> => {
  const readings = text.split(BETWEEN).map((each) => readStep(each, path));
  const steps = readings.flatMap((each) => (each.ok ? [each.value] : []));
  const refusals = [
    ...readings.flatMap((each) => (each.ok ? [] : each.refusals)),
    ...outOfOrder(steps, path),
  ];
  const [first, ...rest] = refusals;
  if (first !== undefined) return refused(first, ...rest);
  const [step, ...more] = steps;
  return step === undefined ? refused(malformed(path, text)) : accepted([step, ...more]);
};
