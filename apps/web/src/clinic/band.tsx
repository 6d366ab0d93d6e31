// SPDX-License-Identifier: Apache-2.0
/** A band of urgency as a sign, a word and a colour. */
import { useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import type { Band } from "./shapes.ts";

const LOOKS: Readonly<Record<Band, readonly [sign: string, look: string]>> = {
  empty: ["‼", "bad"],
  unknown: ["?", "bad"],
  low: ["‼", "bad"],
  "at-risk": ["!", "warn"],
  order: ["!", "warn"],
  book: ["!", "warn"],
  planned: ["✓", "good"],
  quiet: ["✓", "good"],
};

/** The band. */
export const BandPill = ({ band }: { readonly band: Band }) => {
  const [sign, look] = LOOKS[band];
  return (
    <span className={`pill ${look}`}>
      <span aria-hidden="true">{sign}</span>
      {useText(CLINIC_TEXT).bands[band]}
    </span>
  );
};
