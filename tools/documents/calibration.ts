// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/calibration.md`: what was fitted to what, how well, and how firmly the measurements
 * hold each parameter. The values and the record of the fit come from `tools/long/calibrate.ts`;
 * the residuals are computed anew, so that the page cannot outlive a change of the model.
 */
import { readFileSync, writeFileSync } from "node:fs";
import {
  BOUNDS,
  CALIBRATED,
  FREE_NAMES,
  type FreeName,
  objectiveOf,
  residualsOf,
} from "@cisterna/body";
import type { CalibrationRecord } from "../long/calibrate.ts";

const FILE = new URL("../../docs/calibration.md", import.meta.url);
const RECORD = new URL("../long/calibration.json", import.meta.url);

/** What one value off by the factor that counts as met would cost. */
const ONE_VALUE = Math.log(1.5) ** 2;

const UNITS: Readonly<Record<FreeName, string>> = {
  mixingEfficiency: "",
  restDispersion: "cm2/s",
  tracerLoss: "/h",
  morphineLoss: "/h",
  baclofenLoss: "/h",
  cisternVolume: "mL",
  convexityMixing: "mL/h",
  ventricleMixing: "mL/h",
  cameraThreshold: "",
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const digits = (value: number): string => String(Number(value.toPrecision(3)));

const spoken = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** From where to where the profile stays within one value's cost, as far as it was followed. */
const heldBetween = ({ profiles, chosen }: CalibrationRecord, name: FreeName): string => {
  const own = { value: chosen.fitted[name], objective: chosen.objective };
  const within = [...(profiles[name] ?? []), own]
    .filter(({ objective }) => objective <= chosen.objective + ONE_VALUE)
    .map(({ value }) => value);
  const { low, high } = BOUNDS[name];
  const [from, upto] = [Math.min(...within), Math.max(...within)];
  const open = from <= low * 1.01 || upto >= high * 0.99 ? ", at a bound" : "";
  return `${digits(from)} to ${digits(upto)}${open}`;
};

const parameters = (record: CalibrationRecord): string =>
  table(
    ["parameter", "value", "unit", "bounds", "held between", "why these bounds"],
    FREE_NAMES.map((name) => [
      spoken(name),
      digits(CALIBRATED[name]),
      UNITS[name],
      `${BOUNDS[name].low} to ${BOUNDS[name].high}`,
      heldBetween(record, name),
      BOUNDS[name].why,
    ]),
  );

const residuals = (): string =>
  table(
    ["measurement", "weight", "modelled over measured"],
    residualsOf(CALIBRATED).map(({ id, weight, log }) => [
      id,
      String(weight),
      Math.exp(log).toFixed(2),
    ]),
  );

const starts = ({ starts: all }: CalibrationRecord): string =>
  table(
    ["start", "objective", ...FREE_NAMES.map(spoken)],
    all
      .toSorted((a, b) => a.objective - b.objective)
      .map(({ objective, fitted }, index) => [
        String(index + 1),
        objective.toFixed(4),
        ...FREE_NAMES.map((name) => digits(fitted[name])),
      ]),
  );

const profiles = ({ profiles: all, chosen }: CalibrationRecord): string =>
  table(
    ["parameter", "value: objective with the others fitted anew"],
    FREE_NAMES.map((name) => [
      spoken(name),
      [...(all[name] ?? []), { ...chosen, value: chosen.fitted[name] }]
        .toSorted((a, b) => a.value - b.value)
        .map(({ value, objective }) => `${digits(value)}: ${objective.toFixed(2)}`)
        .join(" · "),
    ]),
  );

const page = (record: CalibrationRecord): string => `# Calibration

Written by \`node tools/documents/calibration.ts\` from the record of
\`node tools/long/calibrate.ts\`; a test sees that it is up to date. Which papers the fit may see
was fixed before it: [split](split.md). How the model does on the others is in
[validation](validation.md).

## The objective

The sum over the training values of weight × (ln modelled/measured)², plus a ridge of
0.01 × (ln value/middle of its bounds)² for each parameter, which draws what the measurements leave
open to the middle and hardly moves anything else. A value of tier *quantitative* weighs 1, a range
0.25 against its geometric middle; a bound costs only when it is broken; a place that is never seen,
or out of its order, costs as much as a value off by a factor of e. The fit is
${record.starts.length} descents of a simplex from starts spread evenly through the bounds,
${record.rounds} rounds each, and once more from the lowest. Nothing is random.

Objective at the values used: ${objectiveOf(CALIBRATED).toFixed(4)}.

## The parameters

*Held between*: as far as a parameter can be moved, the others following, before the objective is
worse by one value off by a factor of 1.5 (only the profile's own points were tried).

${parameters(record)}

## The training values at the fit

${residuals()}

## Profiles

${profiles(record)}

## Starts, from the lowest

${starts(record)}
`;

/** The page as it is, and as it has to be. */
export const calibration = (): { readonly found: string; readonly generated: string } => ({
  found: readFileSync(FILE, { encoding: "utf8", flag: "a+" }),
  generated: page(JSON.parse(readFileSync(RECORD, "utf8")) as CalibrationRecord),
});

if (import.meta.main) writeFileSync(FILE, calibration().generated);
