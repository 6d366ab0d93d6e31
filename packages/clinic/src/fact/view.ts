// SPDX-License-Identifier: Apache-2.0
/**
 * View: what somebody reads. A view of a patient looks at one patient, a view of the clinic at all
 * of them. That somebody read a view is itself recorded by the store.
 */
import { accepted, type Instant, type Result } from "@cisterna/quantity";
import type { z } from "zod";
import type { Subject } from "./fact.ts";
import { type Refusal, readBy } from "./refusal.ts";
import type { Role } from "./role.ts";

/** What a reading may depend on besides the record. */
type Glance<Q> = {
  readonly now: Instant;
  /** Whose record; null for a view of the clinic or its stock. */
  readonly patient: string | null;
  readonly asked: Q;
};

/** A view of the table. */
export type View<
  Practice,
  N extends string = string,
  S extends z.ZodType = z.ZodType,
  G extends Subject = Subject,
  A = unknown,
> = {
  readonly name: N;
  readonly subject: G;
  readonly about: string;
  readonly who: readonly Role[];
  /** What may be asked, as in a query string; an empty mapping where nothing may. */
  readonly asks: S;
  /** Plain JSON; null: there is no such record. Refuses what cannot be asked. */
  readonly read: (practice: Practice, glance: Glance<unknown>) => Result<A, Refusal>;
};

type Definition<Practice, N extends string, S extends z.ZodType, G extends Subject, A> = Omit<
  View<Practice, N, S, G>,
  "read"
> & { readonly read: (practice: Practice, glance: Glance<z.output<S>>) => A };

/** Makes the views over one practice. */
export const viewsOver =
  <Practice>() =>
  <N extends string, S extends z.ZodType, G extends Subject, A>(
    definition: Definition<Practice, N, S, G, A>,
  ): View<Practice, N, S, G, A> => ({
    ...definition,
    read: (practice, glance) => {
      const asked = readBy(definition.asks, glance.asked);
      if (!asked.ok) return asked;
      return accepted(definition.read(practice, { ...glance, asked: asked.value }));
    },
  });
