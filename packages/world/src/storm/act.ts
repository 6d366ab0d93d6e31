// SPDX-License-Identifier: Apache-2.0
/** Acting: a turn of a life becomes what it means for the pump as it is now. */
import type { Command } from "@cisterna/pump";
import { nanolitres } from "@cisterna/quantity";
import { trueVolume } from "../hardware/implant.ts";
import { commandOf, type Deed, type Sight } from "../people/deed.ts";
import { reached } from "./reach.ts";
import type { Scene } from "./scene.ts";
import { send } from "./send.ts";
import { strike } from "./strike.ts";
import type { Turn } from "./turn.ts";

/** What somebody at the bedside sees: the pump's own words, the syringe, the X-ray. */
const sightOf = ({ pump, hardware }: Scene): Sight => ({
  pump,
  inside: nanolitres(trueVolume(hardware.implant)),
  turns: hardware.condition.turning > 0,
});

const meant = (scene: Scene, deed: Deed, sent: readonly Command[]): Command | undefined => {
  if (deed.kind === "again") return sent.at(-deed.back);
  if ("slip" in deed && deed.slip !== null) reached(scene.reach, "slip", deed.slip);
  return commandOf(deed, sightOf(scene), `c${sent.length}`);
};

/** For so many commands back a pump has to know what it answered. */
const MEMORY = 64;

/** Whether the pump has to know this command still: questions it answers anew. */
const remembered = (sent: readonly Command[], command: Command): boolean =>
  command.kind !== "interrogate" && sent.slice(-MEMORY).includes(command);

/** Does what a turn says. `sent` holds every command so far and grows. */
export const act = (scene: Scene, turn: Turn, sent: Command[]): void => {
  if (turn.act.kind === "fault") {
    strike(scene, turn.act);
    return;
  }
  const command = meant(scene, turn.act, sent);
  if (command === undefined) return;
  const again = turn.act.kind === "again";
  if (!again) sent.push(command);
  send(scene, command, again && remembered(sent, command));
};
