// SPDX-License-Identifier: Apache-2.0
/**
 * A constant of a device and how it stands. An unverified constant is shown and nothing else: it
 * never limits and never fills a field. A constant that a case states itself has the status `case`.
 */

import type { ReadStatus } from "../sources/source.ts";
import type { SourceId } from "../sources/table.ts";

/** A device constant: read in a source, recalled and unverified, or stated by the case at hand. */
export type Constant<T> =
  | {
      readonly value: T;
      readonly status: ReadStatus;
      readonly source: SourceId;
      readonly also?: readonly SourceId[];
      readonly note?: string;
    }
  | {
      readonly value: T;
      readonly status: "unverified";
      /** The document in which somebody has to check it. */
      readonly checkIn: string;
      readonly note?: string;
    }
  | { readonly value: T; readonly status: "case" };

/** Whether the constant may be used in a plan: it was read, designed, or stated by the case. */
export const acts = <T>(constant: Constant<T> | undefined): constant is Constant<T> =>
  constant !== undefined && constant.status !== "unverified";
