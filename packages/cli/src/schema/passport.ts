// SPDX-License-Identifier: Apache-2.0
/**
 * The definitions of the passport's two files: the clinic's key, which never leaves the clinic, and
 * the list of keys that a reader trusts, which may go anywhere.
 */
import { accepted, refused } from "@cisterna/quantity";
import { z } from "zod";
import { freeTextField, list, mapping, textField, wordField } from "./field.ts";

const KEY = "43 characters of base64url: the 32 bytes of an Ed25519 key";
const PASSPORT_ID = "the 16 characters that name a passport";

const shaped = (about: string, what: string, pattern: RegExp) =>
  textField<string>({
    about,
    accepted: what,
    json: { pattern: pattern.source },
    read: (text) =>
      pattern.test(text) ? accepted(text) : refused({ kind: "malformed-text", accepted: what }),
  });

const key = (about: string) => shaped(about, KEY, /^[A-Za-z0-9_-]{43}$/);

/** The key file of a clinic. */
export const keyFile = mapping(
  {
    kind: wordField("What file this is", ["cisterna-passport-key"]),
    name: freeTextField("Name of the clinic, as a passport shows it"),
    phone: freeTextField("Telephone that answers at any hour"),
    public: key("Public key"),
    private: key("Private key: whoever has it can sign for the clinic"),
  },
  "The key with which a clinic signs passports",
);

const trusted = mapping(
  {
    name: freeTextField("Name of the clinic"),
    public: key("Public key"),
    revoked: list(
      shaped("A passport that is no longer valid", PASSPORT_ID, /^[0-9a-f]{16}$/),
      "Passports that the clinic has revoked",
    ).optional(),
  },
  "A clinic whose passports are believed",
);

/** The file of clinics that a reader trusts. */
export const trustFile = mapping(
  {
    kind: wordField("What file this is", ["cisterna-passport-trust"]),
    clinics: list(trusted, "Clinics"),
  },
  "The clinics whose passports a reader believes",
);

/** A read key file. */
export type KeyFile = z.output<typeof keyFile>;

/** A read trust file. */
export type TrustFile = z.output<typeof trustFile>;

const quantityOutput = z.strictObject({ value: z.number(), unit: z.string() });

/** What `passport read --json` prints. */
export const passportOutput = z.strictObject({
  id: z.string(),
  issued: z.string(),
  issuer: z.strictObject({ name: z.string(), phone: z.string() }),
  trust: z.enum(["current", "old", "from-the-future"]),
  age_days: z.number(),
  patient: z.strictObject({
    name: z.string().nullable(),
    born: z.string().nullable(),
    id: z.string().nullable(),
  }),
  pump: z.string(),
  tip: z.string(),
  drugs: z.array(
    z.strictObject({
      drug: z.string(),
      concentration: quantityOutput,
      per_day: quantityOutput,
      at_most: quantityOutput,
    }),
  ),
  on_demand: z
    .strictObject({ bolus: quantityOutput, lockout: quantityOutput, per_day: z.number() })
    .nullable(),
  filled: z.string(),
  left: z.strictObject({ low: quantityOutput, high: quantityOutput }),
  runs_dry: z.strictObject({ earliest: z.string(), latest: z.string().nullable() }),
  refill_due: z.string(),
});

/** What `passport read --json` prints. */
export type PassportOutput = z.output<typeof passportOutput>;
