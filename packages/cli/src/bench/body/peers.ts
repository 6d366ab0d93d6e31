// SPDX-License-Identifier: Apache-2.0
/**
 * The peers of `bench body`: programs under `bench/peers` that solve the same problem. In: the
 * problem's file. Out: how long they took and what they found. They are built where their packages
 * are; where not, the bench says which are missing and goes on.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strainAllowed } from "@cisterna/body";

const PEERS = fileURLToPath(new URL("../../../../../bench/peers/", import.meta.url));
const SUNDIALS = [
  ...["cvode", "nvecserial", "sunmatrixband", "sunlinsolband", "generic"].map(
    (each) => `sundials_${each}`,
  ),
  "m",
];

/** One contestant outside of this process. */
export type Peer = {
  readonly name: string;
  /** The words of its call. */
  readonly call: (tolerance: number) => readonly string[];
};

/** What a peer did. */
export type Solved = { readonly ms: number; readonly found: Float64Array };

/** Where the problem lies and the answers go. */
export type Desk = { readonly folder: string };

const compiledIn = (folder: string, name: string, libraries: readonly string[]): string | null => {
  const program = join(folder, name);
  const words = ["-O3", "-o", program, join(PEERS, `${name}.c`)];
  return ran("gcc", [...words, ...libraries.map((each) => `-l${each}`)]) === null ? null : program;
};

const ran = (program: string, words: readonly string[]): string | null => {
  try {
    return execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return null;
  }
};

type Built = {
  readonly libraries: readonly string[];
  readonly turns: number;
  /** What the program wants to know of a tolerance. */
  readonly strictness: (tolerance: number) => number;
};

/** Python with SciPy: Debian's, or whatever is first. */
const python = (): string | null =>
  ["/usr/bin/python3", "python3"].find((each) => ran(each, ["-c", "import scipy"]) !== null) ??
  null;

/** The peers that can run here, and what is missing for the others. */
export const peersFor = ({ folder }: Desk): readonly (Peer | string)[] => {
  const [problem, answer] = [join(folder, "problem.bin"), join(folder, "answer.bin")];
  const inC = (name: string, file: string, built: Built): Peer | null => {
    const program = compiledIn(folder, file, built.libraries);
    const call = (tolerance: number) => {
      return [`${program}`, problem, answer, `${built.strictness(tolerance)}`, `${built.turns}`];
    };
    return program === null ? null : { name, call };
  };
  const inPython = (method: string): Peer | null => {
    const interpreter = python();
    const script = join(PEERS, "banded.py");
    const call = (tolerance: number) => [
      `${interpreter}`,
      script,
      problem,
      answer,
      `${tolerance}`,
      method,
    ];
    return interpreter === null ? null : { name: `SciPy ${method}`, call };
  };
  return [
    inC("C -O3", "tile", { libraries: ["m"], turns: 10, strictness: strainAllowed }) ??
      "the same algorithm in C: needs gcc and libc6-dev",
    inC("CVODE", "cvode", { libraries: SUNDIALS, turns: 1, strictness: (each) => each }) ??
      "CVODE: needs gcc, libc6-dev and libsundials-dev",
    inPython("LSODA") ?? "SciPy LSODA: needs python3-scipy",
    inPython("BDF") ?? "SciPy BDF: needs python3-scipy",
  ];
};

/** Lets a peer solve the problem; null if it gave up. */
export const solvedBy = (peer: Peer, tolerance: number, { folder }: Desk): Solved | null => {
  const [program, ...words] = peer.call(tolerance);
  const said = program === undefined ? null : ran(program, words);
  if (said === null) return null;
  const bytes = readFileSync(join(folder, "answer.bin"));
  const found = new Float64Array(new Uint8Array(bytes).buffer);
  return { ms: Number(said), found };
};
