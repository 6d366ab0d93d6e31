// SPDX-License-Identifier: Apache-2.0
/** The lab's curves: flow, reservoir, dose at the tip, spinal fluid; said beside true. */
import { useMemo } from "react";
import { type Curve, Plot } from "../draw/plot.tsx";
import type { Sample } from "./frame.ts";
import type { Voice } from "./use-say.ts";

const LOOKS: readonly Pick<Curve, "colour" | "dash">[] = [
  { colour: "--accent" },
  { colour: "--second", dash: [8, 4] },
  { colour: "--warn", dash: [2, 3] },
];

const SAID = { colour: "--quiet", dash: [6, 5] } as const;
const TRUE = { colour: "--accent" } as const;

/** Hours up to three days, then days. */
const axisOf = (samples: readonly Sample[]): { readonly unit: string; readonly by: number } =>
  (samples.at(-1)?.hours ?? 0) <= 72 ? { unit: "h", by: 1 } : { unit: "d", by: 24 };

/** The curves. */
export const Curves = (props: {
  readonly voice: Voice;
  readonly samples: readonly Sample[];
  readonly drugs: readonly string[];
}) => {
  const { voice, samples, drugs } = props;
  const { text, language } = voice;
  const { unit, by } = axisOf(samples);
  const of = useMemo(() => {
    const x = samples.map(({ hours }) => hours / by);
    const each = (read: (sample: Sample) => number | null) => samples.map(read);
    return {
      flow: [x, each(({ said }) => said), each(({ flow }) => flow)],
      reservoir: [x, each(({ believed }) => believed), each(({ reservoir }) => reservoir)],
      doses: [x, ...drugs.map((_, place) => each(({ doses }) => doses[place] ?? null))],
      peaks: [x, ...drugs.map((_, place) => each(({ peaks }) => peaks[place] ?? null))],
    } as Record<string, [number[], ...(number | null)[][]]>;
  }, [samples, by, drugs]);
  const pair: readonly Curve[] = [
    { name: text.said, ...SAID },
    { name: text.truly, ...TRUE },
  ];
  const perDrug: readonly Curve[] = drugs.map((name, place) => ({
    name,
    ...(LOOKS[place] ?? TRUE),
  }));
  const all = [
    ["flow", text.curveFlow, pair],
    ["reservoir", text.curveReservoir, pair],
    ["doses", text.curveDose, perDrug],
    ["peaks", text.curveBody, perDrug],
  ] as const;
  return (
    <section className="curves" aria-label={text.curves}>
      {all.map(([name, title, curves]) => (
        <Plot
          key={name}
          title={title}
          curves={curves}
          values={of[name] ?? [[]]}
          language={language}
          unit={unit}
        />
      ))}
    </section>
  );
};
