// SPDX-License-Identifier: Apache-2.0
/**
 * The passport: what an emergency doctor needs to know of an implant, as counts that fit into one
 * QR code. It states what was known when it was issued; what follows from that today is `estimate`.
 * What a drug or a magnet does is not in it: the reader looks that up, with its source.
 */
import type { Instant, Milliseconds, Nanolitres, NonEmpty } from "@cisterna/quantity";
import type { DrugId, ModelId } from "@cisterna/therapy";

/** Who issued it and answers the telephone. */
export type Issuer = { readonly name: string; readonly phone: string };

/** What the patient chose to reveal; null: nothing. */
export type Disclosed = {
  readonly name: string | null;
  readonly born: string | null;
  readonly id: string | null;
};

/** A drug in the reservoir. Whole ng/mL, so that no dilution loses a digit that matters. */
export type Content = { readonly drug: DrugId; readonly nanogramsPerMillilitre: number };

/** The bolus that the patient may ask for. */
export type Request = {
  readonly bolus: Nanolitres;
  readonly lockout: Milliseconds;
  readonly perDay: number;
};

/** Volume that leaves in a day: at the least, as programmed, at the most. */
export type PerDay = {
  readonly least: Nanolitres;
  readonly programmed: Nanolitres;
  readonly most: Nanolitres;
};

/** What travels with the patient. Instants are whole seconds. */
export type Passport = {
  /** Names this very passport, so that it can be revoked. */
  readonly id: string;
  readonly issued: Instant;
  readonly issuer: Issuer;
  readonly patient: Disclosed;
  readonly pump: ModelId;
  /** Vertebral level of the catheter's tip. */
  readonly tip: string;
  readonly contents: NonEmpty<Content>;
  readonly filled: Instant;
  /** When a bridge or prime was over at the latest; the fill itself without one. */
  readonly settled: Instant;
  /** What the pump could deliver right after the fill: the residual is not counted. */
  readonly volume: Nanolitres;
  /** The most that left beside the flow: a bridge or prime, a single bolus. */
  readonly besides: Nanolitres;
  readonly perDay: PerDay;
  readonly request: Request | null;
  /** When the refill is due at the latest; from then on the passport is old. */
  readonly due: Instant;
};
