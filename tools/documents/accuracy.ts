// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/accuracy.md` and its figures: start-up and trumpet curves of every pump model whose
 * constants are known, computed from the simulated pump's pulses.
 *
 *   node tools/documents/accuracy.ts
 */
import { writeFileSync } from "node:fs";
import { print } from "@cisterna/quantity";
import { type CompletePump, complete, PUMPS } from "@cisterna/therapy";
import { type Accuracy, WINDOWS } from "@cisterna/world";
import { type Judged, judgedModel } from "../../packages/cli/src/accuracy/judged.ts";
import { amountAxis, gridOf, INK, lettering } from "../../packages/cli/src/report/figure/axis.ts";
import { type Chart, drawn } from "../../packages/cli/src/report/figure/chart.ts";
import { curve, marks } from "../../packages/cli/src/report/figure/line.ts";
import type { Point } from "../../packages/cli/src/report/figure/thin.ts";
import { bellText, windowText } from "../../packages/cli/src/text/en/accuracy.ts";

const INTRODUCTION = `# Flow accuracy

Written by \`node tools/documents/accuracy.ts\` from what \`./cisterna accuracy\` computes; a test
sees that it is up to date.

An infusion pump is judged by two curves. The **start-up curve** shows the flow of each half
minute of the first two hours. The **trumpet curve** shows, for windows of several lengths from
the second hour on, the largest error over and under that any window of that length can have, in
per cent of what was programmed in it. Windows of 2, 5, 11, 19 and 31 minutes are those of IEC
60601-2-24, as manuals of infusion pumps quote it: the standard's own text was not at hand, and
no conformity is claimed. An hour and a day are added, because intrathecal flows are so small
that minutes say little.

What is judged here is the controller: it decides when each whole pulse leaves. Its mechanism is
taken to be perfect, so these errors are what counting in whole pulses costs and nothing else.
What a real mechanism adds, its wear and its tolerance, is a device's own: the table of devices
states it per model, and the simulator makes it a fault.

The law behind the curves: no window of any length is off by a whole pulse, whatever the mode. So
the trumpet closes as 1 / (pulses in the window), and the error of a long window goes to nothing.
At the smallest flows a window of minutes holds less than one pulse and its error is −100 % or
several hundred: that is what pulsed delivery is, and the spinal fluid smooths it (see the
[model](model.md)).

The programs are ours: the usual flow lets a full reservoir last 90 days, the others are scaled
from it to exercise each mode of the device. They are no prescriptions.
`;

const LIGHT = `--ink:#18222d;--muted:#566371;--rule:#dce2e8;--paper:#ffffff;--s1:#0a5a72;
--s2:#b24a12;--s3:#5a4aa8;--s4:#5f6f00;--s5:#96306e;--shade:#e4eaef;--sans:system-ui,sans-serif`;
const DARK = `--ink:#e5eaef;--muted:#9fabb7;--rule:#2d3842;--paper:#11171d;--s1:#74c3da;
--s2:#f0a070;--s3:#b3a5f5;--s4:#c2cf5c;--s5:#eb93c5;--shade:#26313b`;
const STYLE = `<style>svg{${LIGHT};background:var(--paper)}
@media (prefers-color-scheme:dark){svg{${DARK}}}</style>`;

const SHEET = { width: 760, height: 320, narrow: false } as const;

/** A drawing that stands alone as a file. */
const fileOf = (chart: Chart, title: string): string =>
  `${drawn(chart, SHEET, "figure").replace(
    /^<svg([^>]*)>/,
    `<svg xmlns="http://www.w3.org/2000/svg"$1><title>${title}</title>${STYLE}`,
  )}\n`;

/** The trials of one steady flow each, which a trumpet figure shows. */
const steadyOf = ({ modes }: Judged): readonly Accuracy[] =>
  modes.filter(({ mode }) => mode === "continuous");

const sideOf = ({ trumpet }: Accuracy, side: "over" | "under"): readonly Point[] =>
  trumpet.map((bell, index) => [index, 100 * (bell[side] ?? 0)]);

const windowAxis = {
  type: "value" as const,
  min: 0,
  max: WINDOWS.length - 1,
  interval: 1,
  axisLine: { onZero: false, lineStyle: { color: INK.muted } },
  axisTick: { lineStyle: { color: INK.muted } },
  splitLine: { show: false },
  axisLabel: { ...lettering(), formatter: (at: number) => windowText(WINDOWS[at] ?? 0) },
};

/** The program itself: nothing over, nothing under. */
const ZERO = marks([{ at: 0, name: "" }], []);

const STEPS = [0.1, 0.5, 1, 2, 5, 10, 25, 50, 100, 200];

/** Ends of an axis that holds these values, at round numbers some steps apart. */
const axisFor = (values: readonly number[]) => {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = STEPS.find((each) => (high - low) / each <= 7) ?? 500;
  const ends = [Math.floor(low / step + 1e-6), Math.ceil(high / step - 1e-6)];
  return { min: (ends[0] ?? 0) * step, max: (ends[1] ?? 1) * step, interval: step };
};

const trumpetChart =
  (judged: Judged): Chart =>
  (sheet) => {
    const rows = steadyOf(judged);
    const values = rows.flatMap((row) => [...sideOf(row, "over"), ...sideOf(row, "under")]);
    return {
      grid: gridOf(sheet, 84),
      xAxis: windowAxis,
      yAxis: amountAxis("% of the program", axisFor(values.map(([, value]) => value))),
      series: rows.flatMap((row, look) => [
        { ...curve({ name: row.name, points: sideOf(row, "over"), look }), ...ZERO },
        curve({ name: "", points: sideOf(row, "under"), look }),
      ]),
    };
  };

const minuteAxis = {
  type: "value" as const,
  min: 0,
  max: 120,
  interval: 15,
  axisLine: { lineStyle: { color: INK.muted } },
  axisTick: { lineStyle: { color: INK.muted } },
  splitLine: { show: false },
  axisLabel: { ...lettering(), formatter: (minutes: number) => `${minutes} min` },
};

/** The start of the usual flow, in mL a day, as steps of half a minute. */
const startUpChart =
  (judged: Judged, pulse: number): Chart =>
  (sheet) => {
    const usual = judged.modes.find(({ name }) => name === "usual");
    const points = [...(usual?.startUp ?? [])].flatMap((rate, index): Point[] => [
      [index / 2, rate * pulse],
      [(index + 1) / 2, rate * pulse],
    ]);
    return {
      grid: gridOf(sheet, 24),
      xAxis: minuteAxis,
      yAxis: amountAxis("mL per day"),
      series: [{ ...curve({ name: "", points }), ...marks([], []) }],
    };
  };

type Model = {
  readonly pump: CompletePump;
  readonly judged: Judged;
  /** Volume of a pulse, mL. */
  readonly pulse: number;
};

const models = (): readonly Model[] =>
  [...PUMPS.values()].flatMap((pump) => {
    const found = complete(pump);
    if (!found.ok) return [];
    const { n, d } = found.value.constants.pulse;
    return [{ pump: found.value, judged: judgedModel(pump), pulse: Number(n) / Number(d) }];
  });

const trumpetTitle = (model: string): string => `Trumpet curve of ${model}: its errors close`;
const startUpTitle = (model: string): string => `Start-up curve of ${model} at its usual flow`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const sectionOf = ({ pump, judged }: Model): string => {
  const { id, name } = pump.pump;
  const pulse = print(pump.constants.pulse, "nL");
  return [
    `## ${name}`,
    `\`${id}\`, pulses of ${pulse}. Largest error over / under, in % of what was programmed:`,
    table(
      ["told", "mean flow", ...WINDOWS.map(windowText)],
      judged.modes.map((row) => [
        row.name,
        print(row.flow, "mL/d"),
        ...row.trumpet.map((bell) => bellText(bell)),
      ]),
    ),
    `![${trumpetTitle(id)}](images/accuracy-${id}-trumpet.svg)`,
    `![${startUpTitle(id)}](images/accuracy-${id}-start-up.svg)`,
  ].join("\n\n");
};

const leftOut = (): string => {
  const rows = [...PUMPS.values()]
    .map(judgedModel)
    .filter(({ modes }) => modes.length === 0)
    .map(({ model, missing }) => [`\`${model}\``, missing.join(", ")]);
  return [
    "## What cannot be judged",
    "Constants of these models were not found, or are recalled and not verified; such a number",
    "informs and never acts. A case may state them, and then the pump of that case runs.",
    "",
    table(["model", "lacks"], rows),
  ].join("\n");
};

/** Every file of the page by its path from the root. */
export const accuracyFiles = (): ReadonlyMap<string, string> => {
  const all = models();
  const page = [INTRODUCTION, ...all.map(sectionOf), leftOut(), ""].join("\n\n");
  return new Map([
    ["docs/accuracy.md", page.replaceAll("\n\n\n", "\n\n").replace(/\n+$/, "\n")],
    ...all.flatMap(({ judged, pulse }): [string, string][] => {
      const path = `docs/images/accuracy-${judged.model}`;
      return [
        [`${path}-trumpet.svg`, fileOf(trumpetChart(judged), trumpetTitle(judged.model))],
        [`${path}-start-up.svg`, fileOf(startUpChart(judged, pulse), startUpTitle(judged.model))],
      ];
    }),
  ]);
};

if (import.meta.main) {
  for (const [path, text] of accuracyFiles()) {
    writeFileSync(new URL(`../../${path}`, import.meta.url), text);
  }
}
