// SPDX-License-Identifier: Apache-2.0
/**
 * Acting: somebody's command, from the wish to the record. The hands under it are proven
 * first; then, in one step with everything else that is decided, whether the person may, whether
 * all have signed who must, and what the domain says. A signature stands in the record under the
 * hashes of what it signs.
 */
import { accepted, type Result as Verdict } from "@cisterna/quantity";
import type { Person, Seal, Signature } from "../fact/command.ts";
import { recordOf } from "../fact/kinds.ts";
import { sealOf } from "../passport/key.ts";
import { type Account, type People, peopleFact } from "../people/account.ts";
import type { Event, Fact } from "../store/event.ts";
import type { Decision, Outcome } from "../store/perform.ts";
import type { Desk, Served } from "./desk.ts";
import {
  type Denial,
  giveCodesBack,
  handsOf,
  isHeld,
  type Proving,
  proofsMissing,
  proveHands,
  provenBy,
  refusal,
} from "./hand.ts";
import type { House } from "./house.ts";
import { mayCommand, openAccountOf } from "./permission.ts";
import type { CommandRow, Prepared, Refusal } from "./row.ts";
import { askedBy, hashOf, type Wish } from "./wish.ts";
import { instantIn } from "./zone.ts";

/** What became of a wish. */
export type Result = Outcome<Refusal> | { readonly kind: "forbidden" } | Denial;

/** What a code is bound to: a request with a key may come again with it, another may not. */
const useOf = (wish: Wish): string => hashOf([wish.key ?? crypto.randomUUID(), askedBy(wish)]);

const personOf = ({ account, name, roles }: Account): Person => ({ id: account, name, roles });

const needed = ({ signature, name }: CommandRow, { fourEyes }: People): Signature =>
  fourEyes.includes(name) ? "four-eyes" : signature;

const secondOf = (people: People, { row, second }: Wish): Account | null => {
  const account = second === null ? null : openAccountOf(people, second.account);
  return account?.roles.some((role) => row.who.includes(role)) === true ? account : null;
};

/** Why the hands under a command are not enough. */
const handsMissing = (people: People, wish: Wish): readonly Refusal[] => {
  const need = needed(wish.row, people);
  if (need === "none") return [];
  const own = wish.signature?.account === wish.account;
  const first = own ? [] : [refusal("signature-missing", "signature", "your own signature")];
  if (need === "sign") return first;
  const second = secondOf(people, wish);
  const other = second !== null && second.account !== wish.account;
  const role = `the signature of a second person who is ${wish.row.who.join(" or ")}`;
  return other ? first : [...first, refusal("second-missing", "second", role)];
};

type Signing = { readonly wish: Wish; readonly people: People };

/** What changed nothing has nothing to be signed. */
const signatures = ({ wish, people }: Signing, events: readonly Event[]): readonly Fact[] =>
  (events.length === 0 ? [] : [wish.signature, wish.second]).flatMap((hand) => {
    const account = hand === null ? null : openAccountOf(people, hand.account);
    if (hand === null || account === null) return [];
    return [
      peopleFact("signed", {
        account: account.account,
        name: account.name,
        meaning: hand.meaning,
        command: wish.row.name,
        input: askedBy(wish),
        events: events.map(({ hash }) => hash),
        ...provenBy(hand, wish.row),
      }),
    ];
  });

/** The passkey that the one who asks has signed with; null: with none. */
const passkeyUnder = ({ signature }: Wish): string | null =>
  signature !== null && isHeld(signature) ? signature.assertion.passkey : null;

type Decided = Decision<Refusal> | { readonly ok: false; readonly forbidden: true };

/** From outside: where and when, the input as it was prepared, and the clinic's seal. */
type Outside = {
  readonly zone: string;
  readonly now: number;
  readonly input: unknown;
  /** Null: the command is not given it. */
  readonly seal: Seal | null;
};

const decideIn = (house: House, wish: Wish, { zone, now, input, seal }: Outside): Decided => {
  const account = openAccountOf(house.people, wish.account);
  if (account === null || !mayCommand(account, wish.row, wish.patient).granted) {
    return { ok: false, forbidden: true };
  }
  const missing = [...handsMissing(house.people, wish), ...proofsMissing(house.people, wish)];
  if (missing.length > 0) return { ok: false, refusals: missing };
  const second = secondOf(house.people, wish);
  const decision = wish.row.decide(house, input, {
    now: instantIn(zone, now),
    who: personOf(account),
    second: second === null ? null : personOf(second),
    patient: wish.patient,
    passkey: passkeyUnder(wish),
    ...(seal === null ? {} : { seal }),
  });
  return decision.ok
    ? {
        ok: true,
        facts: decision.value,
        under: (events) => signatures({ wish, people: house.people }, events),
      }
    : decision;
};

const subjectOf = ({ row: { subject }, patient }: Wish): string =>
  subject === "people" ? subject : recordOf(subject, patient);

/** The input as it is decided, and what is written beside the events: secrets, counts. */
const prepared = async (
  { desk, served: { clinic } }: Proving,
  { row, input, account }: Wish,
): Promise<Verdict<Prepared, Refusal>> => {
  const { db, now, relying } = desk;
  const at = { db, clinic, account, now: now(), relying: relying() };
  return row.prepare?.(input, at) ?? accepted({ input, beside: async () => undefined });
};

/** Does what somebody wants, or says why not. */
export const act = async (desk: Desk, served: Served, wish: Wish): Promise<Result> => {
  const proving = { desk, served, use: useOf(wish) };
  const denial = await proveHands(proving, wish);
  if (denial !== null) return denial;
  const preparation = await prepared(proving, wish);
  const seal = wish.row.seals === true ? await sealOf(desk.db, served.clinic) : null;
  const now = desk.now();
  let forbidden = false;
  const outcome = await served.record.perform({
    deed: { actor: wish.account, why: wish.why },
    at: now,
    key: wish.key,
    asked: askedBy(wish),
    expected: wish.seen === null ? null : { subject: subjectOf(wish), revision: wish.seen },
    decide: ({ state }) => {
      if (!preparation.ok) return preparation;
      const { input, beside } = preparation.value;
      const decision = decideIn(state, wish, { zone: served.zone, now, input, seal });
      forbidden = "forbidden" in decision;
      if ("forbidden" in decision) return { ok: false, refusals: [] };
      return decision.ok ? { ...decision, beside } : decision;
    },
  });
  if (outcome.kind !== "done" && wish.row.factors !== undefined) {
    await giveCodesBack(
      proving,
      handsOf(wish).map(([, hand]) => hand),
    );
  }
  return forbidden ? { kind: "forbidden" } : outcome;
};
