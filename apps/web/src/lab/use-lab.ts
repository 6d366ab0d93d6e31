// SPDX-License-Identifier: Apache-2.0
/**
 * The lab as a screen uses it: a worker that lives as long as the screen, and all that it has told.
 * What a clinic knows (statements) is kept apart from what the worker knows.
 */
import type { Event } from "@cisterna/pump";
import type { Deed, Sight } from "@cisterna/world";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { Act } from "./engine.ts";
import type { Account, Frame, News, Sample } from "./frame.ts";
import type { Story } from "./story.ts";
import type { Order, Told } from "./talk.ts";

/** What the pump said when it was asked, or what a needle found. */
export type Statement = {
  readonly account: Account;
  /** How much of the log was read with it. */
  readonly read: number;
  readonly refill: Extract<Event, { readonly kind: "refilled" }> | null;
};

/** Everything that the worker has told. */
export type Known = {
  readonly frame: Frame | null;
  readonly samples: readonly Sample[];
  readonly events: readonly Event[];
  readonly acts: readonly Act[];
  readonly statements: readonly Statement[];
  readonly sights: readonly Sight[] | null;
  readonly behind: boolean;
};

const NOTHING: Known = {
  frame: null,
  samples: [],
  events: [],
  acts: [],
  statements: [],
  sights: null,
  behind: false,
};

const MOST_SAMPLES = 6000;

/** Curves of any length in so many points: when there are too many, every second one goes. */
const thinned = (samples: readonly Sample[]): readonly Sample[] =>
  samples.length <= MOST_SAMPLES ? samples : samples.filter((_, place) => place % 2 === 0);

/** A refill and a question are sessions: the pump is read in both. */
const statementIn = (news: News, read: number): readonly Statement[] => {
  const sessions = news.acts.filter(({ deed }) => deed.kind === "ask" || deed.kind === "refill");
  if (sessions.length === 0) return [];
  const refill = news.events.findLast((event) => event.kind === "refilled") ?? null;
  return [{ account: news.frame.account, read, refill }];
};

const learn = (known: Known, told: Told | null): Known => {
  if (told === null) return NOTHING;
  if (told.kind === "checked") return { ...known, sights: told.sights };
  const { news, behind } = told;
  const events = news.events.length === 0 ? known.events : [...known.events, ...news.events];
  return {
    ...known,
    frame: news.frame,
    samples: thinned([...known.samples, ...news.samples]),
    events,
    acts: news.acts.length === 0 ? known.acts : [...known.acts, ...news.acts],
    statements: [...known.statements, ...statementIn(news, events.length)],
    behind,
  };
};

/** What can be done with a lab. */
export type Hands = {
  readonly run: (rate: number) => void;
  readonly forward: (by: number) => void;
  readonly perform: (deed: Deed) => void;
  readonly check: () => void;
};

/** A lab of a story, paused at its beginning. */
export const useLab = (story: Story): { readonly known: Known; readonly hands: Hands } => {
  const [known, tell] = useReducer(learn, NOTHING);
  const worker = useRef<Worker>(null);
  useEffect(() => {
    const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<Told>) => tell(data);
    made.onerror = ({ message }) => {
      throw new Error(message);
    };
    made.postMessage({ kind: "begin", story } satisfies Order);
    return () => {
      made.terminate();
      tell(null);
    };
  }, [story]);
  const send = useCallback((order: Order) => worker.current?.postMessage(order), []);
  const hands = useRef<Hands>({
    run: (rate) => send({ kind: "run", rate }),
    forward: (by) => send({ kind: "forward", by }),
    perform: (deed) => send({ kind: "do", deed }),
    check: () => send({ kind: "check" }),
  });
  return { known, hands: hands.current };
};
