// SPDX-License-Identifier: Apache-2.0
/**
 * Report: from the record to a sheet, by a pure function. Everything that a report may depend on is
 * handed to it; the same record at the same moment gives the same sheet.
 */
import { PAPERS, type Part, type Sheet, type SignatureRow } from "@cisterna/paper";
import { accepted, type Instant, printInstant, type Result } from "@cisterna/quantity";
import { SOURCES, type SourceId } from "@cisterna/therapy";
import type { z } from "zod";
import type { PatientState } from "../course/patient.ts";
import { type Practice, type Standing, standingOf } from "../course/standing.ts";
import { mapping, word } from "../fact/field.ts";
import { type Refusal, readBy } from "../fact/refusal.ts";
import type { Role } from "../fact/role.ts";
import { part } from "./block.ts";
import { LANGUAGES, type Language, type Voice, voiceIn } from "./voice.ts";

/** Who signed a visit, by the visit's name. */
export type Signed = ReadonlyMap<string, readonly Signer[]>;

/** A signature in the record. */
export type Signer = {
  readonly name: string;
  readonly meaning: string;
  readonly at: string;
  readonly hash: string;
};

/** What a report may depend on besides what is asked. */
type Around = {
  readonly practice: Practice;
  readonly now: Instant;
  /** Name of the clinic as it was opened; its own settings come first. */
  readonly clinic: string;
  readonly patient: string | null;
  readonly revision: number;
  readonly signed: Signed;
};

/** What every report may be asked for. */
const ASKS = {
  language: word("Language", LANGUAGES).optional(),
  paper: word("Paper", PAPERS).optional(),
};

type Asked = { readonly language?: Language | undefined };

/** A report of the table. */
export type Report = {
  readonly name: string;
  readonly subject: "patient" | "stock" | "clinic";
  readonly about: string;
  readonly who: readonly Role[];
  readonly asks: z.ZodType;
  /** Null: there is no such record. Refuses what cannot be asked. */
  readonly write: (around: Around, asked: unknown) => Result<Sheet | null, Refusal>;
};

/** What a report is given to look at, with the voice that it speaks with. */
export type Page = Around & { readonly standing: Standing; readonly voice: Voice };

type Definition<S extends z.ZodType> = Omit<Report, "write"> & {
  readonly asks: S;
  readonly write: (page: Page, asked: z.output<S>) => Result<Sheet | null, Refusal> | Sheet | null;
};

const spoken = ({ person }: PatientState): Language =>
  LANGUAGES.find((each) => person?.language?.toLowerCase().startsWith(each) === true) ?? "en";

const isResult = (
  written: Result<Sheet | null, Refusal> | Sheet | null,
): written is Result<Sheet | null, Refusal> => written !== null && "ok" in written;

/** Makes a report of the table. A patient's own sheet is in the patient's own language. */
export const report = <S extends z.ZodType<Asked>>(definition: Definition<S>): Report => ({
  ...definition,
  write: (around, said) => {
    const asked = readBy(definition.asks, said);
    if (!asked.ok) return asked;
    const standing = standingOf(around.practice, around.patient);
    if (around.patient !== null && standing.patient.person === null) return accepted(null);
    const own = definition.name === "patient-sheet" ? spoken(standing.patient) : "en";
    const voice = voiceIn(asked.value.language ?? own);
    const written = definition.write({ ...around, standing, voice }, asked.value);
    return isResult(written) ? written : accepted(written);
  },
});

/** What is asked of a report of the table. */
export const asking = <S extends z.core.$ZodLooseShape>(shape: S) =>
  mapping({ ...ASKS, ...shape }, "Which report, in which language, on which paper");

/** Numbers the sources of a sheet in the order in which they are cited. */
export const citing = () => {
  const cited: SourceId[] = [];
  return {
    /** The mark of a source, such as `[1]`. */
    mark: (source: SourceId): string => {
      if (!cited.includes(source)) cited.push(source);
      return `[${cited.indexOf(source) + 1}]`;
    },
    list: (): Sheet["sources"] =>
      cited.map((source, index) => ({
        number: String(index + 1),
        text: `${SOURCES[source].citation} ${SOURCES[source].addresses[0]}`,
      })),
  };
};

/** Marks of the sources that a sheet cites. */
export type Citing = ReturnType<typeof citing>;

const whose = ({ standing, patient, voice, clinic }: Page): string => {
  const { person } = standing.patient;
  if (patient === null || person === null) return standing.clinic.settings?.name ?? clinic;
  return `${person.name}, ${voice.says.born} ${voice.day(person.born)}, ${patient}`;
};

const dateOf = ({ epochMs }: Instant): Sheet["date"] => {
  const at = new Date(epochMs);
  return [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
  ];
};

type Written = {
  readonly title: string;
  readonly subtitle: string;
  readonly parts: readonly (readonly Part[])[];
  readonly citing?: Citing;
  readonly large?: boolean;
  readonly wide?: boolean;
};

/** A sheet of what was written: with whose it is, when it was made, and what it is not. */
export const sheetOf = (page: Page, written: Written): Sheet => {
  const { voice, now, standing, revision } = page;
  const at = printInstant(now);
  return {
    title: written.title,
    subtitle: written.subtitle,
    language: voice.language,
    house: standing.clinic.settings?.name ?? page.clinic,
    whose: whose(page),
    origin: voice.says.made(voice.moment(at), revision),
    disclaimer: voice.says.disclaimer,
    date: dateOf(now),
    large: written.large ?? false,
    wide: written.wide ?? false,
    parts: written.parts.flat(),
    sourcesTitle: voice.says.sources,
    sources: written.citing?.list() ?? [],
  };
};

const signatureRows = (page: Page, visit: string): readonly SignatureRow[] =>
  (page.signed.get(visit) ?? []).map(({ name, meaning, at, hash }) => ({
    who: name,
    when: page.voice.moment(at),
    meaning,
    under: page.voice.says.signed(hash.slice(0, 16)),
  }));

/** The signatures under visits; where there is none it is said, with lines to sign by hand. */
export const signaturesUnder = (page: Page, visits: readonly string[]): readonly Part[] => {
  const { says } = page.voice;
  const rows = visits.flatMap((visit) => signatureRows(page, visit));
  return rows.length > 0
    ? part(says.signatures, { kind: "signatures", rows, lines: [] })
    : part(
        says.signatures,
        { kind: "prose", text: says.unsigned },
        { kind: "signatures", rows, lines: says.byHand },
      );
};
