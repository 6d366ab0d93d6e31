// SPDX-License-Identifier: Apache-2.0
/** Whole numbers among the words of a call: `--seed 7`. Text flows in, a number or why not out. */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { optionOf, type Refusal, type Request } from "../shell/command.ts";

/** A whole number that an option takes. */
export type WholeNumber = {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** What holds when the option is left out. */
  readonly otherwise: number;
};

/** What is accepted, in words. */
export const acceptedText = ({ least, most }: WholeNumber): string =>
  `a whole number from ${least} to ${most}`;

/** The number that was given. Refuses: what is no whole number within the bounds. */
export const wholeNumberOf = (request: Request, asked: WholeNumber): Result<number, Refusal> => {
  const read = optionOf(request, asked.name);
  if (read === undefined) return accepted(asked.otherwise);
  const number = /^\d{1,15}$/.test(read) ? Number(read) : Number.NaN;
  if (number >= asked.least && number <= asked.most) return accepted(number);
  const offer = acceptedText(asked);
  return refused({ kind: "malformed-count", path: asked.name, read, accepted: offer });
};
