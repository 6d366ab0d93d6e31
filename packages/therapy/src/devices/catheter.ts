// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of a catheter model. What a plan needs of a catheter is its inner volume: from its
 * volume per length and the implanted length, or stated by the case.
 */
import type { Length, VolumePerLength } from "@cisterna/quantity";
import type { SourceId } from "../sources/table.ts";
import type { Constant } from "./constant.ts";

/** Every catheter model of the device table; `inline` is one that a case describes itself. */
export const CATHETER_IDS = [
  "generic",
  "prometra",
  "indura-1p",
  "medtronic-8731sc",
  "ascenda-8780",
  "ascenda-8781",
  "codman-60-2914",
  "surestream",
  "inline",
] as const;

/** One of the catheter models. */
export type CatheterId = (typeof CATHETER_IDS)[number];

/** One catheter model; what no source states is absent. */
export type Catheter = {
  readonly id: CatheterId;
  readonly name: string;
  readonly maker: string;
  /** Where the model is described; null for one that a case describes itself. */
  readonly source: SourceId | null;
  /** Length as supplied, before trimming. */
  readonly supplied?: Constant<Length>;
  /** Volume of the lumen per length. */
  readonly perLength?: Constant<VolumePerLength>;
  /** Diameter of the lumen. */
  readonly innerDiameter?: Constant<Length>;
};
