// SPDX-License-Identifier: Apache-2.0
/** The implanted length and the lumen volume of a catheter. */
import {
  accepted,
  cylinderOf,
  exceeds,
  type Interval,
  type Length,
  lumenOf,
  minus,
  type Result,
  refused,
  same,
  through,
  toUcum,
  type Volume,
} from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { answered, line, spanIn } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import type { Entry, Span } from "./entry.ts";
import { optional, quantityKey, spanKey } from "./key.ts";

type Trim = { readonly supplied: Entry<"length">; readonly trimmed: Span<"length"> };

const lengthLeft = ({ supplied, trimmed }: Trim): Result<Interval<"length">, Refusal> => {
  const { high } = trimmed.value;
  if (exceeds(high, supplied.value) || same(high, supplied.value)) {
    return refused<Refusal>({
      kind: "trimmed-exceeds-supplied",
      path: "trimmed",
      read: trimmed.text,
      asked: toUcum(high, "cm"),
      limit: toUcum(supplied.value, "cm"),
    });
  }
  return accepted(through(trimmed.value, (each): Length => minus(supplied.value, each)));
};

const lumen = (
  implanted: Interval<"length">,
  per: { perLength: Entry<"volume-per-length"> | null; diameter: Entry<"length"> | null },
) => {
  const { perLength, diameter } = per;
  if (perLength !== null) {
    const volume = through(implanted, (each): Volume => lumenOf(each, perLength.value));
    return [line("volume", "{implanted} × {per-length}", spanIn(volume, "mL"))];
  }
  if (diameter === null) return [];
  const volume = through(implanted, (each): Volume => cylinderOf(each, diameter.value));
  return [line("volume", "π × ({inner-diameter} ÷ 2)² × {implanted}", spanIn(volume, "mL"))];
};

/** `calc catheter`. */
export const command = calculationCommand({
  name: "catheter",
  summary: "Implanted length and inner volume of a catheter",
  example: 'calc catheter --supplied "110 cm" --trimmed "30 cm" --per-length "0.0026 mL/cm"',
  details: 'A length that is not known exactly is a range: --implanted "78..82 cm".',
  keys: {
    supplied: optional(quantityKey("length", "length as supplied")),
    trimmed: optional(spanKey("length", "length cut off", "any")),
    implanted: optional(spanKey("length", "length implanted")),
    "per-length": optional(quantityKey("volume-per-length", "inner volume per length")),
    "inner-diameter": optional(quantityKey("length", "inner diameter")),
  },
  forms: [
    ["supplied", "trimmed", "per-length"],
    ["implanted", "per-length"],
    ["implanted", "inner-diameter"],
    ["supplied", "trimmed", "inner-diameter"],
  ],
  compute: ({ supplied, trimmed, implanted, ...per }) => {
    const sizes = { perLength: per["per-length"], diameter: per["inner-diameter"] };
    if (supplied === null || trimmed === null) {
      const length = implanted?.value;
      if (length === undefined)
        return refused<Refusal>({ kind: "missing-option", path: "implanted" });
      return accepted(
        answered(line("implanted", "", spanIn(length, "cm")), ...lumen(length, sizes)),
      );
    }
    const left = lengthLeft({ supplied, trimmed });
    if (!left.ok) return left;
    const length = line("implanted", "{supplied} − {trimmed}", spanIn(left.value, "cm"));
    return accepted(answered(length, ...lumen(left.value, sizes)));
  },
});
