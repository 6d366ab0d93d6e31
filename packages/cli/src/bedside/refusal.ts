// SPDX-License-Identifier: Apache-2.0
/** Refusals of pump and link as the command line reports them: data, and that it was the pump. */
import type { Forged, LinkRefusal, Outcome, Unheard } from "@cisterna/link";
import type { Refusal as PumpRefusal } from "@cisterna/pump";
import { type NonEmpty, refused } from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";

const PATH = "PUMP";

/** The link's refusals. */
const ofLink = (refusals: readonly LinkRefusal[]): readonly Refusal[] =>
  refusals.map((refusal) => ({ ...refusal, path: PATH, by: "link" }));

/** The pump's own refusals. */
export const ofPump = (refusals: readonly PumpRefusal[]): readonly Refusal[] =>
  refusals.map((refusal) => ({
    ...refusal,
    ...("path" in refusal ? { at: refusal.path } : {}),
    ...{ path: PATH, by: "pump" },
  }));

/** Nobody knows: the pump has to be asked again. */
const UNKNOWN: Refusal = { kind: "unknown-outcome", path: PATH };
/** Somebody who is not the pump has spoken. */
const FORGED: Refusal = { kind: "not-the-pump", path: PATH };

/** Why nothing came of something. */
export const unheardRefusals = (said: Unheard | Forged): NonEmpty<Refusal> => {
  if (said.kind === "forged") return [FORGED];
  const [first, ...rest] = said.kind === "refused" ? ofLink(said.refusals) : [];
  return [first ?? UNKNOWN, ...rest];
};

/** The same, as a result. */
export const linkRefusals = (said: Unheard | Forged) => {
  const [first, ...rest] = unheardRefusals(said);
  return refused<Refusal>(first, ...rest);
};

/** What a pump had against a command. Empty: it was done. */
export const outcomeRefusals = ({ events }: Outcome): readonly Refusal[] =>
  events.flatMap((event) => (event.kind === "refused" ? ofPump(event.refusals) : []));
