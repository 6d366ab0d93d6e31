// SPDX-License-Identifier: Apache-2.0
/** A pump model on the bench: what the world finds of its accuracy, or what it lacks for that. */
import { complete, type ModelId, missing, type Pump } from "@cisterna/therapy";
import { type Accuracy, accuracyOf } from "@cisterna/world";

/** A model and what was found on the bench; nothing for one whose constants are not all known. */
export type Judged = {
  readonly model: ModelId;
  readonly modes: readonly Accuracy[];
  /** The constants that are absent or unverified, by name. */
  readonly missing: readonly string[];
};

/** A model, judged in every mode that it has. */
export const judgedModel = (pump: Pump): Judged => {
  const found = complete(pump);
  return {
    model: pump.id,
    modes: found.ok ? accuracyOf(found.value) : [],
    missing: missing(pump).map(({ constant }) => constant),
  };
};
