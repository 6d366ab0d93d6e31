// SPDX-License-Identifier: Apache-2.0
/**
 * Downhill simplex (Nelder and Mead): the lowest place of a function of several numbers that is
 * found without a derivative. It stops after so many rounds; the same start gives the same end.
 */

/** A place and how high the function is there. */
export type Vertex = { readonly place: readonly number[]; readonly height: number };

type Search = {
  readonly start: readonly number[];
  /** Edge of the first simplex. */
  readonly edge: number;
  readonly rounds: number;
};

/** The lowest place found. */
export const descend = (
  height: (place: readonly number[]) => number,
  { start, edge, rounds }: Search,
): Vertex => {
  const at = (place: readonly number[]): Vertex => ({ place, height: height(place) });
  const corner = (axis: number) => start.map((value, index) => value + (index === axis ? edge : 0));
  let simplex = [at(start), ...start.map((_, axis) => at(corner(axis)))];
  for (let round = 0; round < rounds; round += 1) simplex = step(sorted(simplex), at);
  return sorted(simplex)[0] as Vertex;
};

const sorted = (simplex: readonly Vertex[]): Vertex[] =>
  simplex.toSorted((a, b) => a.height - b.height);

type At = (place: readonly number[]) => Vertex;

const step = (simplex: readonly Vertex[], at: At): Vertex[] => {
  const worst = simplex.at(-1) as Vertex;
  const kept = simplex.slice(0, -1);
  const [best, second] = [kept[0] as Vertex, kept.at(-1) as Vertex];
  const centre = centreOf(kept);
  const moved = (by: number): Vertex =>
    at(centre.map((value, axis) => value + by * (value - (worst.place[axis] ?? 0))));
  const mirrored = moved(1);
  if (mirrored.height < best.height) return [...kept, lower(moved(2), mirrored)];
  if (mirrored.height < second.height) return [...kept, mirrored];
  const drawn = moved(mirrored.height < worst.height ? 0.5 : -0.5);
  if (drawn.height < Math.min(mirrored.height, worst.height)) return [...kept, drawn];
  return [best, ...simplex.slice(1).map(({ place }) => at(halfway(place, best.place)))];
};

const lower = (a: Vertex, b: Vertex): Vertex => (a.height < b.height ? a : b);

const centreOf = (vertices: readonly Vertex[]): readonly number[] =>
  (vertices[0]?.place ?? []).map(
    (_, axis) => vertices.reduce((sum, { place }) => sum + (place[axis] ?? 0), 0) / vertices.length,
  );

const halfway = (from: readonly number[], upto: readonly number[]): readonly number[] =>
  from.map((value, axis) => (value + (upto[axis] ?? 0)) / 2);
