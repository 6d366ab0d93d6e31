// SPDX-License-Identifier: Apache-2.0
/**
 * The law of the record of a run: everything that the pump did or was asked stands in it, with the
 * pump's time and who acted, and nothing else. Journals that leave something out are caught.
 */
import { type Event, step } from "@cisterna/pump";
import { appendAll, canonicalText, type Log } from "@cisterna/record";
import { deliver, entryOf } from "@cisterna/world";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256, someSample } from "./sample.ts";

const RUNS = { seed: 20_261_127, numRuns: 200 };

/** The record of what happened, written by one journal or another. */
type Journal = (events: readonly Event[]) => Log;

const ours: Journal = (events) => {
  const log = appendAll([], events.map(entryOf), sha256);
  if (!log.ok) throw new RangeError(JSON.stringify(log.refusals));
  return log.value;
};

/** An entry turned back into the event it tells of. */
const toldBy = ({ at, kind, data }: Log[number]): unknown => ({ at, kind, ...Object(data) });

const tellsAll = (journal: Journal, met: Set<string>) =>
  fc.property(someSample, ({ infusion, timing, device }) => {
    const run = deliver(infusion, timing, { device, digest: sha256 });
    if (!run.ok) return true;
    const { events, pump } = run.value;
    const again = { kind: "interrogate", id: "last" } as const;
    const all = [...events, ...step(pump, { at: pump.now, command: again }).events];
    for (const { kind } of all) met.add(kind);
    const told = journal(all);
    const same =
      JSON.stringify(canonicalText(told.map(toldBy))) === JSON.stringify(canonicalText(all));
    return same && told.every(({ actor }) => actor !== "");
  });

describe("the record", () => {
  test("tells every grant, refusal, completion and change of mode [REQ-075 holds]", () => {
    const met = new Set<string>();
    fc.assert(tellsAll(ours, met), RUNS);
    for (const kind of [
      "programmed",
      "bolus-granted",
      "bolus-settled",
      "refused",
      "interrogated",
    ]) {
      expect(met).toContain(kind);
    }
  });

  test.each<readonly [string, Journal]>([
    ["keeps no refusals", (events) => ours(events.filter(({ kind }) => kind !== "refused"))],
    [
      "keeps one entry for each moment",
      (events) => ours(events.filter(({ at }, index) => events[index - 1]?.at !== at)),
    ],
    [
      "rounds time to the second",
      (events) => ours(events).map((entry) => ({ ...entry, at: entry.at - (entry.at % 1000) })),
    ],
    ["leaves out who acted", (events) => ours(events).map((entry) => ({ ...entry, actor: "" }))],
  ])("a journal that %s is caught [REQ-075 breaks]", (_, journal) => {
    expect(fc.check(tellsAll(journal, new Set()), RUNS).failed).toBe(true);
  });
});
