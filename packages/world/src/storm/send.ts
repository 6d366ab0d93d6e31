// SPDX-License-Identifier: Apache-2.0
/**
 * Sending: a command reaches the pump, and its answer is judged: that there is one, that a refusal
 * changed nothing, that a repetition is one, that a grant might have been.
 */
import { boot, type Command, type Log, type Passed, type Pump } from "@cisterna/pump";
import { type Memory, stepIn } from "./memory.ts";
import { seen, wrongGrant } from "./oracle/grants.ts";
import { reached } from "./reach.ts";
import { object, type Scene } from "./scene.ts";
import { goOnWith, powerIn } from "./start.ts";
import { watch } from "./watch.ts";

/** Everything that an answer that was a refusal must leave as it was. */
const touched = (before: Pump, after: Pump): string | undefined => {
  const names = Object.keys(before) as (keyof Pump)[];
  return names.find((name) => name !== "answers" && before[name] !== after[name]);
};

const checkAnswer = (scene: Scene, command: Command, told: { before: Pump; events: Log }): void => {
  const { before, events } = told;
  const answers = events.filter((event) => "command" in event && event.command === command.id);
  if (answers.length === 0) object(scene, "answer", { command: command.kind });
  for (const answer of answers) {
    if (answer.kind === "refused") {
      for (const { kind } of answer.refusals) reached(scene.reach, "refusal", kind);
    }
    if (answer.kind === "refused" || answer.kind === "repeated") {
      const field = touched(before, scene.pump);
      if (field !== undefined) object(scene, "untouched", { by: answer.kind, field });
    }
    if (answer.kind === "repeated" && before.answers !== scene.pump.answers) {
      object(scene, "idempotence", { command: command.kind });
    }
  }
};

const checkGrants = (scene: Scene, command: Command, told: { before: Pump; events: Log }): void => {
  for (const event of told.events) {
    if (event.kind !== "bolus-granted") continue;
    const because = wrongGrant(scene.grants, event, { ...told, command });
    if (because !== null) object(scene, "grant", { because, bolus: event.bolus.id });
    seen(scene.grants, event);
  }
};

/** What was asked for is what runs: a program is taken whole or not at all, never bent. */
const checkProgram = (scene: Scene, command: Command, events: Log): void => {
  for (const event of events) {
    if (event.kind !== "programmed") continue;
    const asked = "program" in command ? command.program : null;
    if (event.program !== asked) object(scene, "untouched", { by: "programmed", field: "program" });
  }
};

/** A pump has answered a command, and its answer is judged. */
const answered = (scene: Scene, command: Command, told: Passed & { known: boolean }): void => {
  const before = scene.pump;
  const { pump, events, known } = told;
  watch(scene, pump, events);
  reached(scene.reach, "command", command.kind);
  checkAnswer(scene, command, { before, events });
  if (known && !events.every(({ kind }) => kind === "repeated")) {
    object(scene, "idempotence", { command: command.kind });
  }
  checkGrants(scene, command, { before, events });
  checkProgram(scene, command, events);
};

/** A command in whose answer power fails after so many bytes. */
type Torn = { readonly command: Command; readonly bytes: number; readonly known: boolean };

/** What happened by a pump's own answer to a command; null: it knows of none. */
const answerIn = ({ answers }: Pump, { id }: Command): string | null => {
  const answer = answers.find(({ command }) => command === id);
  return answer === undefined ? null : answer.events.map(({ kind }) => kind).join();
};

/**
 * Power fails while an answer is written: nobody hears it, and it counts whole or not at all.
 * Whoever asked asks again, with the same words.
 */
const sendTorn = (scene: Scene, memory: Memory, { command, bytes, known }: Torn): void => {
  const { cells, board, keeper } = memory;
  const { mark } = keeper;
  const whole = scene.controller.step(scene.pump, { at: scene.pump.now, command });
  cells.power = bytes;
  const told = stepIn(scene, command);
  const isCut = cells.power === 0;
  cells.power = Number.POSITIVE_INFINITY;
  if (!isCut) {
    answered(scene, command, { ...told, known });
    return;
  }
  const power = { ...powerIn(scene, scene.pump.now), mark, cause: "brown-out" } as const;
  const booted = boot(board, power);
  const kept = answerIn(booted.keeper.pump, command);
  const really = [whole, told].find(({ pump }) => answerIn(pump, command) === kept);
  if (kept !== null && really !== undefined) answered(scene, command, { ...really, known });
  if (kept !== null && really === undefined) object(scene, "memory", { answer: kept });
  goOnWith(scene, memory, booted);
  send(scene, command, kept !== null);
};

/** A command reaches the pump at its present. `known`: it has been answered before. */
export const send = (scene: Scene, command: Command, known = false): void => {
  const { memory } = scene;
  const bytes = memory?.tear ?? null;
  if (memory === null || bytes === null) {
    answered(scene, command, { ...stepIn(scene, command), known });
    return;
  }
  memory.tear = null;
  sendTorn(scene, memory, { command, bytes, known });
};
