// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of a pump model: its constants as far as they are known, each with its standing, and
 * what it can do. A plan needs every constant of `PumpConstants`; `constantsOf` hands them out or
 * names what is missing.
 */
import type { Duration, Flow, Ratio, Volume } from "@cisterna/quantity";
import type { Fact } from "../sources/fact.ts";
import type { SourceId } from "../sources/table.ts";
import type { Constant } from "./constant.ts";

/** Every pump model of the device table; `inline` is a pump that a case describes itself. */
export const MODEL_IDS = [
  "generic-20",
  "generic-40",
  "generic-valve",
  "generic-fixed",
  "synchromed-ii-20",
  "synchromed-ii-40",
  "synchromed-iii",
  "synchromed-el-10",
  "synchromed-el-18",
  "prometra-20",
  "prometra-ii-20",
  "prometra-ii-40",
  "isomed-20",
  "isomed-35",
  "isomed-60",
  "archimedes",
  "codman-3000-16",
  "codman-3000-30",
  "codman-3000-50",
  "medstream-20",
  "medstream-40",
  "accurx",
  "inline",
] as const;

/** One of the pump models. */
export type ModelId = (typeof MODEL_IDS)[number];

/**
 * What moves the drug: a roller or similar motor, gated valves under pressure, or gas at a fixed
 * rate.
 */
export type Drive = "peristaltic" | "valve-gated" | "gas-driven";

/** Everything that a pump can be told to do. */
export const MODES = [
  "continuous",
  "pattern",
  "periodic",
  "single",
  "on-demand",
  "prime",
  "bridge",
  "titration",
  "minimum-rate",
  "stopped",
] as const;

/** One thing that a pump can be told to do. */
export type Mode = (typeof MODES)[number];

/** The constants that a plan needs of any pump. */
export type PumpConstants = {
  /** Volume of a full reservoir. */
  readonly reservoir: Volume;
  /** Volume of one pulse: every delivery is a whole number of them. */
  readonly pulse: Volume;
  /** Least flow while running, as a mean over time; zero where a pump may rest between pulses. */
  readonly minimumFlow: Flow;
  /** Greatest flow. Equal to the least on a fixed-rate pump. */
  readonly maximumFlow: Flow;
  /** Reservoir volume at which the low-reservoir alarm sounds. */
  readonly lowReservoir: Volume;
  /** Volume that stays in an empty reservoir. */
  readonly residual: Volume;
  /** Volume inside the pump between reservoir and catheter. */
  readonly tubing: Volume;
  /** Most by which delivery may exceed the programmed flow, as a share of it. */
  readonly overError: Ratio;
  /** Most by which delivery may fall short of the programmed flow, as a share of it. */
  readonly underError: Ratio;
};

/** Name of a constant that a plan needs. */
export type ConstantName = keyof PumpConstants;

/** The constants of a model as far as they are known, each with its standing. */
export type KnownConstants = {
  readonly [Name in ConstantName]?: Constant<PumpConstants[Name]> | undefined;
};

/** The modes that a source names for a model. Null on a pump: no source was found. */
export type Modes = Constant<readonly Mode[]>;

/** What is known of a model beyond what a plan needs. */
export type FurtherConstants = {
  /** Changes of rate that a daily pattern may have. */
  readonly changesPerDay?: Constant<number>;
  /** Flow of the mode that only keeps the catheter open. */
  readonly openFlow?: Constant<Flow>;
  /** Fixed flows in which the model was made. */
  readonly flows?: Constant<readonly Flow[]>;
  /** From the replacement indicator to the end of service. */
  readonly replaceWithin?: Constant<Duration>;
};

/** What a pump does in the magnet, or what has to be done about it. */
export const MRI_BEHAVIOURS = [
  /** Flow rests in the field and should begin again after it. */
  "flow-stops",
  /** Ask the pump after every scan whether it runs. */
  "interrogate-after",
  /** The valves may open and let the whole reservoir out: it has to be empty before. */
  "empty-before",
  /** Conditional: within its label at the field strengths named. */
  "conditional",
  /** No effect was found at the field strengths named. */
  "no-effect",
] as const;

/** One thing known of a pump in the magnet. */
export type MriFact = Fact & {
  readonly behaviour: (typeof MRI_BEHAVIOURS)[number];
  /** Field strengths that the source names, T; empty where it names none. */
  readonly tesla: readonly number[];
};

/** One pump model. */
export type Pump = {
  readonly id: ModelId;
  readonly name: string;
  /** `Cisterna` for the generic models of ours. */
  readonly maker: string;
  /** Where the model is described; null for a pump that a case describes itself. */
  readonly source: SourceId | null;
  readonly drive: Drive;
  /** Whether its flow can be set after implantation. */
  readonly programmable: boolean;
  readonly constants: KnownConstants;
  readonly modes: Modes | null;
  readonly further: FurtherConstants;
  /** What is known of it in the magnet; empty: nothing was found, and nothing may be assumed. */
  readonly mri: readonly MriFact[];
  /** What a reader should know, each with its source. */
  readonly notes: readonly Fact[];
};
