// SPDX-License-Identifier: Apache-2.0
/** A passport to test with, and keys that are made anew for each run. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { milliseconds, nanolitres } from "@cisterna/quantity";
import { passportCodec } from "../../crypto/src/passport.ts";
import { opened, type Passport, type Signer, sealed, type Verify } from "../src/index.ts";

const at = (day: number) => ({ epochMs: Date.UTC(2026, 2, day, 8), offsetMinutes: 60 });

/** A mixture with everything that a passport can hold. */
export const PASSPORT: Passport = {
  id: "0123456789abcdef",
  issued: at(3),
  issuer: { name: "Pain clinic", phone: "+34 900 000 000" },
  patient: { name: "Ana Ruiz", born: "1961-04-02", id: null },
  pump: "synchromed-ii-40",
  tip: "T10",
  contents: [
    { drug: "morphine", nanogramsPerMillilitre: 10_000_000 },
    { drug: "bupivacaine", nanogramsPerMillilitre: 20_000_000 },
    { drug: "clonidine", nanogramsPerMillilitre: 300_000 },
  ],
  filled: at(1),
  settled: at(2),
  volume: nanolitres(38_600_000),
  besides: nanolitres(360_000),
  perDay: {
    least: nanolitres(171_000),
    programmed: nanolitres(200_000),
    most: nanolitres(297_700),
  },
  request: { bolus: nanolitres(10_000), lockout: milliseconds(7_200_000), perDay: 6 },
  due: at(120),
};

const { publicKey, privateKey } = generateKeyPairSync("ed25519");

/** A clinic's hand. */
export const SIGNER: Signer = {
  keyId: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
  sign: (bytes) => sign(null, bytes, privateKey),
};

/** Trusts that clinic and no other. */
export const VERIFY: Verify = ({ keyId, signature }, bytes) =>
  keyId[0] === 1 ? verify(null, bytes, publicKey, signature) : null;

/** The text of a passport by that clinic. */
export const sealedBy = (passport: Passport, signer: Signer = SIGNER): string =>
  sealed(passport, passportCodec, signer);

/** What a reader makes of a text. */
export const openedFrom = (text: string, trust: Verify = VERIFY) =>
  opened(text, passportCodec, trust);
