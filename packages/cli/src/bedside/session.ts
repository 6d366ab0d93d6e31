// SPDX-License-Identifier: Apache-2.0
/**
 * `program session`: one session that stays open, step by step, for a person at a terminal. It is
 * not left without the pump's own statement; a pump that stands is left standing only in so many
 * words.
 */
import { URL_OPTION } from "../pump/address.ts";
import { type CommandModule, done, type Io, type Outcome, type Request } from "../shell/command.ts";
import { refusedOutcome, sentenceOf } from "../shell/refusal.ts";
import { statementLines, statusLines } from "../text/en/bedside.ts";
import { type Contact, readAgain, type Taken, visited } from "./contact.ts";
import { statementJson } from "./statement.ts";
import type { Given, Step } from "./step.ts";
import { CLINICIAN_STEPS } from "./steps.ts";

const shown = (io: Io, { lines, refusals }: Taken): void => {
  for (const line of lines) io.say(line);
  for (const refusal of refusals) io.say(`Refused: ${sentenceOf(refusal)}`);
};

/** The options of a step, asked for one after the other; an empty answer leaves one out. */
const answers = async (io: Io, { options }: Step): Promise<Given> => {
  const given = new Map<string, string>();
  for (const { name, about, value } of options) {
    if (name === "sign") continue;
    const how = value === null ? "yes or empty" : about;
    const answer = (await io.ask(`  ${name} (${how}): `))?.trim() ?? "";
    if (answer !== "") given.set(name, answer);
  }
  return (option) => given.get(option);
};

const LEAVE_STOPPED = "leave it stopped";

/** Whether the session may be left: the pump runs, or the person says that it shall stand. */
const mayLeave = async (contact: Contact): Promise<boolean> => {
  const now = await readAgain(contact, Number.MAX_SAFE_INTEGER);
  if (!now.ok || now.value.status.mode !== "stopped") return true;
  const { stop } = now.value.status;
  contact.io.say(`The pump is STOPPED (${stop?.reason ?? ""}). Its patient gets nothing.`);
  const typed = await contact.io.ask(`Type "${LEAVE_STOPPED}" to leave it so, or resume first: `);
  return typed === null || typed.trim() === LEAVE_STOPPED;
};

const MENU = `What now? ${CLINICIAN_STEPS.map(({ name }) => name).join(", ")}, leave: `;

/** One turn of the menu; whether the session goes on. */
const turned = async (contact: Contact): Promise<boolean> => {
  const typed = (await contact.io.ask(MENU))?.trim() ?? "leave";
  if (typed === "leave") return !(await mayLeave(contact));
  const step = CLINICIAN_STEPS.find(({ name }) => name === typed);
  if (step === undefined) return true;
  shown(contact.io, await step.take(contact, await answers(contact.io, step)));
  const again = await readAgain(contact, Number.MAX_SAFE_INTEGER);
  if (again.ok) contact.dossier = again.value;
  return true;
};

const NOTHING: Taken = { refusals: [], json: {}, lines: [] };

const talked = async (contact: Contact): Promise<Taken> => {
  const { status, device } = contact.dossier;
  for (const line of statusLines(status, device.pulse)) contact.io.say(line);
  while (await turned(contact));
  return NOTHING;
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const wanted = { role: "clinician", channel: "near", since: "none", step: talked } as const;
  const left = await visited(request, io, wanted);
  if (!left.ok) return refusedOutcome(left.refusals);
  const { statement, talk } = left.value;
  if (statement === null) return refusedOutcome([{ kind: "no-statement", path: "PUMP" }]);
  const { pulse } = talk.dossier.device;
  return done(
    { statement: statementJson(statement, pulse) },
    `${statementLines(statement, pulse).join("\n")}\n`,
  );
};

/** `./cisterna program session`. */
export const session: CommandModule = {
  name: "session",
  summary: "One session that stays open, step by step, at a terminal",
  example: "program session CIS-0001 --me doctor.json",
  operands: [
    { name: "PUMP", about: "name of a pump that the device has paired with", needed: true },
  ],
  options: [
    { name: "me", value: "FILE", about: "the device's own file", needed: true },
    URL_OPTION,
  ],
  run,
};
