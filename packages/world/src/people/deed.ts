// SPDX-License-Identifier: Apache-2.0
/**
 * Deeds: what people do to a pump, as data that can be shortened and saved. A deed becomes a
 * command only when it is done, because a sensible sender looks at the pump first.
 */
import type { Command, Pump } from "@cisterna/pump";
import { type Milliseconds, milliseconds, type Nanolitres } from "@cisterna/quantity";
import type { Draft } from "./prescription.ts";
import { type Slip, slipped } from "./slip.ts";

/** What somebody does. Ages count back from the moment it is done. */
export type Deed =
  | { readonly kind: "program"; readonly draft: Draft; readonly slip: Slip | null }
  | { readonly kind: "press"; readonly age: number }
  | { readonly kind: "refill"; readonly volume: Nanolitres; readonly fluid: string }
  | { readonly kind: "stop"; readonly maximum: Milliseconds }
  | { readonly kind: "resume" | "cancel-bolus" | "interrogate" }
  /** The command before the last so many comes once more: a retry, an echo, a replay. */
  | { readonly kind: "again"; readonly back: number };

/** What a pump is filled with whose fluid nobody has stated. */
const FIRST_FLUID = "first";

/** The version by which nobody ever ran anything. */
const NO_SUCH_VERSION = 999_999;

const programCommand = (
  { draft, slip }: Extract<Deed, { kind: "program" }>,
  { program, now, fluid }: Pump,
  id: string,
): Command => {
  const running = program?.version ?? null;
  const version = (running ?? 0) + (slip === "stale" ? 0 : 1);
  const sent = slipped(draft, slip);
  const titration = sent.titration.map((step) => ({ ...step, at: milliseconds(now + step.at) }));
  return {
    kind: "program",
    id,
    replaces: slip === "wrong-version" ? NO_SUCH_VERSION : running,
    program: { ...sent, titration, version, fluid: fluid ?? FIRST_FLUID },
    catheter: `catheter-${id}`,
  };
};

/** The command that a deed means for a pump, with an id of its own. */
export const commandOf = (
  deed: Exclude<Deed, { kind: "again" }>,
  pump: Pump,
  id: string,
): Command => {
  switch (deed.kind) {
    case "program":
      return programCommand(deed, pump, id);
    case "press":
      return { kind: "request", id, askedAt: milliseconds(Math.max(0, pump.now - deed.age)) };
    case "refill":
      return {
        kind: "refill",
        id,
        aspirated: pump.reservoir,
        volume: deed.volume,
        fluid: deed.fluid,
      };
    case "stop":
      return { kind: "stop", id, reason: "storm", maximum: deed.maximum };
    case "resume":
    case "cancel-bolus":
    case "interrogate":
      return { kind: deed.kind, id };
  }
};
