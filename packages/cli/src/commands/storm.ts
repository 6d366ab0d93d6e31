// SPDX-License-Identifier: Apache-2.0
/** `storm`: seeded lives of pumps among people and faults, and the laws that none may break. */
import { CONTROLLER } from "@cisterna/pump";
import { accepted, type Result } from "@cisterna/quantity";
import { lifeOf, type Storm, type StormMode, scenarioOf } from "@cisterna/world";
import {
  type CommandModule,
  type Io,
  type Option,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { ride, type StormOrder } from "../storm/fleet.ts";
import { acceptedText, type WholeNumber, wholeNumberOf } from "../storm/number.ts";
import type { StormOutput } from "../storm/output.ts";
import { foundIn, stormText, unreachedIn } from "../storm/report.ts";

const YEARS: WholeNumber = { name: "pump-years", least: 1, most: 10_000_000, otherwise: 100 };
const SEED: WholeNumber = { name: "seed", least: 0, most: 999_999_999_999_999, otherwise: 1 };
const WORKERS: WholeNumber = { name: "workers", least: 1, most: 256, otherwise: 1 };
const MODES: readonly StormMode[] = ["safety", "liveness", "both"];

const numberOption = (asked: WholeNumber, about: string): Option => ({
  name: asked.name,
  value: "N",
  about: `${about}, ${acceptedText(asked)}; ${asked.otherwise} if left out`,
});

const OPTIONS: readonly Option[] = [
  numberOption(YEARS, "lives of a year each"),
  numberOption(SEED, "what every life follows from"),
  numberOption(WORKERS, "threads; they never show in the result"),
  {
    name: "mode",
    value: "MODE",
    about: `which laws are looked at: ${MODES.join(", ")}; both if left out`,
  },
  {
    name: "save",
    value: "DIR",
    about: "folder that exists, for the first violation of each law as a shortened scenario",
  },
];

const modeOf = (request: Request): Result<StormMode, Refusal> => {
  const read = optionOf(request, "mode") ?? "both";
  const mode = MODES.find((each) => each === read);
  if (mode !== undefined) return accepted(mode);
  const offer = MODES.join(", ");
  return {
    ok: false,
    refusals: [{ kind: "unknown-value", path: "mode", read, accepted: offer }],
  };
};

const orderOf = (request: Request): StormOrder | readonly Refusal[] => {
  const lives = wholeNumberOf(request, YEARS);
  const seed = wholeNumberOf(request, SEED);
  const workers = wholeNumberOf(request, WORKERS);
  const mode = modeOf(request);
  if (lives.ok && seed.ok && workers.ok && mode.ok) {
    return {
      lives: lives.value,
      seed: seed.value,
      workers: workers.value,
      mode: mode.value,
    };
  }
  return [lives, seed, workers, mode].flatMap((each) => (each.ok ? [] : each.refusals));
};

/** The first violation of each law, shortened, each in a file of its own. */
const save = async (
  storm: Storm,
  order: StormOrder,
  to: { readonly folder: string; readonly io: Io },
): Promise<Result<readonly string[], Refusal>> => {
  const files: string[] = [];
  const firsts = new Map(
    foundIn(storm)
      .toReversed()
      .map((each) => [each.law, each]),
  );
  for (const [law, violation] of firsts) {
    const { seed, mode } = order;
    const life = lifeOf(seed, violation.place);
    const where = { seed, mode, place: violation.place, controller: CONTROLLER };
    const scenario = scenarioOf(life, violation, where);
    const path = `${to.folder}/${law}-${seed}-${violation.place}.json`;
    const written = await to.io.writeText(path, `${JSON.stringify(scenario, null, 2)}\n`);
    if (!written.ok) return written;
    files.push(path);
  }
  return accepted(files);
};

const documentOf = (storm: Storm, order: StormOrder, saved: readonly string[]): StormOutput => ({
  violations: [...foundIn(storm)],
  reached: storm.reached,
  not_reached: [...unreachedIn(storm)],
  hash: storm.hash,
  pump_years: order.lives,
  seed: order.seed,
  mode: order.mode,
  events: storm.events,
  ...(saved.length === 0 ? {} : { saved: [...saved] }),
});

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const order = orderOf(request);
  if ("length" in order) return refusedOutcome(order);
  const storm = await ride(order, (share) => io.progress(share, "storm"));
  const folder = optionOf(request, "save");
  const saved = folder === undefined ? accepted([]) : await save(storm, order, { folder, io });
  if (!saved.ok) return refusedOutcome(saved.refusals);
  return {
    status: storm.broken.length === 0 ? 0 : 1,
    json: documentOf(storm, order, saved.value),
    text: stormText(storm, order.lives) + saved.value.map((path) => `saved ${path}\n`).join(""),
  };
};

/** `./cisterna storm`. */
export const command: CommandModule = {
  name: "storm",
  summary: "Lives of pumps among people and faults, and the laws that none may break",
  example: "storm --pump-years 20 --seed 1",
  operands: [],
  options: OPTIONS,
  details: [
    "A life is a year of a pump. It follows from the seed and its place alone, so the same seed",
    "gives the same hash. Exit status 1: a law was broken.",
  ].join("\n"),
  check: (request) => {
    const order = orderOf(request);
    return "length" in order ? order : [];
  },
  run,
};
