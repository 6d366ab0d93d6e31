// SPDX-License-Identifier: Apache-2.0
/**
 * The catheter as a queue of slugs. Whatever volume the pump pushes in at one end drives exactly
 * that volume out at the tip, first in first out; time does not appear, so a stopped pump simply
 * pushes nothing. Volumes are counts and never rounded. What a fluid contains is the caller's
 * business; how sharp the fronts stay is `dispersion`'s.
 */
import { assert, type Nanolitres, nanolitres } from "@cisterna/quantity";

/** A stretch of one fluid, either standing in the line or leaving at the tip. */
export type Slug<F> = { readonly fluid: F; readonly volume: Nanolitres };

/**
 * A filled line: slugs from the tip (first) to the pump (last).
 * Law: the slugs add up to the volume; none is empty; neighbours differ in fluid.
 */
export type Line<F> = { readonly volume: Nanolitres; readonly slugs: readonly Slug<F>[] };

/** What a push leaves in the line and what it drove out, in the order in which it left. */
export type Push<F> = { readonly line: Line<F>; readonly out: readonly Slug<F>[] };

/** A line full of one fluid. A line without volume passes everything straight through. */
export const fillLine = <F extends string | number>(volume: Nanolitres, fluid: F): Line<F> => ({
  volume,
  slugs: append([], { fluid, volume }),
});

/**
 * Pushes a volume of a fluid in at the pump's end.
 *
 * Given at: every delivery of the pump, also one larger than the line.
 * Law: volume out equals volume in; of every fluid, standing + out = stood + in, exactly; pushing
 * a then b of one fluid leaves the line as pushing a + b.
 */
export const push = <F extends string | number>(
  line: Line<F>,
  volume: Nanolitres,
  fluid: F,
): Push<F> => {
  const { taken, left } = take(append(line.slugs, { fluid, volume }), volume);
  return { line: { volume: line.volume, slugs: left }, out: taken };
};

/** Volume of a fluid among slugs. */
export const volumeOfFluid = <F extends string | number>(
  slugs: readonly Slug<F>[],
  fluid: F,
): Nanolitres =>
  nanolitres(slugs.reduce((sum, slug) => sum + (slug.fluid === fluid ? slug.volume : 0), 0));

const append = <F>(slugs: readonly Slug<F>[], next: Slug<F>): readonly Slug<F>[] => {
  if (next.volume === 0) return slugs;
  const last = slugs.at(-1);
  if (last === undefined || last.fluid !== next.fluid) return [...slugs, next];
  const merged = { fluid: last.fluid, volume: nanolitres(last.volume + next.volume) };
  return [...slugs.slice(0, -1), merged];
};

type Taken<F> = { readonly taken: readonly Slug<F>[]; readonly left: readonly Slug<F>[] };

const take = <F>(slugs: readonly Slug<F>[], volume: Nanolitres): Taken<F> => {
  let due: number = volume;
  let whole = 0;
  for (const slug of slugs) {
    if (slug.volume > due) break;
    due -= slug.volume;
    whole += 1;
  }
  const split = slugs[whole];
  if (due === 0) return { taken: slugs.slice(0, whole), left: slugs.slice(whole) };
  assert(split !== undefined, "a line holds what is pushed out of it", { volume, due });
  const part = { fluid: split.fluid, volume: nanolitres(due) };
  const rest = { fluid: split.fluid, volume: nanolitres(split.volume - due) };
  return { taken: [...slugs.slice(0, whole), part], left: [rest, ...slugs.slice(whole + 1)] };
};
