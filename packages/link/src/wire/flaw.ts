// SPDX-License-Identifier: Apache-2.0
/** Flaws: why a pump does not keep an image that it has taken on. Data only. */
import type { Device } from "@cisterna/pump";
import type { Malformed } from "../codec/reader.ts";
import { choice, type Shape, text, variant, whole } from "../codec/shape.ts";

/** A reason to go back to what ran before. */
export type Flaw =
  /** The content has not the form of its ware. */
  | { readonly kind: "unreadable"; readonly at: number; readonly what: Malformed["what"] }
  | { readonly kind: "other-protocol"; readonly found: number; readonly spoken: number }
  /** It names no known answer, so that nothing is shown of it. */
  | { readonly kind: "nothing-to-test" }
  | {
      readonly kind: "wrong-answer";
      readonly rate: number;
      readonly over: number;
      readonly due: number;
      readonly found: number;
    }
  /** A drug stands twice, or before its place. */
  | { readonly kind: "out-of-order"; readonly drug: string }
  /** What is in the reservoir is not in the library. */
  | { readonly kind: "drug-missing"; readonly drug: string }
  /** The pump was made with another constant. */
  | { readonly kind: "other-constant"; readonly constant: keyof Device }
  /** The test itself broke. */
  | { readonly kind: "broke" }
  /** Power failed before the test was over. */
  | { readonly kind: "power-failed" };

/** What may be wrong with bytes, by its number. */
export const MALFORMATION: Shape<Malformed["what"]> = choice<Malformed["what"]>({
  ...{ cut: 0, "not-canonical": 1, "wrong-type": 2, "out-of-range": 3, "too-long": 4 },
  ...{ "wrong-fields": 5, "unknown-kind": 6, "not-text": 7, "too-deep": 8 },
  "bytes-left-over": 9,
});

/** The table of flaws. */
export const FLAW: Shape<Flaw> = variant<Flaw>({
  unreadable: { at: whole(), what: MALFORMATION },
  "other-protocol": { found: whole(255), spoken: whole(255) },
  "nothing-to-test": {},
  "wrong-answer": { rate: whole(), over: whole(), due: whole(), found: whole() },
  "out-of-order": { drug: text(64) },
  "drug-missing": { drug: text(256) },
  "other-constant": {
    constant: choice<keyof Device>({
      ...{ pulse: 0, least: 1, most: 2, capacity: 3, low: 4, battery: 5, testEvery: 6 },
    }),
  },
  broke: {},
  "power-failed": {},
});
