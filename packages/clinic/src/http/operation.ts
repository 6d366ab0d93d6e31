// SPDX-License-Identifier: Apache-2.0
/** For who runs the server: whether it lives, whether it can work, and what it counts. */

import type { FastifyInstance, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Desk } from "../desk/desk.ts";
import { sendProblem } from "./problem.ts";

const PATIENCE_MS = 2_000;

const answers = async (desk: Desk): Promise<boolean> => {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS).unref();
  });
  const asked = sql`select 1`.execute(desk.db).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
};

const counters = (registry: Registry) => ({
  seconds: new Histogram({
    name: "cisterna_request_seconds",
    help: "Time to answer, by route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  }),
  events: new Counter({
    name: "cisterna_events_total",
    help: "Events written to records by this server",
    registers: [registry],
  }),
});

/** What a proxy adds to what it passes on: then it is somebody else who asks. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** Whether whoever runs the server asks: by the address of the socket, and by no proxy's word. */
const isOperator = ({ socket, headers }: FastifyRequest, from: readonly string[]): boolean =>
  from.includes(String(socket.remoteAddress).replace(/^::ffff:/, "")) &&
  PASSED_ON.every((name) => headers[name] === undefined);

/** Adds health and readiness, which tell nothing, and metrics for who runs the server. */
export const operationRoutes = (
  app: FastifyInstance,
  desk: Desk,
  { metricsFrom }: { readonly metricsFrom: readonly string[] },
): void => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { seconds, events } = counters(registry);
  desk.listen((_, written) => events.inc(written.length));
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  const unlimited = { config: { rateLimit: false, who: "anybody" } } as const;
  app.get("/api/health", unlimited, async () => ({ status: "alive" }));
  app.get("/api/ready", unlimited, async (_, reply) =>
    (await answers(desk)) ? { status: "ready" } : sendProblem(reply, "no-database"),
  );
  const guarded = { config: { rateLimit: false, who: "operator" } } as const;
  app.get("/api/metrics", guarded, async (request, reply) =>
    isOperator(request, metricsFrom)
      ? reply.type(registry.contentType).send(await registry.metrics())
      : sendProblem(reply, "forbidden"),
  );
};
