// SPDX-License-Identifier: Apache-2.0
/**
 * A change that is being typed: read, judged, and gone when nobody confirmed it in time. What runs
 * is the pump's own word; a change that was taken over begins anew from it.
 */
import type { Acknowledgement, Check } from "@cisterna/therapy";
import { useEffect, useMemo, useState } from "react";
import { type Entry, entryOf, type Faults, faultsIn } from "./entry.ts";
import { type Judged, judged, presentInstant, type Standing } from "./judged.ts";

/** A change that is not confirmed is gone after so long. Source: REQ-097. */
const LASTS_MS = 180_000;

/** What is typed of a change. */
type Draft = {
  readonly version: number | null;
  readonly entry: Entry;
  readonly confirmed: readonly Acknowledgement[];
  /** Kinds and places of checks that were read. */
  readonly read: readonly string[];
  readonly reason: string;
  /** When something was typed last, by the page's clock; null: nothing was. */
  readonly touched: number | null;
};

/** A change as the screen has it. */
export type Edit = Draft & {
  readonly faults: Faults;
  /** Null where something cannot be read. */
  readonly judged: Judged | null;
  readonly type: (change: Partial<Entry>) => void;
  readonly confirm: (acknowledgement: Acknowledgement) => void;
  readonly accept: (check: Check, read: boolean) => void;
  readonly explain: (reason: string) => void;
  readonly discard: () => void;
};

/** What names a check: its kind and its place. */
export const nameOf = ({ kind, path, drug }: Check): string => `${kind} ${path} ${drug ?? ""}`;

const draftOf = ({ dossier, runs, stated }: Standing): Draft => ({
  version: dossier.program?.version ?? null,
  entry: entryOf(runs, stated, dossier.program?.onFault ?? "minimum"),
  ...{ confirmed: [], read: [], reason: "", touched: null },
});

/** The change to what a pump runs. `gone` is told when it was not confirmed in time. */
export const useEdit = (standing: Standing, now: number, gone: () => void): Edit => {
  const [kept, setKept] = useState(() => draftOf(standing));
  const isOther = kept.version !== (standing.dossier.program?.version ?? null);
  const draft = isOther ? draftOf(standing) : kept;
  const isLate = draft.touched !== null && now - draft.touched > LASTS_MS;
  const put = (change: Partial<Draft>): void =>
    setKept({ ...draft, touched: performance.now(), ...change });
  const discard = (): void => setKept(draftOf(standing));
  useEffect(() => {
    if (!isLate) return;
    setKept(draftOf(standing));
    gone();
  }, [isLate, standing, gone]);
  const faults = useMemo(() => faultsIn(draft.entry), [draft.entry]);
  const answer = useMemo(
    () =>
      Object.keys(faults).length > 0
        ? null
        : judged(standing, draft.entry, { now: presentInstant(), confirmed: draft.confirmed }),
    [standing, draft.entry, draft.confirmed, faults],
  );
  return {
    ...draft,
    faults,
    judged: answer,
    discard,
    type: (change) => put({ entry: { ...draft.entry, ...change }, confirmed: [], read: [] }),
    confirm: (acknowledgement) => put({ confirmed: [...draft.confirmed, acknowledgement] }),
    accept: (check, read) => {
      const others = draft.read.filter((name) => name !== nameOf(check));
      put({ read: read ? [...others, nameOf(check)] : others });
    },
    explain: (reason) => put({ reason }),
  };
};
