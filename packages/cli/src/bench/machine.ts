// SPDX-License-Identifier: Apache-2.0
/** What the figures were measured on: a figure without its machine says nothing. */
import { arch, cpus, loadavg, platform, totalmem } from "node:os";

/** The machine, as far as it matters for a figure. */
type Machine = {
  readonly processor: string;
  readonly processors: number;
  readonly memory: { readonly value: number; readonly unit: "GBy" };
  readonly system: string;
  readonly node: string;
  /** Work that wanted a processor in the last minute; above `processors` figures are too slow. */
  readonly load: number;
};

/** This machine, now. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? "unknown",
  processors: cpus().length,
  memory: { value: Math.round(totalmem() / 1e9), unit: "GBy" },
  system: `${platform()} ${arch()}`,
  node: process.version,
  load: loadavg()[0] ?? 0,
});

/** The machine as one line. */
export const machineLine = ({ processor, processors, memory, system, node, load }: Machine) =>
  [
    `${processor} × ${processors}`,
    `${memory.value} GB`,
    system,
    `Node ${node}`,
    `load ${load.toFixed(1)}`,
  ].join(", ");
