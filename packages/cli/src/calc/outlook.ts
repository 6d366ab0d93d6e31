// SPDX-License-Identifier: Apache-2.0
/** What leaves the reservoir per day, from a flow or a dose and with the boluses counted. */
import {
  accepted,
  type Concentration,
  DAY,
  type Flow,
  flowFor,
  flowOver,
  plus,
  type Result,
  refused,
  times,
  type Volume,
  volumeFor,
  whole,
} from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { inUnit, line, type ResultLine } from "./answer.ts";
import type { Count, EitherEntry, Entry } from "./entry.ts";

/** The keys that say how fast the reservoir empties. */
type Drain = {
  readonly flow: Entry<"flow"> | null;
  readonly dose: Entry<"dose-rate"> | null;
  readonly concentration: Entry<"concentration"> | null;
  readonly bolus: EitherEntry<"volume" | "mass"> | null;
  readonly boluses: Count | null;
};

/** The flow counted with, and the lines that show how it came about. */
type Drained = { readonly flow: Flow; readonly lines: readonly ResultLine[] };

const basalOf = ({ flow, dose, concentration }: Drain): Drained | null => {
  if (flow !== null) {
    return { flow: flow.value, lines: [line("basal-flow", "", inUnit(flow.value, "mL/d"))] };
  }
  if (dose === null || concentration === null) return null;
  const basal = flowFor(dose.value, concentration.value);
  return {
    flow: basal,
    lines: [line("basal-flow", "{dose} ÷ {concentration}", inUnit(basal, "mL/d"))],
  };
};

const bolusVolume = (
  bolus: EitherEntry<"volume" | "mass">,
  concentration: Concentration | null,
): Volume | null => {
  if (bolus.dimension === "volume") return bolus.value;
  return concentration === null ? null : volumeFor(bolus.value, concentration);
};

const withBoluses = (basal: Drained, volume: Volume, count: Count): Drained => {
  const flow = plus(basal.flow, flowOver(times(volume, whole(count.value)), DAY));
  return {
    flow,
    lines: [
      ...basal.lines,
      line("bolus-volume", "", inUnit(volume, "mL")),
      line("flow", "{basal-flow} + {boluses-per-day} × {bolus-volume} a day", inUnit(flow, "mL/d")),
    ],
  };
};

/** The flow with every bolus of a day. Refuses: a bolus as a mass without a concentration. */
export const drainOf = (drain: Drain): Result<Drained, Refusal> => {
  const basal = basalOf(drain);
  if (basal === null) return refused<Refusal>({ kind: "missing-option", path: "flow" });
  const { bolus, boluses, concentration } = drain;
  if (bolus === null || boluses === null) {
    return accepted({
      ...basal,
      lines: basal.lines.map((each) => ({ ...each, key: "flow" })),
    });
  }
  const volume = bolusVolume(bolus, concentration?.value ?? null);
  return volume === null
    ? refused<Refusal>({
        kind: "bolus-without-concentration",
        path: "bolus",
        read: bolus.text,
        accepted: "a volume, or a mass together with --concentration",
      })
    : accepted(withBoluses(basal, volume, boluses));
};
