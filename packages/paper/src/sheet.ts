// SPDX-License-Identifier: Apache-2.0
/**
 * A sheet: what is to be printed, as plain data. Every text stands in it as it is to be read; the
 * page computes nothing, so that no number can change between the record and the paper.
 */

/** How loud something is. What is not plain bears a mark, a bar and a word beside its colour. */
export type Tone = "plain" | "note" | "caution" | "danger";

/** What is called what. */
export type FactRow = {
  readonly label: string;
  readonly value: string;
  /** Where it comes from, or how old it is; may be empty. */
  readonly note: string;
  readonly tone: Tone;
};

/** A column of a table: numbers stand right, one that is wide takes the room that is left. */
export type Column = { readonly head: string; readonly number: boolean; readonly wide: boolean };

/** A row of a table: a text for each column. */
export type Row = { readonly cells: readonly string[]; readonly tone: Tone };

/** A bar of a figure: its share of the common scale in per cent, and its amount in words. */
export type Bar = {
  readonly label: string;
  readonly value: string;
  readonly share: number;
  readonly tone: Tone;
};

/** An electronic signature: whose, when, what it means, what it stands under. */
export type SignatureRow = {
  readonly who: string;
  readonly when: string;
  readonly meaning: string;
  readonly under: string;
};

/** One piece of a page. */
export type Block =
  | { readonly kind: "facts"; readonly rows: readonly FactRow[] }
  | {
      readonly kind: "table";
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      readonly note: string;
    }
  | {
      readonly kind: "notice";
      readonly tone: Tone;
      readonly title: string;
      readonly lines: readonly string[];
    }
  | { readonly kind: "bars"; readonly rows: readonly Bar[] }
  | {
      readonly kind: "signatures";
      readonly rows: readonly SignatureRow[];
      /** Lines to be signed by hand. */
      readonly lines: readonly string[];
    }
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "steps"; readonly items: readonly string[] };

/** A part under its own heading; the heading may be empty. */
export type Part = { readonly title: string; readonly blocks: readonly Block[] };

/** What is to be printed. */
export type Sheet = {
  readonly title: string;
  readonly subtitle: string;
  readonly language: "en" | "es";
  /** Whose house it comes from: a clinic. */
  readonly house: string;
  /** Whom it is about, on every page. */
  readonly whose: string;
  /** From which state of which record it was made, on every page. */
  readonly origin: string;
  readonly disclaimer: string;
  /** When it was made, in UTC: year, month, day, hour, minute; the PDF's only date. */
  readonly date: readonly [number, number, number, number, number];
  /** For eyes that want larger letters. */
  readonly large: boolean;
  /** Whether the page lies on its side. */
  readonly wide: boolean;
  readonly parts: readonly Part[];
  readonly sourcesTitle: string;
  readonly sources: readonly { readonly number: string; readonly text: string }[];
};
