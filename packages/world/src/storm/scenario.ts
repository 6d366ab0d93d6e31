// SPDX-License-Identifier: Apache-2.0
/**
 * Scenarios: a life with a title, as it is saved in a file and lived again. A violation that was
 * found becomes one; so does an incident that somebody published.
 */
import type { Controller } from "@cisterna/pump";
import type { Life } from "./life.ts";
import { type Lived, live, type StormMode } from "./live.ts";
import { shrunk } from "./shrink.ts";
import type { LawName, Violation } from "./violation.ts";

/** The number of the form in which scenarios are written now. */
export const SCENARIO_FORM = 1;

/** A life that is worth keeping. */
export type Scenario = {
  readonly scenario: typeof SCENARIO_FORM;
  readonly title: string;
  /** Where it was published or found. */
  readonly source: string;
  readonly mode: StormMode;
  /** The law that it broke when it was saved; null: it breaks none. */
  readonly breaks: LawName | null;
  readonly life: Life;
};

/** How many lives are tried to shorten one. */
const TRIES = 600;

/** Where a violation was found. */
type Place = { readonly seed: number; readonly place: number; readonly mode: StormMode };

/** A life that broke a law as the shortest scenario found that still breaks it. */
export const scenarioOf = (
  life: Life,
  violation: Violation,
  { seed, place, mode, controller }: Place & { readonly controller: Controller },
): Scenario => {
  const manner = { mode, cuts: 0 };
  const law = violation.law;
  return {
    scenario: SCENARIO_FORM,
    title: `${law} broken`,
    source: `storm, seed ${seed}, life ${place}`,
    mode,
    breaks: law,
    life: shrunk(life, { law, controller, manner, tries: TRIES }),
  };
};

/** Lives a scenario. */
export const replayed = ({ life, mode }: Scenario, controller: Controller): Lived =>
  live(life, controller, { mode, cuts: 0 });
