// SPDX-License-Identifier: Apache-2.0
/** Bodies: what a request to do something holds, and how it is read. */
import { z } from "zod";
import { id, line, mapping, prose, word } from "../fact/field.ts";
import type { RefusalKind } from "../fact/refusal.ts";
import { CODE } from "../people/factor.ts";
import { assertionEntry } from "../people/passkey.ts";

const MOST = 128;

/** A password as it is given. */
export const password = z
  .string({ error: () => "a password" })
  .min(1, { error: () => "a password" })
  .max(MOST, { error: () => `at most ${MOST} characters` })
  .meta({ description: "Password", format: "password" });

const account = id("Name to sign in with");

/** A passkey's answer as it is given. */
export const passkey = assertionEntry
  .optional()
  .meta({ description: "What a passkey said to a challenge, in place of password and code" });

/** A password, or a passkey in its place. */
const proof = { password: password.optional(), passkey };

type Proof = { readonly password?: string | undefined; readonly passkey?: object | undefined };

const complain = (
  context: z.RefinementCtx,
  [field, kind, message]: readonly [string, RefusalKind, string],
): void => context.addIssue({ code: "custom", path: [field], params: { kind }, message });

/** Whoever proves does so in one way. */
export const inOneWay = (
  { password: given, passkey: held }: Proof,
  context: z.RefinementCtx,
): void => {
  if (given === undefined && held === undefined) {
    complain(context, ["password", "missing-key", "a password, or a passkey in its place"]);
  }
  if (given !== undefined && held !== undefined) {
    complain(context, ["passkey", "both-given", "a password or a passkey, not both"]);
  }
};

/** Somebody signs in. A passkey says itself whose it is. */
export const signInBody = mapping({ account: account.optional(), ...proof }, "Who signs in")
  .superRefine(inOneWay)
  .superRefine((given, context) => {
    if (given.password !== undefined && given.account === undefined) {
      complain(context, ["account", "missing-key", "the name to sign in with"]);
    }
  });

/** A patient asks for the pass of a controller. */
export const passBody = mapping({ account, password }, "Whose controller it is");

/** Somebody proves that it is still the same person. */
export const proofBody = mapping(proof, "The password or passkey of who is signed in").superRefine(
  inOneWay,
);

const DIGITS = "the six digits that your authenticator shows now";

/** A code of the second factor as it is given; left out where none is needed. */
export const code = z
  .string({ error: () => DIGITS })
  .regex(CODE, { error: () => DIGITS })
  .optional()
  .meta({ description: "Code of the second factor; needed where a prescription is signed" });

/** Who proves with a password shows a code as well. */
export const withCode = (
  given: { readonly password?: string | undefined; readonly code?: string | undefined },
  context: z.RefinementCtx,
): void => {
  if (given.password !== undefined && given.code === undefined) {
    complain(context, ["code", "missing-key", DIGITS]);
  }
};

const meaning = line("What the signature means, such as: I have checked and I am responsible");

/** The hand of who asks. */
const signature = mapping({ ...proof, code, meaning }, "Your signature").superRefine(inOneWay);

/** The hand of a second person. */
const second = mapping(
  { account, ...proof, code, meaning },
  "The signature of a second person",
).superRefine(inOneWay);

/** What every command's body holds; `input` is the command's own. */
export const commandBody = (input: z.ZodType) =>
  mapping(
    {
      input,
      why: prose("Why, where it is not plain").optional(),
      signature: signature.optional(),
      second: second.optional(),
    },
    "A command",
  );

/** The same with an input that the command itself reads. */
export const anyCommandBody = commandBody(z.unknown());

/** What somebody who is signed in wants a passkey's answer for. */
export const challengeBody = mapping(
  {
    to: word("What for", ["enrol", "prove", "sign", "sign-second", "certify"]),
    command: id("Name of the command that is to be signed").optional(),
    patient: id("The patient whom it is about").optional(),
    input: z.unknown().optional().meta({ description: "Its input, to the letter" }),
  },
  "What a challenge is drawn for",
);
