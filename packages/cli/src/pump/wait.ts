// SPDX-License-Identifier: Apache-2.0
/** `pump wait SPAN`: time goes by at once for the implants that are served. */
import {
  accepted,
  inMilliseconds,
  type Milliseconds,
  type Result,
  readQuantity,
  refused,
} from "@cisterna/quantity";
import {
  type CommandModule,
  done,
  type Outcome,
  operandOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { addressIn, askServer, URL_OPTION } from "./address.ts";

const SPAN = 'a time such as "8 h", at most 3650 d';
const LONGEST_MS = 3_650 * 86_400_000;

const spanIn = (read: string): Result<Milliseconds, Refusal> => {
  const time = readQuantity(read, "time");
  const about = { path: "SPAN", read, accepted: SPAN };
  if (!time.ok) return refused({ ...about, kind: time.refusals[0].kind });
  const span = inMilliseconds(time.value, "nearest");
  return span <= LONGEST_MS ? accepted(span) : refused({ ...about, kind: "unknown-value" });
};

const run = async (request: Request): Promise<Outcome> => {
  const read = operandOf(request, 0) ?? "";
  const [span, address] = [spanIn(read), addressIn(request)];
  if (!span.ok || !address.ok) return refusedOutcome([]);
  const answer = await askServer(address.value, "clock", { forward: span.value });
  if (!answer.ok) return refusedOutcome(answer.refusals);
  return done({ passed: { value: span.value / 60_000, unit: "min" } }, `${read} went by.\n`);
};

/** `./cisterna pump wait`. */
export const command: CommandModule = {
  name: "wait",
  summary: "Lets time go by at once for served implants",
  example: 'pump wait "8 h"',
  operands: [{ name: "SPAN", about: SPAN, needed: true }],
  options: [URL_OPTION],
  check: (request) =>
    [spanIn(operandOf(request, 0) ?? ""), addressIn(request)].flatMap((each) =>
      each.ok ? [] : each.refusals,
    ),
  run,
};
