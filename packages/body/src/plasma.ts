// SPDX-License-Identifier: Apache-2.0
/**
 * Plasma: where every drain of CSF and cord ends, if the drug's disposition is known. One or two
 * spaces, with elimination from the central one. Nothing returns to the CSF: what reaches plasma
 * is diluted a thousand times.
 */
import type { PlasmaKinetics } from "./drug.ts";
import { type Tree, treeOf } from "./tree.ts";

/** The plasma's compartments; the central one is the root and comes last. */
export const plasmaOf = ({ value }: PlasmaKinetics): Tree => {
  const { volume, clearance, peripheral } = value;
  const central = { volume, parent: null, up: 0, down: 0, drain: clearance };
  if (peripheral === null) return treeOf([central]);
  const { exchange } = peripheral;
  const outer = { volume: peripheral.volume, parent: 1, up: exchange, down: exchange, drain: 0 };
  return treeOf([outer, central]);
};
