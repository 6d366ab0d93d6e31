// SPDX-License-Identifier: Apache-2.0
/** `passport make CASE`: a judged case becomes a signed passport, a text and a card to print. */

import { isPassportPair, newPassportId, passportCodec, passportSigner } from "@cisterna/crypto";
import { type Disclosed, passportOf, sealed } from "@cisterna/passport";
import { accepted, type Result, refused } from "@cisterna/quantity";
import { FORMULARY, judge, type Plan } from "@cisterna/therapy";
import { openCase } from "../case/case.ts";
import { readBy } from "../case/grammar.ts";
import { planOutcome, problemsOutcome } from "../commands/plan.ts";
import { type KeyFile, keyFile } from "../schema/passport.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  optionOf,
  type Refusal,
  type Request,
  valuesOf,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { answersOf } from "./answers.ts";
import { instantOption } from "./instant.ts";

const SHOWN = ["id", "born"] as const;

const isShown = (word: string): boolean => SHOWN.some((each) => each === word);

const shownRefusals = (request: Request): readonly Refusal[] =>
  valuesOf(request, "show")
    .filter((word) => !isShown(word))
    .map((read) => ({ kind: "unknown-value", path: "show", read, accepted: SHOWN.join(", ") }));

const instantRefusals = (request: Request): readonly Refusal[] => {
  const at = instantOption(request, "at");
  return at !== undefined && !at.ok ? at.refusals : [];
};

const disclosedBy = (request: Request, { of }: Plan): Disclosed => {
  const shown = valuesOf(request, "show");
  return {
    name: optionOf(request, "patient") ?? null,
    born: shown.includes("born") ? of.patient.born : null,
    id: shown.includes("id") ? of.patient.id : null,
  };
};

/** The plan of a case file that may be used, or why there is none. */
const planIn = (file: string, text: string): Plan | Outcome => {
  const reading = openCase(text);
  if (!reading.ok) return problemsOutcome(file, reading.refusals);
  const { plan } = judge(reading.value.of, FORMULARY);
  return plan ?? planOutcome({ file, text }, FORMULARY);
};

const keyIn = (file: string, text: string): KeyFile | Outcome => {
  const reading = readBy(text, keyFile);
  if (!reading.ok) return problemsOutcome(file, reading.refusals);
  const key = reading.value.value;
  return isPassportPair(key) ? key : refusedOutcome([{ kind: "keys-differ", path: file }]);
};

type Given = { readonly plan: Plan; readonly key: KeyFile };

const givenIn = async (request: Request, io: Io): Promise<Given | Outcome> => {
  const [file, keyName] = [operandOf(request, 0) ?? "-", optionOf(request, "key") ?? ""];
  const [text, keyText] = [await io.readText(file), await io.readText(keyName)];
  const unread = [text, keyText].flatMap((each) => (each.ok ? [] : each.refusals));
  if (!text.ok || !keyText.ok) return refusedOutcome(unread);
  const [plan, key] = [planIn(file, text.value), keyIn(keyName, keyText.value)];
  if ("status" in plan) return plan;
  return "status" in key ? key : { plan, key };
};

/** Most characters of the alphanumeric kind in one QR code at error level M. Source: ISO 18004. */
const MOST_IN_QR = 3391;

type Made = { readonly text: string; readonly card: () => Promise<string> };

const madeOf = (request: Request, { plan, key }: Given, io: Io): Result<Made, Refusal> => {
  const at = instantOption(request, "at");
  const issued = at?.ok === true ? at.value : io.now();
  const passport = passportOf(plan, {
    id: newPassportId(),
    issued,
    issuer: { name: key.name, phone: key.phone },
    patient: disclosedBy(request, plan),
  });
  if (!passport.ok) {
    const { kind, drug } = passport.refusals[0];
    return refused({ kind, path: "reservoir.drugs", drug });
  }
  const text = sealed(passport.value, passportCodec, passportSigner(key));
  if (text.length > MOST_IN_QR) {
    return refused({ kind: "beyond-qr", path: "CASE", asked: text.length, limit: MOST_IN_QR });
  }
  const card = async () => {
    const { cardPage } = await import("./card.ts");
    return cardPage(answersOf(passport.value, issued), text);
  };
  return accepted({ text, card });
};

const written = async (request: Request, made: Made, io: Io): Promise<Outcome> => {
  const files = new Map<string, string>();
  const [out, card] = [optionOf(request, "out"), optionOf(request, "card")];
  if (out !== undefined) files.set(out, `${made.text}\n`);
  if (card !== undefined) files.set(card, await made.card());
  for (const [path, text] of files) {
    const done = await io.writeText(path, text);
    if (!done.ok) return refusedOutcome(done.refusals);
  }
  const names = [...files.keys()];
  const list = names.map((name) => `  ${name}\n`).join("");
  const page = names.length === 0 ? `${made.text}\n` : `Written\n${list}`;
  return done({ passport: made.text, characters: made.text.length, written: names }, page);
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const given = await givenIn(request, io);
  if ("status" in given) return given;
  const made = madeOf(request, given, io);
  return made.ok ? written(request, made.value, io) : refusedOutcome(made.refusals);
};

/** `./cisterna passport make`. */
export const command: CommandModule = {
  name: "make",
  summary: "Makes a signed passport of a case, as text and as a card with a QR code",
  example: "passport make examples/02-morphine-steady.yaml --key k.json --card card.html",
  operands: [
    { name: "CASE", about: "case file (YAML or JSON); - for standard input", needed: true },
  ],
  options: [
    { name: "key", value: "FILE", about: "the clinic's key, from passport key", needed: true },
    { name: "out", value: "FILE", about: "where the passport's text is written" },
    { name: "card", value: "FILE", about: "an HTML card to print, with the QR code" },
    { name: "patient", value: "TEXT", about: "name of the patient, if it is to be shown" },
    {
      name: "show",
      value: "WHAT",
      about: "what else is shown of the patient: id, born; nothing unless asked for",
      repeatable: true,
    },
    { name: "at", value: "INSTANT", about: "issued at this moment instead of now" },
  ],
  check: (request) => [...shownRefusals(request), ...instantRefusals(request)],
  run,
};
