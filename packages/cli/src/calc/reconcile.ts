// SPDX-License-Identifier: Apache-2.0
/** What the needle finds at a refill against what the computation expects. */

import { accepted, refused, toUcum } from "@cisterna/quantity";
import {
  type Reconciliation,
  reconcile,
  SOURCES,
  type Verdict,
  visitRefusals,
} from "@cisterna/therapy";
import type { Refusal } from "../shell/command.ts";
import { type Answer, answered, inUnit, line, type ResultLine } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import { quantityKey } from "./key.ts";

const MEANS: Readonly<Record<Verdict["kind"], string>> = {
  "within-limits": "within the limits of every source used here",
  "ran-dry": "the pump was computed to give more than was filled: it ran dry",
  "more-than-filled":
    "more was found than was filled: a wrong entry, another fluid, or more was filled than entered",
  "volume-discrepancy": "the volume is off by more than a source accepts: investigate",
  "pocket-fill-suspected":
    "less than expected: rule out that the last fill went beside the reservoir",
  "wrong-fill-suspected": "nothing left: rule out that less was filled than was entered",
  "over-infusion": "the pump gave more than programmed",
  "under-infusion": "the pump gave less than programmed",
};

type Threshold = Extract<Verdict, { readonly threshold: unknown }>["threshold"];

const limitOf = (threshold: Threshold) =>
  threshold.kind === "over-infusion" ? inUnit(threshold.value, "%") : inUnit(threshold.value, "mL");

const verdictJson = (verdict: Verdict): unknown => {
  if (!("threshold" in verdict)) return { kind: verdict.kind };
  const { source, edition, jurisdiction, status } = verdict.threshold;
  const threshold = limitOf(verdict.threshold).json;
  return { kind: verdict.kind, threshold, source, edition, jurisdiction, status };
};

const verdictText = (verdict: Verdict): string => {
  if (!("threshold" in verdict)) return MEANS[verdict.kind];
  const { threshold, kind } = verdict;
  const { citation } = SOURCES[threshold.source];
  return `${MEANS[kind]} (threshold ${limitOf(threshold).text}, ${threshold.status}: ${citation})`;
};

const verdictLine = (verdict: Verdict): ResultLine => {
  const shown = { json: verdictJson(verdict), text: verdictText(verdict) };
  return line(verdict.kind, "", shown);
};

const errorLine = ({ error }: Reconciliation): ResultLine =>
  error === null
    ? line("error", "", { json: null, text: "not to be stated, nothing was programmed" })
    : line("error", "({delivered} − {programmed}) ÷ {programmed}", inUnit(error, "%"));

const answerOf = (found: Reconciliation): Answer => {
  const numbers = answered(
    line("expected", "{filled} − {programmed}", inUnit(found.expected, "mL")),
    line("discrepancy", "{expected} − {aspirated}", inUnit(found.discrepancy, "mL")),
    line("delivered", "{filled} − {aspirated}", inUnit(found.delivered, "mL")),
    errorLine(found),
  );
  const verdicts = found.verdicts.map(verdictLine);
  return {
    json: { ...numbers.json, verdicts: verdicts.map((each) => each.shown.json) },
    lines: [...numbers.lines, ...verdicts],
  };
};

const PATH = {
  "filled-above-reservoir": "filled",
  "aspirated-above-reservoir": "aspirated",
} as const;

/** `calc reconcile`. */
export const command = calculationCommand({
  name: "reconcile",
  summary: "Aspirated against expected volume at a refill, and what a difference may mean",
  example:
    'calc reconcile --filled "20 mL" --programmed "16 mL" --aspirated "1.5 mL" --reservoir "20 mL"',
  details:
    "A positive discrepancy means that less is left than expected. More programmed than\n" +
    "filled is the run-dry case: what was expected is then negative.",
  keys: {
    filled: quantityKey("volume", "volume filled at the last refill"),
    programmed: quantityKey("volume", "volume that the program delivered since", "any"),
    aspirated: quantityKey("volume", "volume found by the needle", "any"),
    reservoir: quantityKey("volume", "size of the reservoir"),
  },
  compute: ({ filled, programmed, aspirated, reservoir }) => {
    const visit = {
      filled: filled.value,
      programmed: programmed.value,
      aspirated: aspirated.value,
      reservoir: reservoir.value,
    };
    const [first, ...rest] = visitRefusals(visit).map(
      ({ kind, asked, limit }): Refusal => ({
        kind,
        path: PATH[kind],
        asked: toUcum(asked, "mL"),
        limit: toUcum(limit, "mL"),
      }),
    );
    return first === undefined ? accepted(answerOf(reconcile(visit))) : refused(first, ...rest);
  },
});
