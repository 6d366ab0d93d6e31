// SPDX-License-Identifier: Apache-2.0
/**
 * The one table of packages, in the order of the river: what each holds, which others it may
 * import, and what it sees. `layers.test.ts` holds the tree to it; documents are written from it.
 */

/** What a package may touch besides its imports. `integers` is `language` without real numbers. */
export type Sight = "language" | "integers" | "node" | "browser";

/** One station or shell. */
export type Layer = {
  readonly name: string;
  readonly holds: string;
  readonly mayImport: readonly string[];
  readonly sees: Sight;
};

const STATIONS = ["quantity", "therapy", "pump", "body", "record"];

/** Every package of the repository. */
export const LAYERS: readonly Layer[] = [
  {
    name: "quantity",
    holds: "units, exact quantities, counts, reading and printing",
    mayImport: [],
    sees: "language",
  },
  {
    name: "therapy",
    holds: "what should happen: formulary, devices, prescription, judge, plan",
    mayImport: ["quantity"],
    sees: "language",
  },
  {
    name: "pump",
    holds: "what the device does: advance, decide, evolve, guard",
    mayImport: ["quantity", "therapy"],
    sees: "integers",
  },
  {
    name: "body",
    holds: "what the drug does: catheter, CSF, cord, plasma",
    mayImport: ["quantity"],
    sees: "language",
  },
  {
    name: "simd",
    holds: "the arithmetic that batches of bodies may be given: WebAssembly, two lanes at once",
    mayImport: ["body"],
    sees: "node",
  },
  {
    name: "record",
    holds: "what happened: event log, hash chain, upgrades, views",
    mayImport: ["quantity"],
    sees: "language",
  },
  {
    name: "link",
    holds: "authenticated telemetry: handshake, frames, roles, two-phase programming",
    mayImport: ["quantity", "therapy", "pump", "record"],
    sees: "language",
  },
  {
    name: "passport",
    holds: "what travels with the patient: build, sign, write, verify, estimate",
    mayImport: ["quantity", "therapy", "record"],
    sees: "language",
  },
  {
    name: "words",
    holds: "what drugs, dangers, measures and urgencies are called, in English and Spanish",
    mayImport: ["therapy"],
    sees: "language",
  },
  {
    name: "crypto",
    holds: "the cryptography that link and passport are given: Node's own, noble's for the browser",
    mayImport: ["link", "passport"],
    sees: "node",
  },
  {
    name: "paper",
    holds: "printed pages: a sheet of plain data becomes a PDF",
    mayImport: ["quantity"],
    sees: "node",
  },
  {
    name: "world",
    holds: "virtual clock; wires pump and body",
    mayImport: STATIONS,
    sees: "language",
  },
  {
    name: "study",
    holds: "in-silico trials: population × regimens, in threads, resumable",
    mayImport: [...STATIONS, "world", "simd"],
    sees: "node",
  },
  {
    name: "implant",
    holds: "virtual implants as a process: store on disk, telemetry head, air, sounder, clock",
    mayImport: ["quantity", "therapy", "pump", "record", "link", "crypto"],
    sees: "node",
  },
  {
    name: "clinic",
    holds: "a clinic: its record in a database, its people, its interfaces",
    mayImport: [
      "quantity",
      "therapy",
      "pump",
      "record",
      "link",
      "crypto",
      "implant",
      "passport",
      "words",
      "paper",
    ],
    sees: "node",
  },
  {
    name: "client",
    holds: "a clinic as another program calls it: typed by the clinic's own table",
    mayImport: ["clinic"],
    sees: "browser",
  },
  {
    name: "cli",
    holds: "the command line: files in, answers and reports out",
    mayImport: [
      ...STATIONS,
      "simd",
      "crypto",
      "implant",
      "link",
      "passport",
      "world",
      "study",
      "clinic",
      "client",
      "words",
    ],
    sees: "node",
  },
  {
    name: "web",
    holds: "what people see: one web app, and the passport reader as one file",
    mayImport: [
      "quantity",
      "therapy",
      "pump",
      "body",
      "link",
      "crypto",
      "passport",
      "words",
      "world",
    ],
    sees: "browser",
  },
];

/** The row of a package, if it has one. */
export const layerNamed = (name: string): Layer | undefined =>
  LAYERS.find((layer) => layer.name === name);

/** Whether a package is of the core: it sees the language only. */
export const isCore = ({ sees }: Layer): boolean => sees === "language" || sees === "integers";
