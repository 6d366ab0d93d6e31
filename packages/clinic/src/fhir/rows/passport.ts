// SPDX-License-Identifier: Apache-2.0
/** Passports: a document with the text of the code in it, superseded once it is taken back. */
import { passportIssued, passportRevoked } from "../../passport/issued.ts";
import { documentOf } from "../document.ts";
import { changed, type Look, nameIn, type Row, row } from "../row.ts";

const WORD = "passport";

const documentId = (look: Look, passport: string): string =>
  nameIn(look, "document", WORD, passport);

/** The rows of passports. */
export const PASSPORT_ROWS: readonly Row[] = [
  row(passportIssued, ["DocumentReference"], ({ passport, text, ...rest }, look) => [
    documentOf(look, {
      word: WORD,
      title: "Pump passport",
      name: passport,
      said: { passport, ...rest, text },
    }),
  ]),
  row(passportRevoked, ["DocumentReference"], ({ passport }, look) => [
    changed(look.found("DocumentReference", documentId(look, passport)), () => ({
      status: "superseded" as const,
    })),
  ]),
];
