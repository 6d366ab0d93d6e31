// SPDX-License-Identifier: Apache-2.0
/** `passport key`: makes the key with which a clinic signs, and the half of it that may travel. */

import { newPassportPair } from "@cisterna/crypto";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";

const LONGEST = 80;

const isName = (text: string): boolean =>
  text.trim() !== "" && text.length <= LONGEST && !/\p{C}/u.test(text);

const textRefusals = (request: Request): readonly Refusal[] =>
  ["name", "phone"].flatMap((option) => {
    const read = optionOf(request, option);
    return read === undefined || isName(read)
      ? []
      : [{ kind: "malformed-text", path: option, read, accepted: `1 to ${LONGEST} characters` }];
  });

const document = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const [name = "", phone = "", out = "", trust = ""] = ["name", "phone", "out", "trust"].map(
    (option) => optionOf(request, option),
  );
  const pair = newPassportPair();
  const secret = { kind: "cisterna-passport-key", name, phone, ...pair };
  const open = {
    kind: "cisterna-passport-trust",
    clinics: [{ name, public: pair.public }],
  };
  const kept = await io.writeText(out, document(secret), { secret: true });
  if (!kept.ok) return refusedOutcome(kept.refusals);
  const given = await io.writeText(trust, document(open));
  if (!given.ok) return refusedOutcome(given.refusals);
  return done(
    { name, public: pair.public, written: [out, trust] },
    [
      `The key of ${name}`,
      `  ${out}  signs passports; it stays in the clinic`,
      `  ${trust}  lets anybody check them; give it away`,
      "",
    ].join("\n"),
  );
};

/** `./cisterna passport key`. */
export const command: CommandModule = {
  name: "key",
  summary: "Makes a clinic's key for signing passports",
  example:
    'passport key --name "Demo clinic" --phone "+34 900 000 000" --out k.json --trust t.json',
  operands: [],
  options: [
    { name: "name", value: "TEXT", about: "name of the clinic", needed: true },
    { name: "phone", value: "TEXT", about: "telephone that answers at any hour", needed: true },
    { name: "out", value: "FILE", about: "where the secret key is written", needed: true },
    { name: "trust", value: "FILE", about: "where the public half is written", needed: true },
  ],
  check: textRefusals,
  run,
};
