// SPDX-License-Identifier: Apache-2.0
/**
 * Random histories: what people may do to a pump in a few days, good and bad. A move is data that
 * shrinks well; it becomes a command only when it is played, because a sensible sender looks at
 * the pump first.
 */
import { DAY_MS, type Milliseconds, milliseconds, nanolitres } from "@cisterna/quantity";
import fc from "fast-check";
import type { Command, Pump, Start } from "../src/index.ts";
import { mostly, type ProgramDraft, programDrafts, programOf, whole } from "./drafts.ts";
import type { ReportDraft } from "./reports.ts";

const MINUTE = 60_000;

/** What somebody does. Times in a move count from the moment it is played. */
export type Move =
  | { readonly kind: "program"; readonly draft: ProgramDraft }
  | { readonly kind: "request"; readonly age: number }
  | { readonly kind: "refill"; readonly volume: number }
  | { readonly kind: "stop"; readonly maximum: Milliseconds }
  | { readonly kind: "resume" | "cancel-bolus" | "interrogate" }
  | { readonly kind: "again"; readonly back: number }
  | Hardship;

/** What a pump meets where hardware can fail, and what people then do about it. */
export type Hardship =
  | { readonly kind: "report"; readonly draft: ReportDraft }
  | { readonly kind: "acknowledge" | "silence" | "test-alarm" }
  | { readonly kind: "set-clock"; readonly clock: number }
  | { readonly kind: "begin-scan"; readonly lasts: number }
  | { readonly kind: "end-scan"; readonly turns: boolean }
  /** A refill in which `off` more came out than was expected. */
  | { readonly kind: "refit"; readonly volume: number; readonly off: number }
  | { readonly kind: "exchange"; readonly draft: ProgramDraft; readonly volume: number };

/** A move after a pause. `cuts` are places in the pause, in parts of 1000. */
export type Turn = {
  readonly wait: Milliseconds;
  readonly cuts: readonly number[];
  readonly move: Move;
};

/** A pump and what is done to it; then `rest` goes by. */
export type PumpHistory = {
  readonly start: Start;
  readonly turns: readonly Turn[];
  readonly rest: Milliseconds;
};

const pause: fc.Arbitrary<Milliseconds> = fc
  .oneof(
    { weight: 1, arbitrary: whole(0, 3) },
    { weight: 4, arbitrary: whole(1, 90).map((n) => n * MINUTE) },
    { weight: 3, arbitrary: whole(1, 40).map((n) => n * 30 * MINUTE) },
    { weight: 2, arbitrary: whole(0, DAY_MS) },
  )
  .map(milliseconds);

/** What people do to a pump that works. */
export const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: programDrafts.map((each): Move => ({ kind: "program", draft: each })),
  },
  {
    weight: 9,
    arbitrary: mostly(0, [-1, 5 * MINUTE, 5 * MINUTE + 1]).map(
      (age): Move => ({ kind: "request", age }),
    ),
  },
  { weight: 2, arbitrary: whole(0, 2_200_000).map((volume): Move => ({ kind: "refill", volume })) },
  { weight: 2, arbitrary: pause.map((maximum): Move => ({ kind: "stop", maximum })) },
  {
    weight: 7,
    arbitrary: fc
      .constantFrom(
        "resume" as const,
        "resume" as const,
        "resume" as const,
        "cancel-bolus" as const,
        "interrogate" as const,
      )
      .map((kind): Move => ({ kind })),
  },
  { weight: 1, arbitrary: whole(1, 4).map((back): Move => ({ kind: "again", back })) },
);

const turns = (move: fc.Arbitrary<Move>): fc.Arbitrary<Turn> =>
  fc.record({ wait: pause, cuts: fc.array(whole(0, 1000), { maxLength: 3 }), move });

const opening: fc.Arbitrary<Turn> = fc.record({
  wait: pause,
  cuts: fc.constant([]),
  move: fc
    .tuple(programDrafts, fc.constantFrom("own" as const, "tight" as const))
    .map(([each, limits]): Move => {
      const sound = { limits, spoilt: "no", knowsRunning: true, versionStep: 1 } as const;
      return { kind: "program", draft: { ...each, ...sound } };
    }),
});

/** A few days in the life of a pump. They begin with a program, as lives of pumps do. */
export const historiesOf = (move: fc.Arbitrary<Move>): fc.Arbitrary<PumpHistory> =>
  fc.record({
    start: fc.record({
      at: whole(0, 3 * DAY_MS).map(milliseconds),
      reservoir: mostly(2_000_000, [0, 100, 20_000, 150_000, 400_000]).map(nanolitres),
      fluid: fc.constant(null),
    }),
    turns: fc
      .tuple(opening, fc.array(turns(move), { maxLength: 14 }))
      .map(([first, others]) => [first, ...others]),
    rest: pause,
  });

/** Lives of pumps on which nothing breaks. */
export const histories: fc.Arbitrary<PumpHistory> = historiesOf(moves);

/** As much came out as was expected; the refills of these histories tell no faults. */
const fill = (volume: number, pump: Pump) => ({
  aspirated: pump.reservoir,
  volume: nanolitres(volume),
  fluid: pump.program?.fluid ?? "saline",
});

/** Fields as a wire brings them: a time may be none. */
const asTold = (fields: object): object => fields;

/** What answers hardship, as commands. */
const remedyOf = (move: Exclude<Hardship, { kind: "report" }>, pump: Pump, id: string): Command => {
  switch (move.kind) {
    case "acknowledge":
    case "silence":
    case "test-alarm":
      return { kind: move.kind, id };
    case "set-clock":
      return { kind: "set-clock", id, clock: milliseconds(0), ...asTold({ clock: move.clock }) };
    case "begin-scan":
      return {
        kind: "begin-scan",
        id,
        until: pump.now,
        ...asTold({ until: pump.now + move.lasts }),
      };
    case "end-scan":
      return { kind: "end-scan", id, turns: move.turns };
    case "refit": {
      const aspirated = nanolitres(Math.max(0, pump.reservoir + move.off));
      return { kind: "refill", id, ...fill(move.volume, pump), aspirated };
    }
    case "exchange": {
      const program = { ...programOf(move.draft, pump), fluid: `fluid-${id}` };
      const replaces = pump.program?.version ?? null;
      const catheter = `catheter-${id}`;
      const filled = { ...fill(move.volume, pump), fluid: program.fluid };
      return { kind: "exchange", id, ...filled, program, replaces, catheter };
    }
  }
};

/** The command that a move means for a pump, with an id of its own. */
export const commandOf = (
  move: Exclude<Move, { kind: "again" | "report" }>,
  pump: Pump,
  id: string,
): Command => {
  switch (move.kind) {
    case "program": {
      const running = pump.program?.version ?? null;
      const replaces = move.draft.knowsRunning ? running : 77;
      const program = programOf(move.draft, pump);
      return { kind: "program", id, replaces, program, catheter: `catheter-${id}` };
    }
    case "request":
      return { kind: "request", id, askedAt: milliseconds(Math.max(0, pump.now - move.age)) };
    case "refill":
      return { kind: "refill", id, ...fill(move.volume, pump) };
    case "stop":
      return { kind: "stop", id, reason: "sedation", maximum: move.maximum };
    case "resume":
    case "cancel-bolus":
    case "interrogate":
      return { kind: move.kind, id };
    default:
      return remedyOf(move, pump, id);
  }
};
