// SPDX-License-Identifier: Apache-2.0
/**
 * The published incidents: every file is lived through by a virtual implant, everything that it
 * names exists, and a pump that makes the mistake of the story is caught by it.
 */
import { readdirSync, readFileSync } from "node:fs";
import {
  type Controller,
  controllerOf,
  decideWith,
  GUARD,
  type Guard,
  PARTS,
} from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import { sightsOf } from "@cisterna/world";
import { describe, expect, test } from "vitest";
import { readIncident, type Told } from "../src/incident/file.ts";
import { readSafety, requirementsOf, type SafetyFile } from "../src/safety/file.ts";
import { safetyTexts } from "../src/safety/repository.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

const ROOT = new URL("../../../", import.meta.url);
const folder = new URL("scenarios/", ROOT);
const FILES = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const textOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

const told = (name: string): Told => {
  const reading = readIncident(textOf(name));
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals, null, 2));
  return reading.value;
};

const replay = (name: string, text: string, ...words: readonly string[]) =>
  runCommandLine(["replay", name, ...words], memoryIo({ [name]: text }).io);

const safety: SafetyFile = (() => {
  const reading = readSafety(safetyTexts());
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
  return reading.value;
})();

/** Every word in quotes in the source of the pump: names of its events, reasons and modes. */
const PUMP_WORDS: ReadonlySet<string> = new Set(
  readdirSync(new URL("packages/pump/src/", ROOT), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => [
      ...readFileSync(`${entry.parentPath}/${entry.name}`, "utf8").matchAll(/"([a-z-]+)"/g),
    ])
    .map(([, word = ""]) => word),
);

describe("the published incidents", () => {
  test.each(FILES)("%s is lived through, and everything is seen", async (name) => {
    const { status, stdout } = await replay(name, textOf(name));
    expect(status === 0 ? "" : stdout).toBe("");
    expect(stdout).toContain("Everything was seen.");
  });

  test.each(FILES)("%s names hazards, requirements, sources and words that exist", (name) => {
    const { hazards, requirements, sources, seen } = told(name).file;
    const known = new Set(
      [...safety.hazards, ...requirementsOf(safety), ...safety.sources].map(({ id }) => id),
    );
    expect([...hazards, ...requirements, ...sources].filter((id) => !known.has(id))).toEqual([]);
    const words = seen.flatMap(({ event, never, because, mode }) => [event, never, because, mode]);
    expect(words.filter((word) => word !== undefined && !PUMP_WORDS.has(word))).toEqual([]);
  });

  test("answer hazards of the safety file by the requirements that they name", () => {
    for (const name of FILES) {
      const { hazards, requirements } = told(name).file;
      const answered = requirementsOf(safety)
        .filter(({ id }) => requirements.includes(id))
        .flatMap((each) => each.hazards);
      expect([name, hazards.filter((id) => !answered.includes(id))]).toEqual([name, []]);
    }
  });
});

/** Looks at the past alone: the defect that was published. */
const FORGETFUL: Guard = {
  ...GUARD,
  overflow: (commitment) =>
    GUARD.overflow({
      ...commitment,
      pieces: commitment.pieces.filter(({ upto }) => upto <= commitment.from),
      charged: { hour: 0, day: 0 },
    }),
};

/** The mistakes of the stories, each with the file that has to catch it. */
const BROKEN: readonly (readonly [string, string, Controller])[] = [
  [
    "counts what was delivered and not what will be",
    "basal-fills-the-window.yaml",
    controllerOf({ ...PARTS, decide: decideWith(FORGETFUL) }),
  ],
  [
    "takes an update for whatever version it was meant",
    "unfinished-update.yaml",
    controllerOf({
      ...PARTS,
      decide: (pump, command) =>
        PARTS.decide(
          pump,
          command.kind === "program"
            ? {
                ...command,
                replaces: pump.program?.version ?? null,
                program: { ...command.program, version: (pump.program?.version ?? 0) + 1 },
              }
            : command,
        ),
    }),
  ],
  [
    "never says that a stop has lasted too long",
    "unfinished-update.yaml",
    controllerOf({
      ...PARTS,
      due: (pump) => PARTS.due(pump).filter(({ kind }) => kind !== "stop-expired"),
      evolve: (pump, event) => {
        const next = PARTS.evolve(pump, event);
        return next.stop === null ? next : { ...next, stop: { ...next.stop, expired: true } };
      },
    }),
  ],
];

const withoutLevel = controllerOf({
  ...PARTS,
  detect: (pump, report) => PARTS.detect(pump, { ...report, level: null }),
});

/** The mistakes of the hardware's stories. */
const BROKEN_BELOW: readonly (readonly [string, string, Controller])[] = [
  [
    "stops when it is asked a question",
    "telemetry-after-mri.yaml",
    controllerOf({
      ...PARTS,
      evolve: (pump, event) => {
        const next = PARTS.evolve(pump, event);
        const stop = { at: event.at, reason: "telemetry", maximum: event.at, expired: true };
        return event.kind === "interrogated" ? { ...next, stop } : next;
      },
    }),
  ],
  [
    "makes up for what the magnet held back",
    "telemetry-after-mri.yaml",
    controllerOf({
      ...PARTS,
      evolve: (pump, event) => {
        const next = PARTS.evolve(pump, event);
        if (event.kind !== "turns-reconciled" || event.missed === 0) return next;
        const over = milliseconds(3_600_000);
        const late = { id: "late", source: "single", from: event.at, over } as const;
        return { ...next, boluses: [...next.boluses, { ...late, pulses: event.missed }] };
      },
    }),
  ],
  [
    "comes back from a reset at its least flow",
    "battery-film.yaml",
    controllerOf({
      ...PARTS,
      evolve: (pump, event) => {
        const next = PARTS.evolve(pump, event);
        if (event.kind !== "fault-found" || event.fault !== "reset" || next.program === null) {
          return next;
        }
        const week = [{ from: milliseconds(0), rate: next.program.minimum }];
        return { ...next, program: { ...next.program, week } };
      },
    }),
  ],
  ["computes its low reservoir", "over-infusion-with-level-sensor.yaml", withoutLevel],
  ["believes what was entered", "pocket-fill.yaml", withoutLevel],
  [
    "does not look whether something flows by itself",
    "valves-in-a-magnet.yaml",
    controllerOf({
      ...PARTS,
      detect: (pump, report) => PARTS.detect(pump, { ...report, freeFlow: null }),
    }),
  ],
];

describe("a pump that makes the mistake of the story", () => {
  test.each([...BROKEN, ...BROKEN_BELOW])("that %s is caught by %s", (_, name, controller) => {
    const { incident } = told(name);
    expect(sightsOf(incident, controller).every(({ holds }) => holds)).toBe(false);
  });
});

describe("an incident file", () => {
  const [first = ""] = FILES;
  const changed = (from: RegExp, upto: string): string => textOf(first).replace(from, upto);

  test.each<[string, RegExp, string, string]>([
    ["a case that is not there", /start: steady/, "start: other", "start"],
    ["two things to be seen in one", / {4}because: window-full/, "    mode: dry", "seen[0].mode"],
    ["nothing to be seen", / {4}event: refused\n {4}because: window-full\n/, "", "seen[0].event"],
    ["a span without its end", / {4}upto: 1 min\n/, "", "seen[0].upto"],
    [
      "a drug twice",
      /drugs: \[/,
      "drugs: [{ drug: morphine, concentration: 1 mg/mL }, ",
      "cases.steady",
    ],
    ["a deed without what goes with it", /do: press/, "do: retry", "done[0].back"],
    ["a case that has no plan", /generic-40/, "synchromed-ii-40", "start"],
  ])("with %s is refused where it stands", async (_, from, upto, path) => {
    const { status, stdout } = await replay("a.yaml", changed(from, upto), "--json");
    expect(status).toBeGreaterThan(0);
    const { refusals } = JSON.parse(stdout) as { refusals: readonly { path: string }[] };
    expect(refusals.some((each) => each.path.startsWith(path))).toBe(true);
  });

  test("that expects what is not so says what was found in its place", async () => {
    const { status, stdout } = await replay("a.yaml", changed(/window-full/, "locked-out"));
    expect(status).toBe(1);
    expect(stdout).toContain("1 of 6 were not seen.");
    expect(stdout).toContain("found: refused");
  });
});
