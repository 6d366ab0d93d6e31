// SPDX-License-Identifier: Apache-2.0
/**
 * The body against its peers: months of people under one regimen, every contestant at the loosest
 * tolerance at which it is right to a thousandth. Times are processor times, so that a busy machine
 * spoils them less; contestants take turns. Then two workers, and a hundred thousand people.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batch, type Kernel, type Member, plainKernel } from "@cisterna/body";
import { assert } from "@cisterna/quantity";
import { type Bench, type Figure, type Progress, type Sample, sampleOf } from "./bench.ts";
import { type Desk, type Peer, peersFor, type Solved, solvedBy } from "./body/peers.ts";
import {
  byTime,
  chosenKernel,
  errorOf,
  fileOf,
  HOURS,
  highest,
  membersOf,
  reference,
  sizeOf,
  trialOf,
} from "./body/problem.ts";
import { SHARE, workersTake } from "./body/workers.ts";

/** A batch, so that what is done once for all of it weighs about as little as in a study. */
const MEMBERS = 32;
/** Bodies whose reference is computed. */
const CHECKED = 2;
const RIGHT = 1e-3;
const TURNS = 7;
/** Tolerances from loose to strict. */
const TOLERANCES = [2e-2, 1.3e-2, 1e-2, 6e-3, 3e-3, 1e-3, 5e-4, 3e-4, 2e-4, 1e-4, 5e-5, 1e-5, 1e-6];

/** Somebody who solves the problem, in this process or in another. */
type Contestant = {
  readonly name: string;
  readonly solve: (tolerance: number) => Solved | null;
};

/** A contestant at its tolerance, with the error it reaches. */
type Ready = {
  readonly contestant: Contestant;
  readonly tolerance: number;
  readonly error: number;
  readonly times: number[];
};

type Field = { readonly members: readonly Member[]; readonly wanted: readonly Float64Array[] };

const used = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const REPEATED = 3;

const ours = (kernel: Kernel, { members }: Field): Contestant => ({
  name: `the ${kernel.name} kernel`,
  solve: (tolerance) => {
    const trial = trialOf(members, tolerance);
    const found = batch(members, trial, kernel).slice(0, CHECKED).map(byTime);
    const start = used();
    for (let turn = 0; turn < REPEATED; turn += 1) batch(members, trial, kernel);
    const ms = (used() - start) / REPEATED / members.length;
    return { ms, found: Float64Array.from(found.flatMap((each) => [...each])) };
  },
});

const theirs = (peer: Peer, desk: Desk): Contestant => ({
  name: peer.name,
  solve: (tolerance) => solvedBy(peer, tolerance, desk),
});

const errorIn = ({ found }: Solved, { members, wanted }: Field): number => {
  const [model] = members[0] ?? [];
  assert(model !== undefined, "a problem has a body");
  const length = HOURS.length * sizeOf(model);
  const errors = wanted
    .slice(0, found.length / length)
    .map((right, at) => errorOf(found.subarray(at * length, (at + 1) * length), right, model));
  return Math.max(...errors);
};

/** The loosest tolerance at which a contestant is right; null: at none. */
const tuned = (contestant: Contestant, field: Field): Ready | null => {
  for (const tolerance of TOLERANCES) {
    const solved = contestant.solve(tolerance);
    if (solved === null) continue;
    const error = errorIn(solved, field);
    if (error <= RIGHT) return { contestant, tolerance, error, times: [] };
  }
  return null;
};

const inTurns = (ready: readonly Ready[], progress: Progress): void => {
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const { contestant, tolerance, times } of ready) {
      const solved = contestant.solve(tolerance);
      if (solved !== null) times.push(solved.ms);
    }
    progress((turn + 1) / TURNS);
  }
};

const described = ({ contestant, tolerance, error }: Ready): string =>
  `${contestant.name} at tolerance ${tolerance}, error ${error.toExponential(1)}`;

const IN_C = "C -O3";
const TARGETS: Readonly<Record<string, string>> = {
  CVODE: "a thirtieth of CVODE",
  [IN_C]: "at most 1.25 times C",
};

/** Our first contestant against each of the others. */
const against = (first: Ready, others: readonly Ready[]): readonly Figure[] => {
  const sample = sampleOf(first.times);
  const alone: Figure = {
    what: `a patient-month by ${described(first)}`,
    unit: "ms",
    sample,
    target: "under 1 ms: 1,000 patient-months a second and thread",
  };
  const pairs = others.map((other): Figure => {
    const target = TARGETS[other.contestant.name];
    return {
      what: `a patient-month by ${first.contestant.name}`,
      unit: "ms",
      sample,
      peer: { what: described(other), sample: sampleOf(other.times) },
      ...(target === undefined ? {} : { target }),
    };
  });
  return [alone, ...pairs];
};

const contest = (desk: Desk, field: Field, progress: Progress): readonly Figure[] => {
  const kernels = [chosenKernel(), plainKernel].map((kernel) => ours(kernel, field));
  const peers = peersFor(desk);
  const present = peers.filter((peer) => typeof peer !== "string");
  const all = [...kernels, ...present.map((peer) => theirs(peer, desk))];
  const ready = all.flatMap((each) => tuned(each, field) ?? []);
  const [first, ...others] = ready;
  assert(first !== undefined, "our own kernel is right at some tolerance");
  inTurns(ready, progress);
  const missing = peers.filter((peer) => typeof peer === "string");
  return [...against(first, others), ...sameSteps(first, others), ...missing.map(absent)];
};

/** Whether the algorithm in C is still the same: its answers are ours, or the race is not fair. */
const sameSteps = (first: Ready, others: readonly Ready[]): readonly Figure[] => {
  const inC = others.find(({ contestant }) => contestant.name === IN_C);
  const [one, other] = [first, inC].map((each) => each?.contestant.solve(first.tolerance)?.found);
  if (one === undefined || other === undefined) return [];
  const high = one.reduce((most, each) => Math.max(most, each), 0);
  const off = one.map((each, at) => Math.abs(each - (other[at] ?? Number.NaN)) / high);
  return [
    {
      what: "greatest difference between our answers and those of C, as a share of the highest",
      unit: "%",
      sample: sampleOf([100 * off.reduce((most, each) => Math.max(most, each), 0)]),
      target: "under 1e-7 %: both take the same steps",
    },
  ];
};

const NOTHING: Sample = sampleOf([]);

/** A contestant that is not here: said plainly, measured not at all. */
const absent = (what: string): Figure => ({
  what: `not here: ${what}`,
  unit: "ms",
  sample: NOTHING,
});

const workers = async (progress: Progress): Promise<Figure> => {
  const [one, two]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    one.push((await workersTake(1)) / SHARE);
    two.push((await workersTake(2)) / SHARE / 2);
    progress((turn + 1) / TURNS);
  }
  return {
    what: "a patient-month by the clock, one worker",
    unit: "ms",
    sample: sampleOf(one),
    peer: { what: "two workers", sample: sampleOf(two) },
    target: "ratio of at least 1.9",
  };
};

const STREAMED = 100_000;
const CHUNK = 200;

/** People made, carried through the first day and forgotten, chunk by chunk. */
const streamed = (progress: Progress): Figure => {
  let most = 0;
  for (let done = 0; done < STREAMED; done += CHUNK) {
    const members = membersOf(CHUNK);
    batch(members, { ...trialOf(members), hours: HOURS.slice(0, 2) }, chosenKernel());
    most = Math.max(most, process.memoryUsage.rss() / 1e6);
    progress((done + CHUNK) / STREAMED);
  }
  return {
    what: `most memory of the process while ${STREAMED} people stream through a day`,
    unit: "MB",
    sample: sampleOf([most]),
    target: "under 500 MB",
  };
};

/** `bench body`. */
export const bench: Bench = {
  name: "body",
  measure: async (progress) => {
    const folder = mkdtempSync(join(tmpdir(), "cisterna-bench-"));
    try {
      const members = membersOf(MEMBERS);
      const field = { members, wanted: members.slice(0, CHECKED).map(reference) };
      const [model] = members[0] ?? [];
      assert(model !== undefined && field.wanted[0] !== undefined, "a problem has a body");
      const file = fileOf(members, highest(field.wanted[0], model));
      writeFileSync(join(folder, "problem.bin"), new Uint8Array(file.buffer));
      const desk = { folder };
      const figures = contest(desk, field, (share) => progress(0.4 * share));
      const scaled = await workers((share) => progress(0.4 + 0.2 * share));
      return [...figures, scaled, streamed((share) => progress(0.6 + 0.4 * share))];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
