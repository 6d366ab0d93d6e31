// SPDX-License-Identifier: Apache-2.0
/** Acting: a turn of a life becomes what it means for the pump as it is now. */
import type { Command } from "@cisterna/pump";
import { commandOf, type Deed } from "../people/deed.ts";
import { reached } from "./reach.ts";
import type { Scene } from "./scene.ts";
import { send } from "./send.ts";
import type { Turn } from "./turn.ts";

const meant = (scene: Scene, deed: Deed, sent: readonly Command[]): Command | undefined => {
  if (deed.kind === "again") return sent.at(-deed.back);
  if (deed.kind === "program" && deed.slip !== null) reached(scene.reach, `slip ${deed.slip}`);
  return commandOf(deed, scene.pump, `c${sent.length}`);
};

/** For so many commands back a pump has to know what it answered. */
const MEMORY = 64;

/** Whether the pump has to know this command still: questions it answers anew. */
const remembered = (sent: readonly Command[], command: Command): boolean =>
  command.kind !== "interrogate" && sent.slice(-MEMORY).includes(command);

/** Does what a turn says. `sent` holds every command so far and grows. */
export const act = (scene: Scene, turn: Turn, sent: Command[]): void => {
  const command = meant(scene, turn.act, sent);
  if (command === undefined) return;
  const again = turn.act.kind === "again";
  if (!again) sent.push(command);
  send(scene, command, again && remembered(sent, command));
};
