// SPDX-License-Identifier: Apache-2.0
/** The shapes of answers that are no view of the record, as they are described. */
import { z } from "zod";

/** What a command came to. */
export const RECEIPT_SCHEMA = z.object({
  events: z.array(
    z.object({ seq: z.int(), kind: z.string(), subject: z.string(), revision: z.int() }),
  ),
  again: z.boolean().meta({ description: "Whether the key was answered before" }),
});

/** What a passkey is to answer to. */
export const CHALLENGE_SCHEMA = z.object({
  origin: z.string().meta({ description: "Where browsers have to be for a passkey to answer" }),
  options: z.looseObject({ challenge: z.string() }).meta({
    description: "PublicKeyCredentialRequestOptionsJSON, or CreationOptionsJSON to enrol",
  }),
});

/** What a command came to, as it is answered. */
export type CommandReceipt = z.output<typeof RECEIPT_SCHEMA>;

/** Who is signed in. */
export const WELCOME_SCHEMA = z.object({
  clinic: z.object({ clinic: z.string(), name: z.string(), zone: z.string() }),
  account: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  patient: z.string().nullable(),
  factor: z.boolean().meta({ description: "Whether there is a second factor to sign with" }),
  passkeys: z.array(
    z.object({
      passkey: z.string(),
      name: z.string(),
      since: z.string(),
      used: z.string().nullable().meta({ description: "When it was last used; null: never" }),
    }),
  ),
  guard: z.string(),
  reviews: z
    .array(z.object({ emergency: z.string(), from: z.string() }))
    .meta({ description: "Records opened in an emergency that wait for this person's review" }),
  stale: z.boolean().optional(),
});

/** Who is signed in, as it is answered. */
export type Welcome = z.output<typeof WELCOME_SCHEMA>;
