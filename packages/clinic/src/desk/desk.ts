// SPDX-License-Identifier: Apache-2.0
/** The desk: the clinics of this database, each with its record, opened when first asked for. */

import type { Relying } from "../people/passkey.ts";
import type { Database } from "../store/database.ts";
import type { Event } from "../store/event.ts";
import type { Standing } from "../store/follow.ts";
import { openRecord, type Record } from "../store/perform.ts";
import { openTogether, type Together } from "../store/together.ts";
import { type Access, noteAccesses } from "./access.ts";
import { type House, houseFold } from "./house.ts";
import type { Refusal } from "./row.ts";

/** A clinic that this process serves. */
export type Served = {
  readonly clinic: string;
  readonly name: string;
  readonly zone: string;
  readonly record: Record<House, Refusal>;
  /** For readings: many that come at once share a transaction. */
  readonly together: Together<Standing<House>, Access>;
};

/** Told of events once they are on the disk. */
type Listener = (clinic: string, events: readonly Event[]) => void;

/** All clinics of a database. */
export type Desk = {
  readonly db: Database;
  readonly now: () => number;
  /** The clinic as browsers know it; null: nobody said how, and no passkey answers. */
  readonly relying: () => Relying | null;
  /** A clinic by its id; null: there is none. */
  readonly serve: (clinic: string) => Promise<Served | null>;
  /** Begins to listen; gives the way to stop. */
  readonly listen: (listener: Listener) => () => void;
};

/** Opens the desk over a database. */
export const openDesk = (
  db: Database,
  now: () => number,
  relying: () => Relying | null = () => null,
): Desk => {
  const served = new Map<string, Served>();
  const listeners = new Set<Listener>();
  const open = async (clinic: string): Promise<Served | null> => {
    const row = await db
      .selectFrom("clinic")
      .selectAll()
      .where("clinic", "=", clinic)
      .executeTakeFirst();
    if (row === undefined) return null;
    const record = openRecord<House, Refusal>({
      db,
      clinic,
      fold: houseFold(row.zone),
      heard: (events) => {
        for (const listener of listeners) listener(clinic, events);
      },
    });
    const together = openTogether({ db, clinic, look: record.lookIn, write: noteAccesses });
    return { ...row, record, together };
  };
  return {
    db,
    now,
    relying,
    serve: async (clinic) => {
      const known = served.get(clinic);
      if (known !== undefined) return known;
      const opened = await open(clinic);
      if (opened === null) return null;
      const first = served.get(clinic) ?? opened;
      served.set(clinic, first);
      return first;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
