// SPDX-License-Identifier: Apache-2.0
/**
 * Dense linear algebra for the oracles: small, slow and independent of the tree that it checks.
 */

export type Matrix = readonly (readonly number[])[];

export const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)),
  );

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => {
    const out = new Array<number>(b[0]?.length ?? 0).fill(0);
    row.forEach((factor, at) => {
      if (factor !== 0) addTo(out, b[at] ?? [], factor);
    });
    return out;
  });

const addTo = (out: number[], row: readonly number[], factor: number): void => {
  row.forEach((value, column) => {
    out[column] = (out[column] ?? 0) + factor * value;
  });
};

export const scale = (a: Matrix, by: number): Matrix => a.map((row) => row.map((v) => v * by));
export const sum = (a: Matrix, b: Matrix): Matrix =>
  a.map((row, at) => row.map((v, column) => v + (b[at]?.[column] ?? 0)));
export const apply = (a: Matrix, x: readonly number[]): number[] =>
  a.map((row) => row.reduce((total, v, at) => total + v * (x[at] ?? 0), 0));

/** Taylor series of a matrix scaled to a norm below 1/8, squared back. */
export const exponential = (a: Matrix): Matrix => {
  const norm = Math.max(...a.map((row) => row.reduce((total, v) => total + Math.abs(v), 0)));
  const squarings = Math.max(0, Math.ceil(Math.log2(norm * 8)));
  const small = scale(a, 2 ** -squarings);
  let term = identity(a.length);
  let total = term;
  for (let order = 1; order <= 16; order += 1) {
    term = scale(multiply(term, small), 1 / order);
    total = sum(total, term);
  }
  for (let squaring = 0; squaring < squarings; squaring += 1) total = multiply(total, total);
  return total;
};
