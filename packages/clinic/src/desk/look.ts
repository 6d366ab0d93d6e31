// SPDX-License-Identifier: Apache-2.0
/** Looking: somebody reads a view. Who looks is written down before anything is shown. */
import { recordOf } from "../fact/kinds.ts";
import type { Standing } from "../store/follow.ts";
import type { Desk, Served } from "./desk.ts";
import type { House } from "./house.ts";
import { DENIED, mayRead, openAccountOf, type Permission } from "./permission.ts";
import type { Refusal, ViewRow } from "./row.ts";
import { instantIn } from "./zone.ts";

/** Somebody comes to read something about a patient, or about none. */
type Entrance = {
  readonly account: string;
  readonly row: Pick<ViewRow, "name" | "subject" | "who">;
  readonly patient: string | null;
};

/** Somebody wants to read a view. */
type Wish = Entrance & { readonly row: ViewRow; readonly asked: unknown };

/** What is shown, with the subject's revision; or that it is not. */
export type Sight =
  | { readonly kind: "seen"; readonly revision: number; readonly json: unknown }
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "forbidden" };

const subjectOf = ({ row: { subject }, patient }: Entrance): string =>
  subject === "people" ? subject : recordOf(subject, patient);

const permissionOf = ({ people }: House, wish: Entrance, now: number): Permission => {
  const account = openAccountOf(people, wish.account);
  return account === null ? DENIED : mayRead(people, account, { ...wish, now });
};

type Seen = {
  readonly permission: Permission;
  readonly standing: Standing<House>;
  readonly subject: string;
};

/** Brings the record up to date and writes down who looks, in one transaction. */
export const enter = (desk: Desk, served: Served, wish: Entrance): Promise<Seen> =>
  served.together(async (_, standing, note) => {
    const at = desk.now();
    const permission = permissionOf(standing.state, wish, at);
    const subject = subjectOf(wish);
    note({
      clinic: served.clinic,
      account: wish.account,
      what: wish.row.name,
      subject,
      result: permission.granted ? "shown" : "forbidden",
      emergency: permission.granted ? permission.emergency : null,
      at,
    });
    return { permission, standing, subject };
  });

/** Reads a view for somebody, if that person may. */
export const look = async (desk: Desk, served: Served, wish: Wish): Promise<Sight> => {
  const { permission, standing, subject } = await enter(desk, served, wish);
  if (!permission.granted) return { kind: "forbidden" };
  const { patient, asked, row } = wish;
  const now = instantIn(served.zone, desk.now());
  const reading = row.read(standing.state, { now, patient, asked });
  if (!reading.ok) return { kind: "refused", refusals: reading.refusals };
  return reading.value === null
    ? { kind: "nothing" }
    : { kind: "seen", revision: standing.revisionOf(subject), json: reading.value };
};
