// SPDX-License-Identifier: Apache-2.0
/**
 * Changes: a stream of server-sent events that says which subjects have changed, and nothing about
 * them. Every server of a clinic looks at the chain once a second while anybody listens.
 */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Desk, Served } from "../desk/desk.ts";
import { recordOf } from "../fact/kinds.ts";
import type { Account } from "../people/account.ts";
import { inClinic } from "../store/scope.ts";
import { visitorOf } from "./visitor.ts";

/** What has changed. */
type Change = {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly revision: number;
};

/** Told of what has changed. */
type Listener = (changes: readonly Change[]) => void;

const EVERY_MS = 1_000;
const MOST = 500;

const changesAfter = (desk: Desk, clinic: string, seq: number): Promise<Change[]> =>
  inClinic(desk.db, clinic, (scope) =>
    scope
      .selectFrom("event")
      .select(["seq", "kind", "subject", "revision"])
      .where("clinic", "=", clinic)
      .where("seq", ">", seq)
      .orderBy("seq")
      .limit(MOST)
      .execute(),
  );

/** What is told of one clinic to all who listen. */
type Feed = { readonly join: (listener: Listener) => () => void };

const openFeed = (desk: Desk, { clinic, record }: Served): Feed => {
  const listeners = new Set<Listener>();
  let seq: number | null = null;
  let looking = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      seq ??= (await record.look()).head.seq;
      const changes = await changesAfter(desk, clinic, seq);
      seq = changes.at(-1)?.seq ?? seq;
      if (changes.length > 0) for (const listener of listeners) listener(changes);
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
        seq = null;
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

const stream = (reply: FastifyReply, account: Account, feed: Feed): void => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");
  const leave = feed.join((changes) => {
    const heard = changes.filter(({ subject }) => mayHear(account, subject));
    if (heard.length > 0) raw.write(heard.map(frameOf).join(""));
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
    stream(reply, visitor.account, feedOf(visitor.served));
    streams.add(reply);
    reply.raw.on("close", () => streams.delete(reply));
    return reply;
  });
  return () => {
    for (const reply of streams) reply.raw.end();
  };
};
