// SPDX-License-Identifier: Apache-2.0
/** Refusals that a person may want all the same: each confirmed by itself, by both its values. */
import { canonical, print } from "@cisterna/quantity";
import type { Acknowledgement, Amount, Check } from "@cisterna/therapy";

const DISTINCT = [
  "tenfold",
  "tenfold-strength",
  "prime-pushes-old-drug",
  "transition-missing",
] as const satisfies readonly Check["kind"][];

/** The kind of such a refusal; undefined: it is none, or nobody may confirm it. */
export const distinctOf = ({ kind, severity }: Check): (typeof DISTINCT)[number] | undefined =>
  severity === "refuse" ? DISTINCT.find((each) => each === kind) : undefined;

/** An amount as it is typed again. */
export const amountText = (amount: Amount | undefined): string =>
  amount === undefined ? "" : print(canonical(amount.value), amount.unit).replace("≈ ", "");

/** The confirmation of such a refusal. */
export const acknowledged = (
  { kind, path, old, asked }: Check,
  { by, because }: Pick<Acknowledgement, "by" | "because">,
): Acknowledgement => ({
  ...{ check: kind, path, by, because },
  ...{ old: amountText(old), new: amountText(asked) },
});
