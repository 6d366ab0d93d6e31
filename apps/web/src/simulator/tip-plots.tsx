// SPDX-License-Identifier: Apache-2.0
/** Curves of the dose at the tip: a band between the smallest and the largest catheter, by drug. */
import { useMemo } from "react";
import { type Curve, Plot } from "../draw/plot.tsx";
import type { Simulation, TipCurve } from "./use-simulation.ts";
import type { Words } from "./use-words.ts";

const unitOf = (hours: number): { readonly unit: string; readonly by: number } =>
  hours <= 96 ? { unit: "h", by: 1 } : { unit: "d", by: 24 };

const TipPlot = (props: {
  readonly words: Words;
  readonly times: readonly number[];
  readonly curve: TipCurve;
  readonly lines: { readonly old: number; readonly fresh: number };
  readonly hours: number;
}) => {
  const { words, times, curve, lines, hours } = props;
  const { text } = words;
  const { unit, by } = unitOf(times.at(-1) ?? 0);
  const values = useMemo((): [number[], ...number[][]] => {
    const x = times.slice(1).map((each) => each / by);
    const even = (value: number) => x.map(() => value);
    return [x, [...curve.low], [...curve.high], even(lines.old), even(lines.fresh)];
  }, [times, curve, by, lines.old, lines.fresh]);
  const curves: readonly Curve[] = [
    { name: text.bandLow, colour: "--accent" },
    { name: text.bandHigh, colour: "--second", dash: [8, 4], band: true },
    { name: text.old, colour: "--quiet", dash: [2, 4] },
    { name: text.fresh, colour: "--quiet", dash: [10, 3, 2, 3] },
  ];
  return (
    <Plot
      title={text.doseAtTip(words.drug(curve.drug))}
      curves={curves}
      values={values}
      language={words.language}
      unit={unit}
      height={190}
      mark={hours / by}
    />
  );
};

/** One plot for each drug. */
export const TipPlots = (props: {
  readonly words: Words;
  readonly simulation: Simulation;
  readonly hours: number;
}) => {
  const { words, simulation, hours } = props;
  return simulation.curves.map((curve, place) => (
    <TipPlot
      key={curve.drug}
      words={words}
      times={simulation.times}
      curve={curve}
      lines={simulation.doses[place] ?? { old: 0, fresh: 0 }}
      hours={hours}
    />
  ));
};
