// SPDX-License-Identifier: Apache-2.0
/**
 * Sending: a command reaches the pump, and its answer is judged: that there is one, that a refusal
 * changed nothing, that a repetition is one, that a grant might have been.
 */
import type { Command, Log, Pump } from "@cisterna/pump";
import { seen, wrongGrant } from "./oracle/grants.ts";
import { reached } from "./reach.ts";
import { object, type Scene } from "./scene.ts";
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

/** A command reaches the pump at its present. `known`: it has been answered before. */
export const send = (scene: Scene, command: Command, known = false): void => {
  const before = scene.pump;
  const { pump, events } = scene.controller.step(before, { at: before.now, command });
  watch(scene, pump, events);
  reached(scene.reach, "command", command.kind);
  checkAnswer(scene, command, { before, events });
  if (known && !events.every(({ kind }) => kind === "repeated")) {
    object(scene, "idempotence", { command: command.kind });
  }
  checkGrants(scene, command, { before, events });
  checkProgram(scene, command, events);
};
