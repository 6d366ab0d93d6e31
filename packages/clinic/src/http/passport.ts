// SPDX-License-Identifier: Apache-2.0
/**
 * For everybody who reads passports: the clinic's file of keys, and the reader with that file in
 * it, as one page that works without a network. Both say nothing of any patient.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Desk, Served } from "../desk/desk.ts";
import { publicKeyOf } from "../passport/key.ts";
import { revokedIn } from "../passport/page.ts";
import { sendProblem } from "./problem.ts";
import { servedAt } from "./visitor.ts";

/** The passport reader is one file with its script inside it; its own policy forbids the rest. */
export const READER = "passport.html";

/** What the server's policy still says of it. */
export const READER_POLICY = "object-src 'none';base-uri 'none';frame-ancestors 'none'";

const trustOf = async (desk: Desk, { clinic, name, record }: Served) => {
  const key = await publicKeyOf(desk.db, clinic);
  const { state } = await record.look();
  const { practice } = state;
  const called = practice.clinic.settings?.name ?? name;
  const clinics =
    key === null ? [] : [{ name: called, public: key, revoked: revokedIn(practice, key) }];
  return { kind: "cisterna-passport-trust", clinics };
};

const BLOCK = /(<script id="trust" type="application\/json">)[^<]*(<\/script>)/;

/** The reader's page with a file of keys in it. Text is text: nothing in it ends the block. */
const withTrust = (page: string, trust: unknown): string => {
  const text = JSON.stringify(trust).replaceAll("<", "\\u003c");
  return page.replace(BLOCK, (_, open: string, close: string) => `${open}${text}${close}`);
};

const pageIn = async (folder: string | null): Promise<string | null> =>
  folder === null ? null : readFile(join(folder, READER), "utf8").catch(() => null);

/** Adds both. */
export const passportRoutes = (
  app: FastifyInstance,
  desk: Desk,
  { app: folder }: { readonly app: string | null },
): void => {
  const config = { who: "anybody" } as const;
  const answer =
    (send: (served: Served, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const served = await servedAt(desk, request);
      void reply.header("cache-control", "no-cache");
      return served === null ? sendProblem(reply, "not-found") : send(served, reply);
    };
  app.get(
    "/api/clinics/:clinic/passport-trust",
    { config },
    answer(async (served, reply) => reply.send(await trustOf(desk, served))),
  );
  app.get(
    "/api/clinics/:clinic/passport-reader",
    { config },
    answer(async (served, reply) => {
      const page = await pageIn(folder);
      if (page === null) return sendProblem(reply, "not-found");
      return reply
        .header("content-security-policy", READER_POLICY)
        .type("text/html; charset=utf-8")
        .send(withTrust(page, await trustOf(desk, served)));
    }),
  );
};
