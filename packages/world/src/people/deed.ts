// SPDX-License-Identifier: Apache-2.0
/**
 * Deeds: what people do to a pump, as data that can be shortened and saved. A deed becomes a
 * command only when it is done, because a sensible sender looks at the pump first.
 */
import type { Command, ProgramCommand, Pump } from "@cisterna/pump";
import { type Milliseconds, milliseconds, type Nanolitres } from "@cisterna/quantity";
import type { Draft } from "./prescription.ts";
import { type Slip, slipped } from "./slip.ts";

/** A prescription that is sent, with the slip that happens on the way. */
type Sending = {
  readonly draft: Draft;
  readonly slip: Slip | null;
  /** The catheter that a prime is to fill, as the sender attests it. */
  readonly catheter: string | null;
};

/** What goes into the reservoir. */
type Filling = { readonly volume: Nanolitres; readonly fluid: string };

/** What somebody does. Times count from the moment it is done, ages back from it. */
export type Deed =
  | ({ readonly kind: "program" } & Sending)
  | ({ readonly kind: "exchange" } & Sending & Filling)
  /** Garbled: the volume arrives as no whole number. */
  | ({ readonly kind: "refill"; readonly garbled: boolean } & Filling)
  | { readonly kind: "press"; readonly age: number }
  | { readonly kind: "stop"; readonly maximum: Milliseconds }
  | { readonly kind: "set-clock"; readonly clock: Milliseconds }
  | { readonly kind: "begin-scan"; readonly lasts: Milliseconds }
  | { readonly kind: (typeof PLAIN)[number] }
  /** The command before the last so many comes once more: a retry, an echo, a replay. */
  | { readonly kind: "again"; readonly back: number };

/** Deeds that say all in their name. */
export const PLAIN = [
  "resume",
  "cancel-bolus",
  "acknowledge",
  "silence",
  "test-alarm",
  "end-scan",
  "interrogate",
] as const;

/** What somebody who stands beside the patient can see for themselves. */
export type Sight = {
  readonly pump: Pump;
  /** What a syringe would draw out of the reservoir. */
  readonly inside: Nanolitres;
  readonly turns: boolean;
};

/** The version by which nobody ever ran anything. */
const NO_SUCH_VERSION = 999_999;

type Sent = Omit<ProgramCommand, "kind" | "id">;

const sentOf = ({ draft, slip, catheter }: Sending, { program, now }: Pump, held: string): Sent => {
  const running = program?.version ?? null;
  const version = (running ?? 0) + (slip === "stale" ? 0 : 1);
  const sent = slipped(draft, slip);
  const titration = sent.titration.map((step) => ({ ...step, at: milliseconds(now + step.at) }));
  const fluid = slip === "wrong-fluid" ? "nobody-knows" : held;
  return {
    replaces: slip === "wrong-version" ? NO_SUCH_VERSION : running,
    program: { ...sent, titration, version, fluid },
    catheter,
  };
};

/** No whole number of nanolitres; brands are erased where a wire would erase them. */
const HALF = { volume: 0.5 } as const;

/** The command that a deed means for a pump, with an id of its own. */
export const commandOf = (
  deed: Exclude<Deed, { kind: "again" }>,
  { pump, inside, turns }: Sight,
  id: string,
): Command => {
  switch (deed.kind) {
    case "program":
      return { kind: "program", id, ...sentOf(deed, pump, pump.fluid ?? "first") };
    case "exchange": {
      const { volume, fluid } = deed;
      const filling = { aspirated: inside, volume, fluid };
      return { kind: "exchange", id, ...filling, ...sentOf(deed, pump, fluid) };
    }
    case "refill": {
      const { volume, fluid, garbled } = deed;
      const refill = { kind: "refill", id, aspirated: inside, volume, fluid } as const;
      return garbled ? Object.assign({ ...refill }, HALF) : refill;
    }
    case "press":
      return { kind: "request", id, askedAt: milliseconds(Math.max(0, pump.now - deed.age)) };
    case "stop":
      return { kind: "stop", id, reason: "storm", maximum: deed.maximum };
    case "set-clock":
      return { kind: "set-clock", id, clock: deed.clock };
    case "begin-scan":
      return { kind: "begin-scan", id, until: milliseconds(pump.now + deed.lasts) };
    case "end-scan":
      return { kind: "end-scan", id, turns };
    case "resume":
    case "cancel-bolus":
    case "acknowledge":
    case "silence":
    case "test-alarm":
    case "interrogate":
      return { kind: deed.kind, id };
  }
};
