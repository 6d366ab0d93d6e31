// SPDX-License-Identifier: Apache-2.0
/** A moment among the options of a call. */
import { accepted, type Instant, type Result, readInstant, refused } from "@cisterna/quantity";
import { optionOf, type Refusal, type Request } from "../shell/command.ts";

const FORM = "a date and time with a zone, such as 2026-03-01T09:00:00+01:00";

/** The moment that an option states; undefined when it is not given. Refuses: another form. */
export const instantOption = (
  request: Request,
  option: string,
): Result<Instant, Refusal> | undefined => {
  const read = optionOf(request, option);
  if (read === undefined) return undefined;
  const instant = readInstant(read);
  return instant === null
    ? refused({ kind: "malformed-instant", path: option, read, accepted: FORM })
    : accepted(instant);
};
