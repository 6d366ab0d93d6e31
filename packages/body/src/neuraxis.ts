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
import type { Drug } from "./drug.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { plasmaOf } from "./plasma.ts";
import type { Subject } from "./subject.ts";
import { type Compartment, type Tree, treeOf } from "./tree.ts";

/** Ways from the fluid and the cord to the blood. */
export const ROUTES = ["spinal-loss", "spinal-absorption", "cranial-outflow", "cord-loss"] as const;
/** A way from the fluid or the cord to the blood. */
export type Route = (typeof ROUTES)[number];

/** What the model takes for granted because the sources do not say. For the report's notes. */
export type Assumption =
  | { readonly kind: "spinal-loss-of-tracer"; readonly drug: string; readonly source: string }
  | { readonly kind: "cord-exchange-unknown"; readonly drug: string }
  | { readonly kind: "cord-loss-to-blood-unknown"; readonly drug: string }
  | { readonly kind: "plasma-kinetics-unknown"; readonly drug: string }
  | { readonly kind: "one-cranial-space"; readonly subject: string };

/** Where compartments stand in the tree. */
export type Layout = {
  readonly cells: readonly number[];
  /** Superficial and deep layer beside each cell; null where there is no cord. */
  readonly cord: readonly ({ readonly superficial: number; readonly deep: number } | null)[];
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
  const cord = cordBeside(subject, drug, cells);
  const layout = layoutOf(cord, subject.cranium.length);
  const parts = [
    ...cells.flatMap((cell, index) =>
      cellParts(cell, cord[index] ?? null, placesAt(layout, index)),
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

const cordBeside = (
  subject: Subject,
  drug: Drug,
  cells: readonly Cell[],
): readonly (CordLayers | null)[] => {
  const step = subject.canal.length / cells.length;
  const lowest = subject.canal.length - subject.cord.length;
  return cells.map(({ x }) =>
    drug.cord === null || x < lowest ? null : layersOf(subject.cord, drug.cord.value, step),
  );
};

const layoutOf = (cord: readonly (CordLayers | null)[], spaces: number): Layout => {
  let next = 0;
  const beside: ({ superficial: number; deep: number } | null)[] = [];
  const cells = cord.map((layers) => {
    beside.push(layers === null ? null : { deep: next, superficial: next + 1 });
    next += layers === null ? 1 : 3;
    return next - 1;
  });
  return { cells, cord: beside, spaces: Array.from({ length: spaces }, (_, at) => next + at) };
};

/** A canal without a cranium ends in a wall: its last cell is the root. */
type Places = { readonly here: number; readonly above: number | null };

const placesAt = (layout: Layout, index: number): Places => {
  const here = layout.cells[index];
  assert(here !== undefined, "a cell has a place", { index });
  return { here, above: layout.cells[index + 1] ?? layout.spaces.at(-1) ?? null };
};

const cellParts = (cell: Cell, layers: CordLayers | null, places: Places): readonly Part[] => {
  const { volume, loss, absorption } = cell;
  const route = { "spinal-loss": loss, "spinal-absorption": absorption };
  const { up, down } = places.above === null ? { up: 0, down: 0 } : cell;
  const fluid = { volume, parent: places.above, up, down, drain: loss + absorption, route };
  return layers === null ? [fluid] : [...layerParts(layers, places.here), fluid];
};

const layerParts = (layers: CordLayers, cell: number): readonly Part[] => {
  const { volume, loss } = layers;
  const tissue = { volume, drain: loss, route: { "cord-loss": loss } };
  return [
    { ...tissue, parent: cell - 1, up: layers.deepUp, down: layers.deepDown },
    { ...tissue, parent: cell, up: layers.pialUp, down: layers.pialDown },
  ];
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
  };
};

const assumptionsOf = (subject: Subject, drug: Drug): readonly Assumption[] => {
  const { name } = drug;
  const { basis, source } = drug.spinalLoss;
  const all: readonly (Assumption | null)[] = [
    basis === "of-tracer" ? { kind: "spinal-loss-of-tracer", drug: name, source } : null,
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
