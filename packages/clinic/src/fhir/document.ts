// SPDX-License-Identifier: Apache-2.0
/** Documents: what a fact says in words of its own, as a text that a person can read. */
import { Buffer } from "node:buffer";
import type { DocumentReference, Reference, Resource } from "@medplum/fhirtypes";
import { own } from "./code.ts";
import { clinicReference } from "./people.ts";
import { type Look, nameIn, placeOf, subjectOf } from "./row.ts";

type Paper = {
  readonly word: string;
  readonly title: string;
  /** What tells it from others of its kind; left out, the place of its fact. */
  readonly name?: string;
  readonly said: unknown;
  readonly related?: readonly Reference<Resource>[];
};

const indented = (text: string): string => text.replace(/^/gm, "  ");

const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const lineOf = (key: string, value: unknown): string =>
  isEmpty(value) ? `${key}: none` : filledLine(key, value);

const filledLine = (key: string, value: unknown): string =>
  isPlain(value) ? `${key}: ${String(value)}` : `${key}:\n${indented(textOf(value))}`;

/** A value in lines: `key: value`, members and items indented below their key. */
const textOf = (value: unknown): string => {
  if (Array.isArray(value)) {
    return value
      .map((each) => (isPlain(each) ? `- ${String(each)}` : `-\n${indented(textOf(each))}`))
      .join("\n");
  }
  return Object.entries(value as object)
    .map(([key, each]) => lineOf(key.replaceAll("_", " "), each))
    .join("\n");
};

/** A document made of what was recorded. */
export const documentOf = (look: Look, paper: Paper): DocumentReference => {
  const { word, title, name, said, related = [] } = paper;
  const bytes = Buffer.from(`${title}\n\n${textOf(said)}\n`, "utf8");
  return {
    resourceType: "DocumentReference",
    id: nameIn(look, "document", word, ...(name === undefined ? placeOf(look) : [name])),
    status: "current",
    docStatus: "final",
    type: own("document", word),
    subject: subjectOf(look),
    date: look.at,
    author: [look.by as NonNullable<DocumentReference["author"]>[number]],
    custodian: clinicReference(look.patient, look.told.from),
    description: title,
    content: [
      {
        attachment: {
          contentType: "text/plain; charset=utf-8",
          language: "en",
          data: bytes.toString("base64"),
          size: bytes.length,
          title,
          creation: look.at,
        },
      },
    ],
    ...(related.length === 0 ? {} : { context: { related: [...related] } }),
  };
};
