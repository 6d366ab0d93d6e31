// SPDX-License-Identifier: Apache-2.0
/** Opening a clinic: its chain, its zone, and the one account that opens all others. */

import { assert } from "@cisterna/quantity";
import type { z } from "zod";
import { type accountEntry, peopleFact } from "../people/account.ts";
import { hashPassword, keepFactor, keepPassword } from "../people/password.ts";
import { found } from "../store/append.ts";
import { inClinic } from "../store/scope.ts";
import type { Desk, Served } from "./desk.ts";
import { isZone } from "./zone.ts";

/** A clinic that is to be. */
type NewClinic = {
  readonly clinic: string;
  readonly name: string;
  readonly zone: string;
  readonly first: z.output<typeof accountEntry>;
  readonly password: string;
  /** The first account's second factor. */
  readonly factor: string;
};

/** Opens a clinic, or finds it open: then nothing changes, its first account neither. */
export const openClinic = async (desk: Desk, wish: NewClinic): Promise<Served> => {
  const { clinic, name, zone, first, password, factor } = wish;
  assert(isZone(zone), "a clinic lives in a zone", { zone });
  await inClinic(desk.db, clinic, (scope) => found(scope, { clinic, name, zone }));
  const served = await desk.serve(clinic);
  assert(served !== null, "a clinic that was founded is served", { clinic });
  const hashed = await hashPassword(password);
  await served.record.perform({
    deed: { actor: "cisterna", why: "the clinic was opened" },
    at: desk.now(),
    key: null,
    asked: "",
    expected: { subject: "people", revision: 0 },
    decide: () => ({
      ok: true,
      facts: [
        peopleFact("account-opened", first),
        peopleFact("factor-set", { account: first.account }),
      ],
      beside: async (scope) => {
        const { account } = first;
        await keepPassword(scope, { clinic, account, password: hashed });
        await keepFactor(scope, { clinic, account, factor });
      },
    }),
  });
  return served;
};
