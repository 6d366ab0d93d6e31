// SPDX-License-Identifier: Apache-2.0
/**
 * The stage: an implant that lives through an incident. Deeds flow in, and a picture of every
 * moment that somebody asks about flows out: the pump, its log, and what has left the tip.
 */
import { type Line, push } from "@cisterna/body";
import {
  CONTROLLER,
  type Command,
  type Controller,
  type Event,
  initial,
  type Passed,
  type Pump,
} from "@cisterna/pump";
import { inNanolitres, type Milliseconds, milliseconds, nanolitres } from "@cisterna/quantity";
import { infusionOf } from "../infusion.ts";
import { type Fluids, fluidsOf, lineOf, RESERVOIR_FLUID } from "../line.ts";
import { deviceOf } from "../run.ts";
import type { Deed, Incident } from "./incident.ts";

/** How things stand at a moment, its deeds done. */
export type Picture = {
  readonly pump: Pump;
  /** Nanolitres of each fluid that have left the tip since the start. */
  readonly tip: readonly number[];
};

/** An incident as it was lived. */
export type Lived = {
  readonly fluids: Fluids;
  readonly log: readonly Event[];
  readonly pictures: ReadonlyMap<number, Picture>;
};

type Stage = {
  readonly controller: Controller;
  readonly log: Event[];
  readonly sent: Command[];
  pump: Pump;
  line: Line<number>;
  readonly tip: number[];
};

/** What left the pump moves through the line. */
const take = (stage: Stage, { pump, events }: Passed): void => {
  const count = pump.delivered.pulses - stage.pump.delivered.pulses;
  const pushed = push(stage.line, nanolitres(count * pump.device.pulse), RESERVOIR_FLUID);
  for (const { fluid, volume } of pushed.out) {
    stage.tip[fluid] = (stage.tip[fluid] ?? 0) + volume;
  }
  stage.line = pushed.line;
  stage.pump = pump;
  stage.log.push(...events);
};

/** The command that a deed is; a retry is the command of before, itself. */
const commandOf = (deed: Deed, { sent, pump }: Stage): Command | undefined => {
  const id = `deed-${sent.length}`;
  switch (deed.kind) {
    case "program":
      return { kind: "program", id, program: deed.program, replaces: deed.replaces, catheter: id };
    case "press":
      return { kind: "request", id, askedAt: pump.now };
    case "ask":
      return { kind: "interrogate", id };
    case "resume":
      return { kind: "resume", id };
    case "stop":
      return { kind: "stop", id, reason: deed.reason, maximum: deed.maximum };
    case "refill":
      return {
        kind: "refill",
        id,
        aspirated: pump.reservoir,
        volume: inNanolitres(deed.volume, "down"),
        fluid: pump.program?.fluid ?? "unknown",
      };
    case "retry":
      return sent.at(-deed.back);
  }
};

const act = (stage: Stage, deed: Deed): void => {
  const command = commandOf(deed, stage);
  if (command === undefined) return;
  if (deed.kind !== "retry") stage.sent.push(command);
  take(stage, stage.controller.step(stage.pump, { at: stage.pump.now, command }));
};

const begun = ({ plan, program, line }: Incident, controller: Controller): Stage => {
  const { reservoir } = infusionOf(plan, "programmed");
  const at = milliseconds(0);
  const fluids = fluidsOf({ ...infusionOf(plan, "programmed"), line });
  const stage: Stage = {
    controller,
    log: [],
    sent: [],
    pump: initial(deviceOf(plan), { at, reservoir: reservoir.volume, fluid: null }),
    line: lineOf(line, fluids),
    tip: fluids.map(() => 0),
  };
  act(stage, { kind: "program", program, replaces: null });
  return stage;
};

/** Lives through an incident and looks at it at these moments. `controller` is for broken ones. */
export const lived = (
  incident: Incident,
  moments: readonly Milliseconds[],
  controller: Controller = CONTROLLER,
): Lived => {
  const stage = begun(incident, controller);
  const pictures = new Map<number, Picture>();
  const stops = [...new Set([...incident.done.map(({ at }) => at), ...moments])];
  for (const at of stops.toSorted((a, b) => a - b)) {
    take(stage, controller.pass(stage.pump, at));
    for (const done of incident.done.filter((each) => each.at === at)) act(stage, done.deed);
    pictures.set(at, { pump: stage.pump, tip: [...stage.tip] });
  }
  const fluids = fluidsOf({ ...infusionOf(incident.plan, "programmed"), line: incident.line });
  return { fluids, log: stage.log, pictures };
};
