// SPDX-License-Identifier: Apache-2.0
/**
 * The spinal CSF: equal cells along the canal that exchange with their neighbours by dispersion
 * and bulk flow, and lose drug to the blood by bulk absorption and by the lumped spinal loss. In:
 * subject, drug, grid. Out: what each cell holds and passes on; `neuraxis` makes compartments of
 * it. Finite volumes, so what leaves a cell enters the next.
 */
import type { Drug } from "./drug.ts";
import type {
  Centimetres,
  Millilitres,
  MillilitresPerHour,
  SquareCentimetresPerHour,
} from "./measure.ts";
import { areaAt, type Subject } from "./subject.ts";

/** Volume that an infusion adds to the canal at a place; it drives the fluid above it upwards. */
export type Inflow = { readonly x: Centimetres; readonly flow: MillilitresPerHour };

/** One cell and the face above it. */
export type Cell = {
  readonly x: Centimetres;
  readonly volume: Millilitres;
  readonly up: MillilitresPerHour;
  readonly down: MillilitresPerHour;
  readonly absorption: MillilitresPerHour;
  readonly loss: MillilitresPerHour;
};

/**
 * Dispersion at x: molecular, that at rest, and the mixing length of every stroke of the fluid.
 * Source: physics §2, D_eff.
 */
export const dispersionAt = (
  subject: Subject,
  drug: Drug,
  x: Centimetres,
): SquareCentimetresPerHour => {
  const { length, knots, restDispersion, strokes } = subject.canal;
  const area = areaAt(knots, x);
  const mixing = strokes.reduce((sum, stroke) => {
    const displacement = (stroke.volume * (x / length) ** stroke.steepness) / area;
    return sum + stroke.efficiency * stroke.rate * displacement ** 2;
  }, 0);
  return drug.diffusivity.value + restDispersion + mixing;
};

/**
 * Bulk flow towards the head at x: what infusions below it add, less what the canal absorbs.
 * Law: none at the sac end.
 */
export const bulkFlowAt = (
  subject: Subject,
  inflow: Inflow | null,
  x: Centimetres,
): MillilitresPerHour => {
  const { length, absorption } = subject.canal;
  const added = inflow !== null && x > inflow.x ? inflow.flow : 0;
  return added - (absorption * x) / length;
};

/**
 * The canal as so many equal cells, from the sac end upwards; the last face is the foramen magnum.
 * The flux over a face is central where dispersion outweighs the flow and upwind elsewhere, so no
 * coefficient is negative.
 */
export const cellsOf = (
  subject: Subject,
  drug: Drug,
  grid: { readonly cells: number; readonly inflow: Inflow | null },
): readonly Cell[] => {
  const step = subject.canal.length / grid.cells;
  return Array.from({ length: grid.cells }, (_, index) => {
    const x = (index + 0.5) * step;
    const volume = areaAt(subject.canal.knots, x) * step;
    const face = (index + 1) * step;
    const area = areaAt(subject.canal.knots, face);
    return {
      x,
      volume,
      ...passage(
        (area * dispersionAt(subject, drug, face)) / step,
        bulkFlowAt(subject, grid.inflow, face),
      ),
      absorption: subject.canal.absorption / grid.cells,
      loss: drug.spinalLoss.value * volume,
    };
  });
};

/** Flux over a face per concentration on either side, from its mixing and its bulk flow upwards. */
const passage = (
  mixing: MillilitresPerHour,
  flow: MillilitresPerHour,
): { readonly up: MillilitresPerHour; readonly down: MillilitresPerHour } =>
  2 * mixing >= Math.abs(flow)
    ? { up: mixing + flow / 2, down: mixing - flow / 2 }
    : { up: mixing + Math.max(flow, 0), down: mixing + Math.max(-flow, 0) };
