// SPDX-License-Identifier: Apache-2.0
/** Bodies: what a request to do something holds, and how it is read. */
import { z } from "zod";
import { id, line, mapping, prose } from "../fact/field.ts";
import { CODE } from "../people/factor.ts";

const MOST = 128;

/** A password as it is given. */
export const password = z
  .string({ error: () => "a password" })
  .min(1, { error: () => "a password" })
  .max(MOST, { error: () => `at most ${MOST} characters` })
  .meta({ description: "Password", format: "password" });

const account = id("Name to sign in with");

/** Somebody signs in. */
export const signInBody = mapping({ account, password }, "Who signs in");

/** Somebody proves that it is still the same person. */
export const proofBody = mapping({ password }, "The password of who is signed in");

const DIGITS = "the six digits that your authenticator shows now";

const code = z
  .string({ error: () => DIGITS })
  .regex(CODE, { error: () => DIGITS })
  .optional()
  .meta({ description: "Code of the second factor; needed where a prescription is signed" });

const meaning = line("What the signature means, such as: I have checked and I am responsible");

/** The hand of who asks. */
const signature = mapping({ password, code, meaning }, "Your signature");

/** The hand of a second person. */
const second = mapping({ account, password, code, meaning }, "The signature of a second person");

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
