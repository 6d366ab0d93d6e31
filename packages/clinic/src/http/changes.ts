// SPDX-License-Identifier: Apache-2.0
/**
 * Changes: a stream of server-sent events that says which subjects have changed, and nothing about
 * them. Every server of a clinic looks at the chain once a second while anybody listens, and at the
 * sessions of who listens: who has signed out, or may no longer, hears nothing more.
 */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Desk, Served } from "../desk/desk.ts";
import { openAccountOf } from "../desk/permission.ts";
import { recordOf } from "../fact/kinds.ts";
import type { Account } from "../people/account.ts";
import { lastingOf, type Session } from "../people/session.ts";
import { inClinic, type Scope } from "../store/scope.ts";
import { visitorOf } from "./visitor.ts";

/** What has changed. */
type Change = {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly revision: number;
};

/** Somebody who listens: told of what changed, for as long as the session lasts. */
type Listener = {
  readonly session: Session;
  readonly hear: (account: Account, changes: readonly Change[]) => void;
  readonly end: () => void;
};

const EVERY_MS = 1_000;
const MOST = 500;

const changesAfter = (scope: Scope, clinic: string, seq: number): Promise<Change[]> =>
  scope
    .selectFrom("event")
    .select(["seq", "kind", "subject", "revision"])
    .where("clinic", "=", clinic)
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(MOST)
    .execute();

/** What was found at a look: changes, and who of those that listen may still hear of them. */
type Found = {
  readonly seq: number;
  readonly changes: readonly Change[];
  readonly accountOf: (session: Session) => Account | null;
};

/** `after`: the last event that was told of; null: nothing was, and what is there is no change. */
type Question = { readonly after: number | null; readonly sessions: readonly Session[] };

const lookFor = (desk: Desk, { clinic, record }: Served, { after, sessions }: Question) =>
  inClinic(desk.db, clinic, async (scope): Promise<Found> => {
    const { state, head } = await record.lookIn(scope);
    const tokens = sessions.map(({ token }) => token);
    const lasting = await lastingOf(scope, { clinic, tokens, now: desk.now() });
    const changes = after === null ? [] : await changesAfter(scope, clinic, after);
    return {
      seq: changes.at(-1)?.seq ?? after ?? head.seq,
      changes,
      accountOf: ({ token, account }) =>
        lasting.has(token) ? openAccountOf(state.people, account) : null,
    };
  });

/** What is told of one clinic to all who listen. */
type Feed = { readonly join: (listener: Listener) => () => void };

const openFeed = (desk: Desk, served: Served): Feed => {
  const listeners = new Set<Listener>();
  let after: number | null = null;
  let looking = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    const asked = [...listeners];
    try {
      const sessions = asked.map(({ session }) => session);
      const { seq, changes, accountOf } = await lookFor(desk, served, { after, sessions });
      after = seq;
      for (const { session, hear, end } of asked) {
        const account = accountOf(session);
        if (account === null) end();
        else if (changes.length > 0) hear(account, changes);
      }
    } catch {
      // A database that is away is asked again at the next turn.
    } finally {
      looking = false;
    }
  };
  return {
    join: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(look, EVERY_MS).unref();
      void look();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        after = null;
      };
    },
  };
};

/** Who may hear of a subject: a patient of the own record, the others of everything clinical. */
const mayHear = ({ roles, patient }: Account, subject: string): boolean => {
  if (roles.includes("patient")) return subject === recordOf("patient", patient);
  if (subject === "people") return roles.includes("administrator") || roles.includes("auditor");
  return roles.some((role) => role !== "emergency-reader");
};

const frameOf = (change: Change): string =>
  `id: ${change.seq}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;

const HEARTBEAT_MS = 15_000;

const stream = (reply: FastifyReply, session: Session, feed: Feed): void => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");
  const leave = feed.join({
    session,
    hear: (account, changes) => {
      const heard = changes.filter(({ subject }) => mayHear(account, subject));
      if (heard.length > 0) raw.write(heard.map(frameOf).join(""));
    },
    end: () => raw.end(),
  });
  const heartbeat = setInterval(() => raw.write(": still here\n\n"), HEARTBEAT_MS).unref();
  const lasts = setTimeout(() => raw.end(), 3_600_000).unref();
  raw.on("close", () => {
    leave();
    clearInterval(heartbeat);
    clearTimeout(lasts);
  });
};

/** Adds the stream of changes; gives the way to end every stream. */
export const changeRoutes = (app: FastifyInstance, desk: Desk): (() => void) => {
  const feeds = new Map<string, Feed>();
  const streams = new Set<FastifyReply>();
  const feedOf = (served: Served): Feed => {
    const feed = feeds.get(served.clinic) ?? openFeed(desk, served);
    feeds.set(served.clinic, feed);
    return feed;
  };
  const config = { who: "signed-in" } as const;
  app.get("/api/clinics/:clinic/changes", { config }, async (request, reply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    stream(reply, visitor.session, feedOf(visitor.served));
    streams.add(reply);
    reply.raw.on("close", () => streams.delete(reply));
    return reply;
  });
  return () => {
    for (const reply of streams) reply.raw.end();
  };
};
