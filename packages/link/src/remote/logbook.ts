// SPDX-License-Identifier: Apache-2.0
/**
 * The logbook: log of the pump and diary of the link as one, each entry with the time of the pump
 * and that of the wall, the versions in force, and who acted. The pump keeps its own time and what
 * it was told of the wall's; the rest follows from what a reading holds.
 *
 * Law: every entry of a reading is in it once, in the order of the pump's time.
 * Source: REQ-075.
 */
import type { Event } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import type { ToldWares } from "../head/wares.ts";
import { SLOTS } from "../wire/frame.ts";
import type { Ware } from "../wire/image.ts";
import type { DiaryNote, Dossier } from "./visit.ts";

/** Who had something happen: a peer, a card, or the pump by itself. */
export type Actor =
  | { readonly kind: "pump" }
  | { readonly kind: "emergency" }
  /** The name is null where the device was forgotten. */
  | { readonly kind: "peer"; readonly slot: number; readonly name: string | null };

/** One line of the logbook. */
export type Entry = {
  readonly at: Milliseconds;
  /** Milliseconds since 1970 by the word of the nearest visit; null: nobody ever said. */
  readonly wall: number | null;
  /** Versions in force; null: what the pump runs on cannot be read. */
  readonly versions: Readonly<Record<Ware, number>> | null;
  readonly actor: Actor;
  readonly what: Event | DiaryNote;
};

type Dated = { readonly at: Milliseconds; readonly wall: number };

const datesIn = (diary: readonly DiaryNote[]): readonly Dated[] =>
  diary.flatMap(({ at, wall }) => (wall === undefined ? [] : [{ at, wall }]));

const distance = (one: Dated, at: Milliseconds): number => Math.abs(one.at - at);

/** By the nearest word; of two as near, by the later. */
const wallAt = (dates: readonly Dated[], at: Milliseconds): number | null => {
  const [first, ...rest] = dates;
  if (first === undefined) return null;
  const near = rest.reduce(
    (best, each) => (distance(each, at) <= distance(best, at) ? each : best),
    first,
  );
  return near.wall + (at - near.at);
};

const versionsAt = (wares: ToldWares | null, at: Milliseconds): Entry["versions"] => {
  if (wares === null) return null;
  const of = (ware: Ware): number =>
    wares.changes.findLast((change) => change.ware === ware && change.at <= at)?.version ??
    wares[ware].version;
  return { firmware: of("firmware"), library: of("library"), constants: of("constants") };
};

/** The slot in the id of a command: it is what the link puts before the sender's own. */
const slotIn = (command: string): number | null => {
  const found = /^(\d+)-[0-9a-f]{32}$/.exec(command)?.[1];
  return found === undefined ? null : Number(found);
};

const slotOf = (what: Event | DiaryNote): number | null => {
  if ("command" in what && typeof what.command === "string") return slotIn(what.command);
  if ("by" in what && typeof what.by === "number") return what.by;
  return "slot" in what && typeof what.slot === "number" ? what.slot : null;
};

const actorOf = ({ peers }: Pick<Dossier, "peers">, what: Event | DiaryNote): Actor => {
  const slot = what.kind === "emergency-opened" ? SLOTS.emergency : slotOf(what);
  if (slot === null) return { kind: "pump" };
  if (slot === SLOTS.emergency) return { kind: "emergency" };
  const name = peers.find((each) => each.slot === slot)?.name ?? null;
  return { kind: "peer", slot, name };
};

/** What of a reading a logbook is made of. */
export type Recorded = Pick<Dossier, "log" | "diary" | "wares" | "peers">;

/** The logbook of a reading. */
export const logbookOf = (recorded: Recorded): readonly Entry[] => {
  const { log, diary, wares } = recorded;
  const dates = datesIn(diary);
  return [...log, ...diary]
    .toSorted((one, other) => one.at - other.at)
    .map((what) => ({
      ...{ at: what.at, wall: wallAt(dates, what.at), versions: versionsAt(wares, what.at) },
      ...{ actor: actorOf(recorded, what), what },
    }));
};
