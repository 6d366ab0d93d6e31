// SPDX-License-Identifier: Apache-2.0
/** Problems: why a request had no effect, as the clinic says it. */
import type { ProblemDocument, ProblemKind } from "@cisterna/clinic";

/** Why a request had no effect. `unknown`: the answer was none of this clinic's. */
export type Problem = Omit<Partial<ProblemDocument>, "type"> & {
  readonly kind: ProblemKind | "unknown";
  readonly status: number;
};

/** What was answered, or why there was no effect. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T; readonly revision: string | null }
  | { readonly ok: false; readonly problem: Problem };

const PREFIX = "urn:cisterna:problem:";

const isObject = (value: unknown): value is Partial<ProblemDocument> =>
  typeof value === "object" && value !== null;

/** The problem of an answer that is no success. */
export const readProblem = (status: number, json: unknown): Problem => {
  const { type = "", ...rest } = isObject(json) ? json : {};
  const kind = type.startsWith(PREFIX) ? (type.slice(PREFIX.length) as ProblemKind) : "unknown";
  return { ...rest, kind, status };
};
