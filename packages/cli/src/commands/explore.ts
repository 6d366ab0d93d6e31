// SPDX-License-Identifier: Apache-2.0
/** `explore`: every short history of a small pump at interesting instants. */
import { CONTROLLER } from "@cisterna/pump";
import { type Explored, explore } from "@cisterna/world";
import type { CommandModule, Io, Outcome, Request } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { acceptedText, type WholeNumber, wholeNumberOf } from "../storm/number.ts";
import type { ExploreOutput } from "../storm/output.ts";
import { violationText } from "../text/en/storm.ts";

const DEPTH: WholeNumber = { name: "depth", least: 1, most: 12, otherwise: 3 };
const MINUTES: WholeNumber = { name: "minutes", least: 1, most: 1_440, otherwise: 10 };
const MINUTE_MS = 60_000;

/** A walk of one depth after another, until one was not finished. */
const walks = (depth: number, minutes: number, io: Io): readonly Explored[] => {
  const end = io.now().epochMs + minutes * MINUTE_MS;
  const enough = (): boolean => {
    const left = end - io.now().epochMs;
    io.progress(1 - Math.max(0, left) / (minutes * MINUTE_MS), "exploring");
    return left <= 0;
  };
  const done: Explored[] = [];
  for (let next = 1; next <= depth && done.at(-1)?.whole !== false; next += 1) {
    done.push(explore({ depth: next, controller: CONTROLLER, enough }));
  }
  return done;
};

const line = ({ depth, whole, states, transitions, broken }: Explored): string =>
  [
    `depth ${depth}${whole ? "" : " (as far as there was time)"}:`,
    `${states} states, ${transitions} transitions, ${broken.length} violations`,
  ].join(" ");

const textOf = (done: readonly Explored[]): string =>
  done
    .flatMap((each) => [
      line(each),
      ...each.broken.flatMap(({ violations }) =>
        violations.map((one) => `  ${violationText(one)}`),
      ),
    ])
    .map((each) => `${each}\n`)
    .join("");

const documentOf = (done: readonly Explored[]): ExploreOutput => {
  const last = done.at(-1);
  return {
    depth: done.findLast(({ whole }) => whole)?.depth ?? 0,
    states: last?.states ?? 0,
    transitions: last?.transitions ?? 0,
    violations: (last?.broken ?? []).map(({ life, violations }) => ({
      life: { ...life },
      violations: [...violations],
    })),
    walks: done.map(({ depth, whole, states, transitions }) => ({
      depth,
      whole,
      states,
      transitions,
    })),
    reached: last?.reached ?? {},
  };
};

const run = (request: Request, io: Io): Outcome => {
  const [depth, minutes] = [wholeNumberOf(request, DEPTH), wholeNumberOf(request, MINUTES)];
  if (!depth.ok) return refusedOutcome(depth.refusals);
  if (!minutes.ok) return refusedOutcome(minutes.refusals);
  const done = walks(depth.value, minutes.value, io);
  const broken = done.some((each) => each.broken.length > 0);
  return { status: broken ? 1 : 0, json: documentOf(done), text: textOf(done) };
};

/** `./cisterna explore`. */
export const command: CommandModule = {
  name: "explore",
  summary: "Every short history of a small pump at interesting instants",
  example: "explore --depth 2",
  operands: [],
  options: [
    {
      name: "depth",
      value: "N",
      about: `acts in a history, ${acceptedText(DEPTH)}; ${DEPTH.otherwise} if left out`,
    },
    {
      name: "minutes",
      value: "N",
      about: `time to walk, ${acceptedText(MINUTES)}; ${MINUTES.otherwise} if left out`,
    },
  ],
  details: "Exit status 1: a law was broken.",
  run,
};
