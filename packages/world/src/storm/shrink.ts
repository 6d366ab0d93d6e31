// SPDX-License-Identifier: Apache-2.0
/**
 * Shrinking: a life that broke a law flows in; the shortest one found that still breaks it flows
 * out. Turns are left out in ever smaller pieces, pauses are halved, programs lose their parts.
 */
import type { Controller } from "@cisterna/pump";
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Life } from "./life.ts";
import { live, type Manner } from "./live.ts";
import type { Turn } from "./turn.ts";
import type { LawName } from "./violation.ts";

/** Which law has to stay broken, on which controller, and how many lives may be tried. */
type Shrinking = {
  readonly law: LawName;
  readonly controller: Controller;
  readonly manner: Manner;
  readonly tries: number;
};

type Search = Shrinking & { best: Life; left: number };

const breaks = (life: Life, { law, controller, manner }: Shrinking): boolean =>
  live(life, controller, manner).violations.some((each) => each.law === law);

/** Keeps a shorter life if the law is still broken in it. */
const keeps = (search: Search, life: Life): boolean => {
  if (search.left <= 0) return false;
  search.left -= 1;
  if (!breaks(life, search)) return false;
  search.best = life;
  return true;
};

/** The life until just after the first break. What is only seen later needs all of it. */
const cutOff = (search: Search): void => {
  const { violations } = live(search.best, search.controller, search.manner);
  const first = violations.find(({ law }) => law === search.law);
  if (first === undefined) return;
  const upto = milliseconds(first.at);
  const turns = search.best.turns.filter(({ at }) => at <= upto);
  keeps(search, { ...search.best, turns, upto });
};

const dropTurns = (search: Search): void => {
  for (let size = search.best.turns.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < search.best.turns.length && search.left > 0; ) {
      const turns = search.best.turns.toSpliced(from, size);
      if (!keeps(search, { ...search.best, turns })) from += size;
    }
  }
};

const earlier = (time: Milliseconds, by: number): Milliseconds => milliseconds(time - by);

/** The life with the pause before a turn shorter by so much; everything after it moves along. */
const sooner = (life: Life, place: number, by: number): Life => ({
  ...life,
  turns: life.turns.map((turn, index) =>
    index < place ? turn : { ...turn, at: earlier(turn.at, by) },
  ),
  upto: earlier(life.upto, by),
});

const halvePauses = (search: Search): void => {
  for (let place = 0; place <= search.best.turns.length; place += 1) {
    for (let go = true; go && search.left > 0; ) {
      const { turns, start, upto } = search.best;
      const pause = (turns[place]?.at ?? upto) - (turns[place - 1]?.at ?? start.at);
      go = pause > 1 && keeps(search, sooner(search.best, place, Math.ceil(pause / 2)));
    }
  }
};

const PARTS = ["onDemand", "periodic", "single", "transition"] as const;

/** The same turn with one part of its program left out; only those parts that are there. */
const plainer = (turn: Turn): readonly Turn[] => {
  const { at, act } = turn;
  if (act.kind !== "program") return [];
  const without = PARTS.filter((part) => act.draft[part] !== null).map((part) => ({
    at,
    act: { ...act, draft: { ...act.draft, [part]: null } },
  }));
  const { titration, week } = act.draft;
  const steady = {
    at,
    act: { ...act, draft: { ...act.draft, titration: [], week: week.slice(0, 1) } },
  };
  return titration.length > 0 || week.length > 1 ? [...without, steady] : without;
};

const simplifyPrograms = (search: Search): void => {
  for (let place = 0; place < search.best.turns.length; place += 1) {
    for (let go = true; go && search.left > 0; ) {
      const turn = search.best.turns[place];
      const simpler = turn === undefined ? [] : plainer(turn);
      go = simpler.some((each) =>
        keeps(search, { ...search.best, turns: search.best.turns.with(place, each) }),
      );
    }
  }
};

/**
 * The shortest life found that breaks the law; the life itself if nothing shorter does.
 * Law: what comes out breaks the law that what went in broke.
 */
export const shrunk = (life: Life, shrinking: Shrinking): Life => {
  const search: Search = { ...shrinking, best: life, left: shrinking.tries };
  cutOff(search);
  dropTurns(search);
  simplifyPrograms(search);
  halvePauses(search);
  dropTurns(search);
  return search.best;
};
