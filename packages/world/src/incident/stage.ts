// SPDX-License-Identifier: Apache-2.0
/**
 * The stage: an implant that lives through an incident, with true hardware under the controller and
 * the laws of the storm watching. Deeds flow in, and a picture of every moment that somebody asks
 * about flows out: the pump, the truth under it, its log, and what has left the tip.
 */
import { type Line, push } from "@cisterna/body";
import { CONTROLLER, type Command, type Controller, type Event, type Pump } from "@cisterna/pump";
import {
  assert,
  DAY_MS,
  inNanolitres,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  nanolitres,
} from "@cisterna/quantity";
import type { Hardware } from "../hardware/hardware.ts";
import { type Implant, trueVolume } from "../hardware/implant.ts";
import { watched } from "../hardware/mechanism.ts";
import { infusionOf } from "../infusion.ts";
import { type Fluids, fluidsOf, lineOf, RESERVOIR_FLUID } from "../line.ts";
import { passOn } from "../storm/passage.ts";
import { type Scene, sceneOf } from "../storm/scene.ts";
import { send } from "../storm/send.ts";
import { strike } from "../storm/strike.ts";
import type { Violation } from "../storm/violation.ts";
import type { Deed, Incident } from "./incident.ts";

/** How things stand at a moment, its deeds done. */
export type Picture = {
  readonly pump: Pump;
  /** Nanolitres that have truly left the reservoir through the mechanism. */
  readonly moved: Nanolitres;
  /** Nanolitres that are truly in the reservoir. */
  readonly inside: Nanolitres;
  /** Nanolitres of each fluid that have left the tip since the start. */
  readonly tip: readonly number[];
};

/** An incident as it was lived. */
export type Lived = {
  readonly fluids: Fluids;
  readonly log: readonly Event[];
  readonly pictures: ReadonlyMap<number, Picture>;
  /** Laws of the storm that were broken on the way. */
  readonly violations: readonly Violation[];
};

/** An implant in the middle of an incident, changed in place. */
export type Stage = {
  readonly scene: Scene;
  readonly sent: Command[];
  line: Line<number>;
  moved: Nanolitres;
  readonly tip: number[];
};

const movedBy = ({ moved, device }: Implant): Nanolitres =>
  nanolitres(Math.floor(moved / DAY_MS) * device.pulse);

/** What has left the pump since the last look moves through the line. */
const look = (stage: Stage): void => {
  const moved = movedBy(stage.scene.hardware.implant);
  const pushed = push(stage.line, nanolitres(moved - stage.moved), RESERVOIR_FLUID);
  for (const { fluid, volume } of pushed.out) {
    stage.tip[fluid] = (stage.tip[fluid] ?? 0) + volume;
  }
  stage.line = pushed.line;
  stage.moved = moved;
};

/** What a syringe would draw out of the reservoir. */
const insideOf = ({ implant }: Hardware): Nanolitres => nanolitres(trueVolume(implant));

/** The command that a deed is; a retry is the command of before, itself. */
const commandOf = (deed: Exclude<Deed, { kind: "fault" }>, { sent, scene }: Stage) => {
  const { pump, hardware } = scene;
  const id = `deed-${sent.length}`;
  switch (deed.kind) {
    case "program": {
      const { program, replaces } = deed;
      return { kind: "program", id, program, replaces, catheter: id } as const;
    }
    case "press":
      return { kind: "request", id, askedAt: pump.now } as const;
    case "ask":
      return { kind: "interrogate", id } as const;
    case "stop":
      return { kind: "stop", id, reason: deed.reason, maximum: deed.maximum } as const;
    case "scan":
      return {
        kind: "begin-scan",
        id,
        until: milliseconds(pump.now + deed.lasts),
      } as const;
    case "end-scan":
      return { kind: "end-scan", id, turns: hardware.condition.turning > 0 } as const;
    case "refill":
      return {
        kind: "refill",
        id,
        aspirated: insideOf(hardware),
        volume: inNanolitres(deed.volume, "down"),
        fluid: pump.program?.fluid ?? "",
      } as const;
    case "retry":
      return sent.at(-deed.back);
    case "resume":
    case "acknowledge":
    case "silence":
    case "test-alarm":
      return { kind: deed.kind, id } as const;
  }
};

/** Does a deed at the stage's present. A refusal is in the log. */
export const act = (stage: Stage, deed: Deed): void => {
  if (deed.kind === "fault") {
    strike(stage.scene, deed);
    return;
  }
  if (deed.kind === "refill") {
    stage.scene.hardware.nextFill = deed.into === "elsewhere" ? "pocket" : "true";
  }
  const command = commandOf(deed, stage);
  assert(command !== undefined, "a retry has something to repeat", { deed: deed.kind });
  if (deed.kind !== "retry") stage.sent.push(command);
  send(stage.scene, command);
};

/** The stage on which an incident begins: its first program runs, none of its deeds is done. */
export const begun = (incident: Incident, controller: Controller = CONTROLLER): Stage => {
  const { plan, program, line, fitted, spent } = incident;
  const infusion = infusionOf(plan, "programmed");
  const fluids = fluidsOf({ ...infusion, line });
  const setting = {
    device: watched(plan.constants, plan.pulse),
    drive: plan.of.implant.pump.drive,
    fitted,
    spent,
    kept: false,
    start: {
      at: milliseconds(0),
      reservoir: infusion.reservoir.volume,
      fluid: program.fluid,
    },
  };
  const stage: Stage = {
    scene: sceneOf(setting, controller),
    sent: [],
    line: lineOf(line, fluids),
    moved: nanolitres(0),
    tip: fluids.map(() => 0),
  };
  act(stage, { kind: "program", program, replaces: null });
  return stage;
};

/** How things stand now; what left the pump since the last look has moved through the line. */
export const pictured = (stage: Stage): Picture => {
  look(stage);
  const { pump, hardware } = stage.scene;
  return { pump, moved: stage.moved, inside: insideOf(hardware), tip: [...stage.tip] };
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
    passOn(stage.scene, at);
    for (const done of incident.done.filter((each) => each.at === at)) act(stage, done.deed);
    pictures.set(at, pictured(stage));
  }
  const { plan, line } = incident;
  const { log, violations } = stage.scene;
  const fluids = fluidsOf({ ...infusionOf(plan, "programmed"), line });
  return { fluids, log, pictures, violations };
};
