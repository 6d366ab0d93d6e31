// SPDX-License-Identifier: Apache-2.0
/**
 * Inventory: every route says who may call it, and a route that does not say so is never opened.
 * The matrix of permissions is this list, and a test calls every route in every role.
 */
import { assert } from "@cisterna/quantity";
import type { FastifyInstance } from "fastify";
import type { Role } from "../fact/role.ts";

/**
 * Who may call a route: anybody, everybody who is signed in, certain roles; or no session at all,
 * but a patient's controller with its pass, or whoever runs the server, from an address that its
 * settings name.
 */
type Callers = "anybody" | "signed-in" | "pass" | "operator" | readonly Role[];

declare module "fastify" {
  interface FastifyContextConfig {
    who?: Callers;
  }
}

/** A route that is open. */
export type Route = {
  readonly method: string;
  readonly path: string;
  readonly who: Callers;
};

/** Begins to take down every route that is added from now on. */
export const takeInventory = (app: FastifyInstance): readonly Route[] => {
  const routes: Route[] = [];
  app.addHook("onRoute", ({ method, url, config }) => {
    const who = config?.who;
    assert(who !== undefined, "a route says who may call it", { method, url });
    for (const each of [method].flat()) routes.push({ method: each, path: url, who });
  });
  return routes;
};
