// SPDX-License-Identifier: Apache-2.0
/**
 * Hard lives: the histories of pumps whose hardware reports what it likes, with the people who
 * answer it, well and badly.
 */
import { DAY_MS, HOUR_MS } from "@cisterna/quantity";
import fc from "fast-check";
import { programDrafts, whole } from "./drafts.ts";
import {
  type Hardship,
  histories,
  historiesOf,
  type Move,
  moves,
  type PumpHistory,
} from "./histories.ts";
import { reportDrafts } from "./reports.ts";

const WEEK_MS = 7 * DAY_MS;

const report = reportDrafts.map((draft): Hardship => ({ kind: "report", draft }));

const answer: fc.Arbitrary<Hardship> = fc
  .constantFrom(
    "acknowledge" as const,
    "acknowledge" as const,
    "acknowledge" as const,
    "silence" as const,
    "test-alarm" as const,
  )
  .map((kind) => ({ kind }));

/** Times as they should be, and as a wire may bring them. */
const wild = (usual: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 6, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER) },
  );

const clock = wild(whole(0, WEEK_MS - 1)).map((at): Hardship => ({ kind: "set-clock", clock: at }));

const scan: fc.Arbitrary<Hardship> = fc.oneof(
  wild(whole(1, 30 * HOUR_MS)).map((lasts): Hardship => ({ kind: "begin-scan", lasts })),
  fc.boolean().map((turns): Hardship => ({ kind: "end-scan", turns })),
);

const refit = fc
  .tuple(whole(0, 2_200_000), whole(-2_500_000, 2_500_000))
  .map(([volume, off]): Hardship => ({ kind: "refit", volume, off }));

const exchange = fc
  .tuple(programDrafts, whole(0, 2_200_000))
  .map(([draft, volume]): Hardship => ({ kind: "exchange", draft, volume }));

const hardMoves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 10, arbitrary: moves },
  { weight: 8, arbitrary: report },
  { weight: 4, arbitrary: answer },
  { weight: 2, arbitrary: clock },
  { weight: 2, arbitrary: scan },
  { weight: 1, arbitrary: refit },
  { weight: 1, arbitrary: exchange },
);

/** Lives of pumps, one in five without any hardship. */
export const hardLives: fc.Arbitrary<PumpHistory> = fc.oneof(
  { weight: 1, arbitrary: histories },
  { weight: 4, arbitrary: historiesOf(hardMoves) },
);
