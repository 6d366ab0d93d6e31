// SPDX-License-Identifier: Apache-2.0
/** What somebody holds: a passkey's answer, proven at the desk, and written down if it is false. */
import { type Asserted, assertPasskey } from "../people/authenticator.ts";
import type { Drawn } from "../people/challenge.ts";
import type { Assertion } from "../people/passkey.ts";
import { inClinic, type Scope } from "../store/scope.ts";
import { noteAccess } from "./access.ts";
import type { Desk, Served } from "./desk.ts";

/** An answer, and what it has to be an answer to. */
type Answer = { readonly assertion: Assertion; readonly to: Drawn };

const asserted = async (
  { desk, served: { clinic, record } }: { readonly desk: Desk; readonly served: Served },
  scope: Scope,
  { assertion, to }: Answer,
): Promise<Asserted> => {
  const relying = desk.relying();
  if (relying === null) return { kind: "wrong", passkey: null };
  const { passkeys } = (await record.lookIn(scope)).state.people;
  const ceremony = { clinic, now: desk.now(), relying };
  return assertPasskey(scope, ceremony, { assertion, to, passkeys });
};

/** Proves what a passkey said. What is false is written down: a key may have a double. */
export const proveHeld = (desk: Desk, served: Served, answer: Answer): Promise<Asserted> =>
  inClinic(desk.db, served.clinic, async (scope) => {
    const found = await asserted({ desk, served }, scope, answer);
    if (found.kind !== "right") {
      await noteAccess(scope, {
        clinic: served.clinic,
        account: answer.to.account ?? found.passkey?.account ?? "nobody",
        what: `passkey-${answer.to.purpose}`,
        subject: "people",
        result: found.kind,
        emergency: null,
        at: desk.now(),
      });
    }
    return found;
  });
