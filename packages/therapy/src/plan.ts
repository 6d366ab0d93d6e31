// SPDX-License-Identifier: Apache-2.0
/**
 * The plan: a judged case with everything that follows from it. Its program is what a pump runs;
 * its doses, transition and dates are what people read.
 */
import {
  type DoseRate,
  type Flow,
  flowFor,
  inNanolitres,
  type Nanolitres,
} from "@cisterna/quantity";
import type { Case } from "./case.ts";
import type { PumpConstants } from "./devices/index.ts";
import type { Runnable } from "./judge/context.ts";
import type { DoseRow } from "./judge/doses.ts";
import { outlookOf, type RefillOutlook } from "./judge/outlook.ts";
import { lineOf, type Passage, passageOf } from "./judge/passage.ts";
import { programOf } from "./order.ts";
import type { OnFault, Program } from "./program.ts";
import { allowedPerDay } from "./regimen.ts";
import type { Line } from "./transition.ts";

/** What the patient may ask for, per day. */
export type OnDemandSummary = { readonly allowedPerDay: number; readonly worstDay: DoseRate };

/** A judged case. */
export type Plan = {
  readonly of: Case;
  readonly constants: PumpConstants;
  readonly pulse: Nanolitres;
  /** Mean flow of what was asked, boluses by the clock included. */
  readonly flow: Flow;
  readonly doses: readonly DoseRow[];
  readonly onDemand: OnDemandSummary | null;
  readonly line: Line;
  readonly transition: Passage;
  readonly refill: RefillOutlook;
  readonly program: Program;
};

const orderedTransition = (passage: Passage) =>
  passage.kind === "none"
    ? null
    : { kind: passage.kind, volume: passage.programmed, rate: passage.rate };

/** The plan of a case that nothing refused. */
export const planOf = (
  context: Runnable,
  judged: { onFault: OnFault; doses: readonly DoseRow[] },
): Plan => {
  const { of, constants, concentration } = context;
  const { prescription } = of;
  const pulse = inNanolitres(constants.pulse, "nearest");
  const transition = passageOf(context);
  return {
    of,
    constants,
    pulse,
    flow: flowFor(context.daily.perDay, concentration),
    doses: judged.doses,
    onDemand:
      prescription.onDemand === null
        ? null
        : {
            allowedPerDay: allowedPerDay(prescription.onDemand),
            worstDay: context.daily.worstDay,
          },
    line: lineOf(context),
    transition,
    refill: outlookOf(context),
    program: programOf({
      prescription,
      onFault: judged.onFault,
      fluid: of.reservoir.fluid,
      scale: { pulse, concentration },
      start: of.reservoir.filled,
      range: { least: constants.minimumFlow, most: constants.maximumFlow },
      transition: orderedTransition(transition),
    }),
  };
};
