// SPDX-License-Identifier: Apache-2.0
/** Acting: a turn of a life becomes what it means for the pump as it is now. */
import type { Command } from "@cisterna/pump";
import type { Fault } from "../hardware/fault.ts";
import { begin, company } from "../hardware/hardware.ts";
import { commandOf, type Deed } from "../people/deed.ts";
import { pairName, reached } from "./reach.ts";
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

/** A fault begins; with it the pair that it makes with each fault that is there. */
const strike = (scene: Scene, fault: Fault): void => {
  reached(scene.reach, `fault ${fault.fault}`);
  for (const other of company(scene.hardware, scene.pump.now)) {
    reached(scene.reach, pairName(other, fault.fault));
  }
  begin(scene.hardware, fault, scene.pump.now);
};

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
