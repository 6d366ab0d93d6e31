// SPDX-License-Identifier: Apache-2.0
/**
 * A step: one thing that is done in a session. It is called by its own command, or from the menu of
 * a session that stays open; what it takes and what it comes to is the same.
 */
import type { Channel, Outcome as PumpOutcome, Told } from "@cisterna/link";
import { tellPump } from "@cisterna/link";
import {
  accepted,
  type Duration,
  inMilliseconds,
  type Milliseconds,
  type Nanolitres,
  type Result,
  readQuantity,
  refused,
} from "@cisterna/quantity";
import { URL_OPTION } from "../pump/address.ts";
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
import { statementLines } from "../text/en/bedside.ts";
import { eventText } from "../text/en/event.ts";
import {
  type Contact,
  type Taken,
  type Talk,
  turnedDown,
  type Visited,
  visited,
} from "./contact.ts";
import type { Device } from "./device-file.ts";
import { outcomeRefusals, unheardRefusals } from "./refusal.ts";
import { statementJson } from "./statement.ts";

/** The value of an option that was given; a switch has the value "". */
export type Given = (option: string) => string | undefined;

/** The time that an option states. Refuses: what is no time. */
export const spanIn = (given: Given, option: string): Result<Milliseconds, Refusal> => {
  const read = given(option) ?? "";
  const time: Result<Duration, { readonly kind: string }> = readQuantity(read, "time");
  const about = { path: option, read, accepted: 'a time such as "2 h"' };
  return time.ok
    ? accepted(inMilliseconds(time.value, "nearest"))
    : refused({ ...about, kind: time.refusals[0].kind });
};

/** Why a pump is stopped. */
export const REASON: Option = {
  name: "reason",
  value: "TEXT",
  about: "why, in a few words",
  needed: true,
};

/** For how long a pump may be stopped. */
export const STOP_MAXIMUM: Option = {
  name: "maximum",
  value: "TIME",
  about: "how long at the most; then an alarm comes and comes again",
  needed: true,
};

/** One thing that is done in a session. */
export type Step = {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  readonly role: Device["role"];
  readonly channel: Channel;
  readonly options: readonly Option[];
  readonly details?: string;
  /** Whether the log since the last reading is wanted with it. */
  readonly log?: true;
  /** What is wrong with the options, before anybody is called. */
  readonly check?: (given: Given) => readonly Refusal[];
  readonly take: (contact: Contact, given: Given) => Promise<Taken>;
};

/** The options of every step. */
const DEVICE_OPTIONS: readonly Option[] = [
  { name: "me", value: "FILE", about: "the device's own file", needed: true },
  URL_OPTION,
];

const NO_STATEMENT: Refusal = { kind: "no-statement", path: "PUMP" };

/** What a session came to, as an outcome: the pump's statement is its last word. */
export const outcomeOf = ({ taken, statement }: Visited, pulse: Nanolitres): Outcome => {
  const refusals = [...taken.refusals, ...(statement === null ? [NO_STATEMENT] : [])];
  const said = statement === null ? {} : { statement: statementJson(statement, pulse) };
  const turned = refusals.length === 0 ? null : refusedOutcome(refusals);
  const words = statement === null ? [] : statementLines(statement, pulse);
  return {
    status: turned === null ? 0 : 1,
    json: { ...taken.json, ...said, ...(turned === null ? {} : { refusals }) },
    text: `${[...taken.lines, turned?.text.trimEnd() ?? [], ...words].flat().join("\n")}\n`,
  };
};

const run = async (step: Step, request: Request, io: Io): Promise<Outcome> => {
  const given: Given = (option) => optionOf(request, option);
  const far = given("far") !== undefined;
  const done = await visited(request, io, {
    role: step.role,
    channel: far ? "far" : step.channel,
    since: step.log === true ? "all" : "none",
    step: (contact) => step.take(contact, given),
  });
  if (!done.ok) return refusedOutcome(done.refusals);
  return outcomeOf(done.value, done.value.talk.dossier.device.pulse);
};

const FAR: Option = { name: "far", value: null, about: "by radio, not through the coil" };

/** A step as a command of its own: one session, this step, the pump's statement. */
export const commandOf = (step: Step): CommandModule => ({
  name: step.name,
  summary: step.summary,
  example: step.example,
  operands: [
    { name: "PUMP", about: "name of a pump that the device has paired with", needed: true },
  ],
  options: [...step.options, ...(step.channel === "near" ? [FAR] : []), ...DEVICE_OPTIONS],
  ...(step.details === undefined ? {} : { details: step.details }),
  ...(step.check === undefined
    ? {}
    : { check: (request) => step.check?.((option) => optionOf(request, option)) ?? [] }),
  run: (request, io) => run(step, request, io),
});

/** What a pump did, in words. */
export const doneLines = ({ dossier }: Talk, { events }: PumpOutcome): readonly string[] =>
  events
    .filter(({ kind }) => kind !== "refused")
    .map((event) => eventText(event, { pulse: dossier.device.pulse }));

/** Tells a pump something; what it did and what it has against it. */
export const toldTo = async (talk: Talk, told: Told): Promise<Taken> => {
  const expects = talk.dossier.status.version ?? 0;
  const said = await tellPump(talk.remote, talk.kit, { told, expects });
  if (said.kind !== "outcome") return turnedDown(unheardRefusals(said));
  const refusals = outcomeRefusals(said);
  return { refusals, json: { events: said.events }, lines: doneLines(talk, said) };
};
