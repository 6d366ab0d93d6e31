// SPDX-License-Identifier: Apache-2.0
/**
 * The neuraxis: canal, cord, cranium and plasma of one subject for one drug, assembled into one
 * tree of compartments with every way out of it. In: subject and drug. Out: the model that `solve`
 * steps, `probe` reads and `mass` balances. A model holds no state.
 */
import { assert } from "@cisterna/quantity";
import { type CordLayers, layersOf } from "./cord.ts";
import { spacesOf } from "./cranium.ts";
import { bulkFlowAt, type Cell, cellsOf, type Inflow } from "./csf.ts";
import type { Drug, SpinalLoss } from "./drug.ts";
import { type EpiduralStretch, epiduralOf } from "./epidural.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { plasmaOf } from "./plasma.ts";
import type { Subject } from "./subject.ts";
import { type Compartment, type Tree, treeOf } from "./tree.ts";

/** Ways from the fluid and the cord to the blood. */
export const ROUTES = [
  "spinal-loss",
  "spinal-absorption",
  "cranial-outflow",
  "cord-loss",
  "epidural-loss",
] as const;
/** A way from the fluid or the cord to the blood. */
export type Route = (typeof ROUTES)[number];

/** What the model takes for granted because the sources do not say. For the report's notes. */
export type Assumption =
  | {
      readonly kind: "spinal-loss-of-tracer";
      readonly drug: string;
      readonly source: string;
      /** Where the true loss lies, 1/h; null where it is thought to be the tracer's. */
      readonly range: SpinalLoss["range"];
    }
  | { readonly kind: "cord-exchange-unknown"; readonly drug: string }
  | { readonly kind: "cord-loss-to-blood-unknown"; readonly drug: string }
  | { readonly kind: "plasma-kinetics-unknown"; readonly drug: string }
  | { readonly kind: "one-cranial-space"; readonly subject: string };

/** Where compartments stand in the tree. */
export type Layout = {
  readonly cells: readonly number[];
  /** Superficial and deep layer beside each cell; null where there is no cord. */
  readonly cord: readonly ({ readonly superficial: number; readonly deep: number } | null)[];
  /** Pool beside each cell, and its fat; null where the epidural space is not modelled. */
  readonly epidural: readonly ({ readonly pool: number; readonly fat: number | null } | null)[];
  readonly spaces: readonly number[];
};

/** One subject and one drug, ready to be solved. */
export type Model = {
  readonly subject: Subject;
  readonly drug: Drug;
  readonly cells: readonly Cell[];
  readonly layout: Layout;
  /** Canal, cord and cranium. Its drain is the sum of the routes. */
  readonly tree: Tree;
  readonly routes: Readonly<Record<Route, Float64Array>>;
  readonly plasma: Tree | null;
  readonly assumptions: readonly Assumption[];
  /** Subject, fingerprint of every number in subject and drug. */
  readonly parameters: string;
};

/** How finely the canal is cut, and an infusion whose volume counts. */
export type Grid = { readonly cells: number; readonly inflow: Inflow | null };

/** Cells of one centimetre in the reference adult, and no infusion volume to speak of. */
export const REFERENCE_GRID: Grid = { cells: 60, inflow: null };

/**
 * The model of a drug in a subject. The volume of a slow infusion (millilitres a day against the
 * litre that turns over) may be left out; where it counts, give it as the grid's inflow and
 * change the model when the flow changes.
 * Law: with the routes counted, every column of the generator sums to zero.
 * Source: physics §2.
 */
export const neuraxis = (subject: Subject, drug: Drug, grid: Grid = REFERENCE_GRID): Model => {
  assert(Number.isSafeInteger(grid.cells) && grid.cells >= 2, "a canal has cells", grid);
  const cells = cellsOf(subject, drug, grid);
  const beside = besideOf(subject, drug, cells);
  const layout = layoutOf(beside, subject.cranium.length);
  const parts = [
    ...cells.flatMap((cell, index) =>
      cellParts(cell, beside[index] ?? NOTHING, placesAt(layout, index)),
    ),
    ...cranialParts(subject, grid, layout),
  ];
  return {
    subject,
    drug,
    cells,
    layout,
    tree: treeOf(parts),
    routes: routesOf(parts),
    plasma: drug.plasma === null ? null : plasmaOf(drug.plasma),
    assumptions: assumptionsOf(subject, drug),
    parameters: `${subject.name}@${fingerprintOf({ subject, drug })}`,
  };
};

type Part = Compartment & { readonly route: Partial<Record<Route, number>> };

/** What stands beside a cell, besides its neighbours. */
type BesideCell = {
  readonly cord: CordLayers | null;
  readonly epidural: EpiduralStretch | null;
};

const NOTHING: BesideCell = { cord: null, epidural: null };

const besideOf = (subject: Subject, drug: Drug, cells: readonly Cell[]): readonly BesideCell[] => {
  const step = subject.canal.length / cells.length;
  const lowest = subject.canal.length - subject.cord.length;
  const layers = drug.cord === null ? null : layersOf(subject.cord, drug.cord.value, step);
  const epidural =
    drug.epidural === null || subject.epidural === null
      ? null
      : epiduralOf(subject.epidural, drug.epidural.value, 1 / cells.length);
  return cells.map(({ x }) => ({ cord: x < lowest ? null : layers, epidural }));
};

/** Compartments of a cell in the order of the tree: deep, superficial, fat, pool, fluid. */
const layoutOf = (beside: readonly BesideCell[], spaces: number): Layout => {
  let next = 0;
  const take = (): number => next++;
  const cord: ({ superficial: number; deep: number } | null)[] = [];
  const epidural: ({ pool: number; fat: number | null } | null)[] = [];
  const cells = beside.map((each) => {
    cord.push(each.cord === null ? null : { deep: take(), superficial: take() });
    const fat = each.epidural?.fat ? take() : null;
    epidural.push(each.epidural === null ? null : { fat, pool: take() });
    return take();
  });
  return { cells, cord, epidural, spaces: Array.from({ length: spaces }, take) };
};

/** A canal without a cranium ends in a wall: its last cell is the root. */
type Places = {
  readonly here: number;
  readonly above: number | null;
  /** Parents of what stands beside the cell, where there is any. */
  readonly superficial: number;
  readonly pool: number;
};

const placesAt = (layout: Layout, index: number): Places => {
  const here = layout.cells[index];
  assert(here !== undefined, "a cell has a place", { index });
  return {
    here,
    above: layout.cells[index + 1] ?? layout.spaces.at(-1) ?? null,
    superficial: layout.cord[index]?.superficial ?? here,
    pool: layout.epidural[index]?.pool ?? here,
  };
};

const cellParts = (cell: Cell, { cord, epidural }: BesideCell, places: Places): readonly Part[] => {
  const { volume, loss, absorption } = cell;
  const route = { "spinal-loss": loss, "spinal-absorption": absorption };
  const { up, down } = places.above === null ? { up: 0, down: 0 } : cell;
  const fluid = { volume, parent: places.above, up, down, drain: loss + absorption, route };
  return [
    ...(cord === null ? [] : cordParts(cord, places)),
    ...(epidural === null ? [] : epiduralParts(epidural, places)),
    fluid,
  ];
};

const cordParts = (layers: CordLayers, { here, superficial }: Places): readonly Part[] => {
  const { volume, loss } = layers;
  const tissue = { volume, drain: loss, route: { "cord-loss": loss } };
  return [
    { ...tissue, parent: superficial, up: layers.deepUp, down: layers.deepDown },
    { ...tissue, parent: here, up: layers.pialUp, down: layers.pialDown },
  ];
};

const epiduralParts = ({ pool, fat }: EpiduralStretch, places: Places): readonly Part[] => {
  const part = ({ loss, ...rest }: EpiduralStretch["pool"], parent: number): Part => ({
    ...rest,
    parent,
    drain: loss,
    route: { "epidural-loss": loss },
  });
  return [...(fat === null ? [] : [part(fat, places.pool)]), part(pool, places.here)];
};

const cranialParts = (subject: Subject, grid: Grid, layout: Layout): readonly Part[] =>
  spacesOf(subject.cranium, bulkFlowAt(subject, grid.inflow, subject.canal.length)).map(
    ({ volume, meets, up, down, outflow }) => ({
      volume,
      up,
      down,
      parent: meets === null ? null : (layout.spaces[meets] ?? null),
      drain: outflow,
      route: { "cranial-outflow": outflow },
    }),
  );

const routesOf = (parts: readonly Part[]): Model["routes"] => {
  const along = (route: Route): Float64Array =>
    Float64Array.from(parts, (part) => part.route[route] ?? 0);
  return {
    "spinal-loss": along("spinal-loss"),
    "spinal-absorption": along("spinal-absorption"),
    "cranial-outflow": along("cranial-outflow"),
    "cord-loss": along("cord-loss"),
    "epidural-loss": along("epidural-loss"),
  };
};

const assumptionsOf = (subject: Subject, drug: Drug): readonly Assumption[] => {
  const { name } = drug;
  const { basis, source, range } = drug.spinalLoss;
  const all: readonly (Assumption | null)[] = [
    basis === "of-tracer" ? { kind: "spinal-loss-of-tracer", drug: name, source, range } : null,
    drug.cord === null ? { kind: "cord-exchange-unknown", drug: name } : null,
    drug.cord !== null && drug.cord.value.lossToBlood === null
      ? { kind: "cord-loss-to-blood-unknown", drug: name }
      : null,
    drug.plasma === null ? { kind: "plasma-kinetics-unknown", drug: name } : null,
    subject.cranium.length === 1 ? { kind: "one-cranial-space", subject: subject.name } : null,
  ];
  return all.filter((each) => each !== null);
};

/** Volume of the spinal CSF of the model, mL. */
export const spinalVolume = (model: Model): number =>
  model.cells.reduce((sum, cell) => sum + cell.volume, 0);
