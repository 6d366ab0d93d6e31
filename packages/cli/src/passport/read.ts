// SPDX-License-Identifier: Apache-2.0
/** `passport read FILE`: is it genuine, how old is it, and what does it say. */

import { clinicOf, passportCodec, verifyAmong } from "@cisterna/crypto";
import { opened, type SealRefusal } from "@cisterna/passport";
import { durationOf, type Instant, printInstant, toUcum, volumeOf } from "@cisterna/quantity";
import { readBy } from "../case/grammar.ts";
import { problemsOutcome } from "../commands/plan.ts";
import { type PassportOutput, type TrustFile, trustFile } from "../schema/passport.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { passportText } from "../text/en/passport.ts";
import { type Answers, answersOf } from "./answers.ts";
import { instantOption } from "./instant.ts";

const refusalOf = (refusal: SealRefusal, path: string): Refusal => ({ ...refusal, path });

const drugDocument = ({
  drug,
  massUnit,
  concentration,
  perDay,
  atMost,
}: Answers["drugs"][number]) => ({
  drug,
  concentration: toUcum(concentration, `${massUnit}/mL`),
  per_day: toUcum(perDay, `${massUnit}/d`),
  at_most: toUcum(atMost, `${massUnit}/d`),
});

const DAY_MS = 86_400_000;

const ageOf = (issued: Instant, now: Instant): number =>
  Math.floor((now.epochMs - issued.epochMs) / DAY_MS);

const requestDocument = ({ request }: Answers["passport"]): PassportOutput["on_demand"] =>
  request === null
    ? null
    : {
        bolus: toUcum(volumeOf(request.bolus), "mL"),
        lockout: toUcum(durationOf(request.lockout), "h"),
        per_day: request.perDay,
      };

const documentOf = (answers: Answers): PassportOutput => {
  const { passport, estimate, now, drugs } = answers;
  const { earliest, latest } = estimate.runsDry;
  return {
    id: passport.id,
    issued: printInstant(passport.issued),
    issuer: passport.issuer,
    trust: estimate.trust,
    age_days: ageOf(passport.issued, now),
    patient: passport.patient,
    pump: passport.pump,
    tip: passport.tip,
    drugs: drugs.map(drugDocument),
    on_demand: requestDocument(passport),
    filled: printInstant(passport.filled),
    left: { low: toUcum(estimate.left.low, "mL"), high: toUcum(estimate.left.high, "mL") },
    runs_dry: {
      earliest: printInstant(earliest),
      latest: latest === null ? null : printInstant(latest),
    },
    refill_due: printInstant(passport.due),
  };
};

type Given = { readonly text: string; readonly clinics: TrustFile["clinics"] };

const givenIn = async (request: Request, io: Io): Promise<Given | Outcome> => {
  const [file, trust] = [operandOf(request, 0) ?? "-", optionOf(request, "trust") ?? ""];
  const [text, trustText] = [await io.readText(file), await io.readText(trust)];
  const unread = [text, trustText].flatMap((each) => (each.ok ? [] : each.refusals));
  if (!text.ok || !trustText.ok) return refusedOutcome(unread);
  const reading = readBy(trustText.value, trustFile);
  if (!reading.ok) return problemsOutcome(trust, reading.refusals);
  return { text: text.value.trim(), clinics: reading.value.value.clinics };
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const given = await givenIn(request, io);
  if ("status" in given) return given;
  const path = operandOf(request, 0) ?? "-";
  const { clinics } = given;
  const found = opened(given.text, passportCodec, verifyAmong(clinics));
  if (!found.ok) return refusedOutcome(found.refusals.map((each) => refusalOf(each, path)));
  const { passport, keyId } = found.value;
  if (clinicOf(clinics, keyId)?.revoked?.includes(passport.id) === true) {
    return refusedOutcome([{ kind: "passport-revoked", path, id: passport.id }]);
  }
  const at = instantOption(request, "at");
  const answers = answersOf(passport, at?.ok === true ? at.value : io.now());
  return done(documentOf(answers), passportText(answers));
};

/** `./cisterna passport read`. */
export const command: CommandModule = {
  name: "read",
  summary: "Checks a passport and gives its five answers, as of now",
  example: "passport read passport.txt --trust t.json",
  operands: [
    { name: "FILE", about: "the passport's text, as scanned; - for standard input", needed: true },
  ],
  options: [
    { name: "trust", value: "FILE", about: "the clinics whose passports count", needed: true },
    { name: "at", value: "INSTANT", about: "read at this moment instead of now" },
  ],
  details: "The estimates are of the moment of reading; a passport is old once its refill was due.",
  check: (request) => {
    const at = instantOption(request, "at");
    return at !== undefined && !at.ok ? at.refusals : [];
  },
  run,
};
