// SPDX-License-Identifier: Apache-2.0
/**
 * A change that is being typed: read, judged, and gone when nobody confirmed it in time. What runs
 * is the pump's own word; a change that was taken over begins anew from it.
 */
import type { Acknowledgement, Check } from "@cisterna/therapy";
import { useEffect, useMemo, useState } from "react";
import { type Entry, entryOf, type Faults, faultsIn } from "./entry.ts";
import { type ExchangeView, exchangeOf } from "./exchange.ts";
import { type Judged, judged, presentInstant, previewed, type Standing } from "./judged.ts";

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
  /** The person attests that the line holds no drug. */
  readonly attested: boolean;
  /** What happened, where a catheter is primed once more. */
  readonly again: string;
  /** The person has read which drug is where. */
  readonly placed: boolean;
  /** When something was typed last, by the page's clock; null: nothing was. */
  readonly touched: number | null;
};

/** A change as the screen has it. */
export type Edit = Draft & {
  readonly faults: Faults;
  /** Null where something cannot be read. */
  readonly judged: Judged | null;
  /** What is done about the line; null: it is left as it is, or cannot be read. */
  readonly exchange: ExchangeView | null;
  readonly type: (change: Partial<Entry>) => void;
  readonly confirm: (acknowledgement: Acknowledgement) => void;
  readonly accept: (check: Check, read: boolean) => void;
  readonly explain: (reason: string) => void;
  readonly attest: (change: Partial<Pick<Draft, "attested" | "again" | "placed">>) => void;
  readonly discard: () => void;
};

/** What names a check: its kind and its place. */
export const nameOf = ({ kind, path, drug }: Check): string => `${kind} ${path} ${drug ?? ""}`;

const UNATTESTED = { attested: false, again: "", placed: false };

const draftOf = ({ dossier, begins, stated, filling }: Standing): Draft => ({
  version: dossier.program?.version ?? null,
  entry: entryOf(begins, stated, {
    onFault: dossier.program?.onFault ?? "minimum",
    line: filling === null ? "none" : "",
  }),
  ...{ confirmed: [], read: [], reason: "", ...UNATTESTED, touched: null },
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
  const exchange = useMemo(() => {
    if (answer === null) return null;
    const given = { now: presentInstant(), confirmed: draft.confirmed };
    const plan = answer.plan ?? previewed(standing, draft.entry, { given, checks: answer.checks });
    return plan === null ? null : exchangeOf(standing, draft.entry, plan);
  }, [standing, draft.entry, draft.confirmed, answer]);
  return {
    ...draft,
    ...{ exchange, attest: put },
    faults,
    judged: answer,
    discard,
    type: (change) =>
      put({
        ...{ entry: { ...draft.entry, ...change }, confirmed: [], read: [] },
        ...("line" in change || "primed" in change ? UNATTESTED : {}),
      }),
    confirm: (acknowledgement) => put({ confirmed: [...draft.confirmed, acknowledgement] }),
    accept: (check, read) => {
      const others = draft.read.filter((name) => name !== nameOf(check));
      put({ read: read ? [...others, nameOf(check)] : others });
    },
    explain: (reason) => put({ reason }),
  };
};
