// SPDX-License-Identifier: Apache-2.0
/**
 * From what is known of a model to what a plan needs. What is absent or unverified is named, never
 * filled: a case on a commercial model states it inline, and then answers for it.
 */
import { accepted, assert, type Result, refused } from "@cisterna/quantity";
import { acts, type Constant } from "./constant.ts";
import type { ConstantName, KnownConstants, Mode, ModelId, Pump, PumpConstants } from "./pump.ts";

/**
 * A constant that a plan needs and that the table cannot give. `standing`: nothing is known, or a
 * number is recalled that somebody has to check in `checkIn` first.
 */
export type MissingConstant = {
  readonly kind: "device-constant-missing";
  readonly model: ModelId;
  readonly constant: ConstantName | "modes";
  readonly standing: "absent" | "unverified";
  readonly checkIn?: string;
};

/** Every constant that a plan needs, in the order in which they are asked for. */
export const CONSTANT_NAMES: readonly ConstantName[] = [
  "reservoir",
  "pulse",
  "minimumFlow",
  "maximumFlow",
  "lowReservoir",
  "residual",
  "tubing",
  "overError",
  "underError",
];

const gap = (
  model: ModelId,
  constant: MissingConstant["constant"],
  known: Constant<unknown> | null | undefined,
): readonly MissingConstant[] => {
  if (known?.status === "unverified") {
    const { checkIn } = known;
    return [{ kind: "device-constant-missing", model, constant, standing: "unverified", checkIn }];
  }
  if (known === undefined || known === null)
    return [{ kind: "device-constant-missing", model, constant, standing: "absent" }];
  return [];
};

/** What a plan needs of this pump and the table cannot give. Empty: the pump is complete. */
export const missing = (pump: Pump): readonly MissingConstant[] => [
  ...CONSTANT_NAMES.flatMap((name) => gap(pump.id, name, pump.constants[name])),
  ...gap(pump.id, "modes", pump.modes),
];

/** What a plan uses of a pump: its constants and its modes, all of them. */
export type CompletePump = {
  readonly pump: Pump;
  readonly constants: PumpConstants;
  readonly modes: readonly Mode[];
};

const constantsOf = (known: KnownConstants): PumpConstants | null => {
  if (!acts(known.reservoir) || !acts(known.pulse) || !acts(known.tubing)) return null;
  if (!acts(known.minimumFlow) || !acts(known.maximumFlow)) return null;
  if (!acts(known.lowReservoir) || !acts(known.residual)) return null;
  if (!acts(known.overError) || !acts(known.underError)) return null;
  return {
    reservoir: known.reservoir.value,
    pulse: known.pulse.value,
    minimumFlow: known.minimumFlow.value,
    maximumFlow: known.maximumFlow.value,
    lowReservoir: known.lowReservoir.value,
    residual: known.residual.value,
    tubing: known.tubing.value,
    overError: known.overError.value,
    underError: known.underError.value,
  };
};

/**
 * The pump with everything that a plan needs.
 *
 * Refuses: every constant that is absent or unverified, each by name.
 * Law: an unverified constant is never used.
 */
export const complete = (pump: Pump): Result<CompletePump, MissingConstant> => {
  const [first, ...rest] = missing(pump);
  if (first !== undefined) return refused(first, ...rest);
  const constants = constantsOf(pump.constants);
  assert(constants !== null && pump.modes !== null, "nothing is missing", { model: pump.id });
  return accepted({ pump, constants, modes: pump.modes.value });
};

/** What a case states of its pump itself. */
export type InlineConstants = Partial<PumpConstants> & { readonly modes?: readonly Mode[] };

const over = <T>(value: T | undefined, known: Constant<T> | undefined): Constant<T> | undefined =>
  value === undefined ? known : { value, status: "case" };

/** The model with the case's own constants laid over it; they carry the status `case`. */
export const withInline = (pump: Pump, own: InlineConstants): Pump => {
  const known = pump.constants;
  return {
    ...pump,
    constants: {
      reservoir: over(own.reservoir, known.reservoir),
      pulse: over(own.pulse, known.pulse),
      minimumFlow: over(own.minimumFlow, known.minimumFlow),
      maximumFlow: over(own.maximumFlow, known.maximumFlow),
      lowReservoir: over(own.lowReservoir, known.lowReservoir),
      residual: over(own.residual, known.residual),
      tubing: over(own.tubing, known.tubing),
      overError: over(own.overError, known.overError),
      underError: over(own.underError, known.underError),
    },
    modes: over(own.modes, pump.modes ?? undefined) ?? null,
  };
};
