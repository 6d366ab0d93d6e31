// SPDX-License-Identifier: Apache-2.0
/**
 * Stories: what a pump should do when something is not as it should be, told to the true controller
 * and to controllers that forget one thing, which have to be caught.
 */
import { Broken } from "@cisterna/quantity";
import { expect, test } from "vitest";
import {
  CONTROLLER,
  type Controller,
  controllerOf,
  type Event,
  type Fault,
  PARTS,
  type Pump,
} from "../src/index.ts";

/** What is wrong with how a controller lives through a story; empty where nothing is. */
export type Story = (controller: Controller) => readonly string[];

/** A story with the title of what it holds, and the controllers that it has to catch. */
export type Told = {
  readonly holds: string;
  readonly story: Story;
  readonly breaks: readonly (readonly [string, Controller])[];
};

/** A controller that never hears of a fault. */
export const deafTo = (...faults: readonly Fault[]): Controller => {
  const heard = (event: Event): boolean =>
    !(event.kind === "fault-found" && faults.includes(event.fault));
  return controllerOf({
    ...PARTS,
    due: (pump) => PARTS.due(pump).filter(heard),
    detect: (pump, report) => PARTS.detect(pump, report).filter(heard),
  });
};

/** A controller on which an event has another effect. */
export const evolving = (change: (before: Pump, event: Event, after: Pump) => Pump): Controller =>
  controllerOf({
    ...PARTS,
    evolve: (pump, event) => change(pump, event, PARTS.evolve(pump, event)),
  });

/** What a broken controller does wrong; its own invariants may be the first to notice. */
const wrongIn = (story: Story, controller: Controller): readonly string[] => {
  try {
    return story(controller);
  } catch (thrown) {
    if (thrown instanceof Broken) return [thrown.message];
    throw thrown;
  }
};

/** Tells stories: a test for each that holds, and one for each controller it has to catch. */
export const tell = (stories: readonly Told[]): void => {
  test.each(stories.map(({ holds, story }) => [holds, story] as const))("%s", (_, story) => {
    expect(story(CONTROLLER)).toEqual([]);
  });

  test.each(
    stories.flatMap(({ breaks, story }) =>
      breaks.map(([title, controller]) => [title, story, controller] as const),
    ),
  )("%s", (_, story, controller) => {
    expect(wrongIn(story, controller)).not.toEqual([]);
  });
};
