// SPDX-License-Identifier: Apache-2.0
/** What the bench says of a pump's accuracy: a row for each mode, a column for each window. */
import type { Flow } from "@cisterna/quantity";
import { type Accuracy, type Bell, WINDOWS } from "@cisterna/world";
import type { Judged } from "../../accuracy/judged.ts";

/** A window's length as people say it. */
export const windowText = (minutes: number): string => {
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
};

const signed = (share: number): string => {
  const per = 100 * share;
  const digits = Math.abs(per) >= 100 ? 0 : Math.abs(per) >= 10 ? 1 : 2;
  const text = per.toFixed(digits);
  return Number(text) === 0 ? "0" : per > 0 ? `+${text}` : text;
};

/** The worst errors of a window: `+3.7 / -2.8`, or a dash where nothing was programmed. */
export const bellText = ({ over, under }: Bell): string =>
  over === null || under === null ? "–" : `${signed(over)} / ${signed(under)}`;

const COLUMN = 15;

const modeLine = (mode: Accuracy, flowText: (flow: Flow) => string): string =>
  [
    `  ${mode.name.padEnd(11)}`,
    flowText(mode.flow).padEnd(13),
    ...mode.trumpet.map((bell) => bellText(bell).padEnd(COLUMN)),
  ]
    .join("")
    .trimEnd();

const modelText = (judged: Judged, flowText: (flow: Flow) => string): readonly string[] =>
  judged.modes.length === 0
    ? []
    : [
        judged.model,
        `  ${"".padEnd(11)}${"mean flow".padEnd(13)}${WINDOWS.map((each) =>
          windowText(each).padEnd(COLUMN),
        ).join("")}`.trimEnd(),
        ...judged.modes.map((mode) => modeLine(mode, flowText)),
        "",
      ];

/** The bench's findings as lines, with the models that could not be judged. */
export const accuracyText = (all: readonly Judged[], flowText: (flow: Flow) => string): string => {
  const left = all.filter(({ modes }) => modes.length === 0).map(({ model }) => model);
  return [
    "Largest error over and under, % of what was programmed, over every window of a length",
    "",
    ...all.flatMap((judged) => modelText(judged, flowText)),
    ...(left.length === 0
      ? []
      : [`not judged, constants absent or unverified: ${left.join(", ")}`]),
  ]
    .join("\n")
    .trimEnd();
};
