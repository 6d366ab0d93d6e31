// SPDX-License-Identifier: Apache-2.0
/**
 * Acting: somebody's command, from the wish to the record. Passwords and codes under it are proven
 * first; then, in one step with everything else that is decided, whether the person may, whether
 * all have signed who must, and what the domain says. A signature stands in the record under the
 * hashes of what it signs.
 */
import { createHash } from "node:crypto";
import { canonicalText } from "@cisterna/record";
import type { Person, Signature } from "../fact/command.ts";
import { recordOf } from "../fact/kinds.ts";
import { type Account, type People, peopleFact } from "../people/account.ts";
import { giveBack, type Proof, prove } from "../people/password.ts";
import type { Event, Fact } from "../store/event.ts";
import type { Decision, Outcome } from "../store/perform.ts";
import { inClinic, type Scope } from "../store/scope.ts";
import type { Desk, Served } from "./desk.ts";
import type { House } from "./house.ts";
import { mayCommand, openAccountOf } from "./permission.ts";
import type { CommandRow, Refusal } from "./row.ts";
import { instantIn } from "./zone.ts";

/** A person's hand under a command: proven now, with what it means. */
type Hand = {
  readonly account: string;
  readonly password: string;
  /** Of the second factor; null: none was given. */
  readonly code: string | null;
  readonly meaning: string;
};

/** Somebody wants a command to be done. */
export type Wish = {
  readonly account: string;
  readonly row: CommandRow;
  readonly patient: string | null;
  readonly input: unknown;
  readonly why: string | null;
  readonly key: string | null;
  /** Revision of the subject that the person has seen. */
  readonly seen: number | null;
  readonly signature: Hand | null;
  readonly second: Hand | null;
};

/** What became of a wish. */
export type Result =
  | Outcome<Refusal>
  | { readonly kind: "forbidden" }
  | { readonly kind: "unproven"; readonly path: string; readonly until: number | null };

const hashOf = (value: unknown): string => {
  const text = canonicalText(value);
  return createHash("sha256")
    .update(text.ok ? text.value : JSON.stringify(value))
    .digest("hex");
};

/** The hash of a request: what a key that comes again has to come with. */
const askedBy = ({ account, row, patient, input }: Wish): string =>
  hashOf({ account, command: row.name, patient, input: JSON.stringify(input ?? null) });

/** What a code is bound to: a request with a key may come again with it, another may not. */
const useOf = (wish: Wish): string => hashOf([wish.key ?? crypto.randomUUID(), askedBy(wish)]);

/** The hands under a wish by their fields. */
const handsOf = ({ signature, second }: Wish): readonly (readonly [string, Hand])[] =>
  Object.entries({ signature, second }).flatMap(([path, hand]) =>
    hand === null ? [] : [[path, hand] as const],
  );

const refusal = (kind: string, path: string, accepted: string): Refusal => ({
  kind,
  path,
  read: "",
  accepted,
});

const SHOWN = "the six digits that the authenticator shows now";

const unproven = (path: string, proof: Exclude<Proof, { kind: "right" }>): Result => {
  const code = `${path}.code`;
  switch (proof.kind) {
    case "resting":
      return { kind: "unproven", path, until: proof.until };
    case "wrong":
      return { kind: "unproven", path: `${path}.password`, until: null };
    case "code-wrong":
      return { kind: "unproven", path: code, until: null };
    case "code-used": {
      const next = "the next code: this one was taken already";
      return { kind: "refused", refusals: [refusal("code-used", code, next)] };
    }
    case "no-factor": {
      const first = "an account with a second factor: set-factor first";
      return { kind: "refused", refusals: [refusal("factor-missing", code, first)] };
    }
  }
};

const codesMissing = (wish: Wish): readonly Refusal[] =>
  wish.row.prescribes === true
    ? handsOf(wish)
        .filter(([, { code }]) => code === null)
        .map(([path]) => refusal("code-missing", `${path}.code`, SHOWN))
    : [];

type Proving = { readonly desk: Desk; readonly clinic: string; readonly use: string };

const giveCodesBack = async (
  { desk, clinic, use }: Proving,
  hands: readonly { readonly account: string }[],
): Promise<void> => {
  for (const { account } of hands) {
    await inClinic(desk.db, clinic, (scope) => giveBack(scope, { clinic, account, use }));
  }
};

/** Proves every hand under a wish; null: each is whose it says it is. */
const proveHands = async (proving: Proving, wish: Wish): Promise<Result | null> => {
  const missing = codesMissing(wish);
  if (missing.length > 0) return { kind: "refused", refusals: missing };
  const { desk, clinic, use } = proving;
  const proven: Hand[] = [];
  for (const [path, hand] of handsOf(wish)) {
    const { account, password } = hand;
    const isCoded = wish.row.prescribes === true && hand.code !== null;
    const code = isCoded ? { given: hand.code, use } : null;
    const claim = { clinic, account, password, code, now: desk.now() };
    const proof = await inClinic(desk.db, clinic, (scope) => prove(scope, claim));
    if (proof.kind !== "right") {
      await giveCodesBack(proving, proven);
      return unproven(path, proof);
    }
    proven.push(hand);
  }
  return null;
};

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

const signatures = ({ wish, people }: Signing, events: readonly Event[]): readonly Fact[] =>
  [wish.signature, wish.second].flatMap((hand) => {
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
        by: wish.row.prescribes === true ? "password-and-code" : "password",
      }),
    ];
  });

type Decided = Decision<Refusal> | { readonly ok: false; readonly forbidden: true };

const decideIn = (
  house: House,
  wish: Wish,
  at: { readonly zone: string; readonly now: number },
): Decided => {
  const account = openAccountOf(house.people, wish.account);
  if (account === null || !mayCommand(account, wish.row, wish.patient).granted) {
    return { ok: false, forbidden: true };
  }
  const missing = handsMissing(house.people, wish);
  if (missing.length > 0) return { ok: false, refusals: missing };
  const second = secondOf(house.people, wish);
  const decision = wish.row.decide(house, wish.input, {
    now: instantIn(at.zone, at.now),
    who: personOf(account),
    second: second === null ? null : personOf(second),
    patient: wish.patient,
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

/** What is written beside the events of a command: secrets that the record never sees. */
const besideOf = async (
  wish: Wish,
  clinic: string,
): Promise<((scope: Scope) => Promise<void>) | undefined> => wish.row.secret?.(wish.input, clinic);

/** Does what somebody wants, or says why not. */
export const act = async (desk: Desk, served: Served, wish: Wish): Promise<Result> => {
  const proving = { desk, clinic: served.clinic, use: useOf(wish) };
  const denial = await proveHands(proving, wish);
  if (denial !== null) return denial;
  const beside = await besideOf(wish, served.clinic);
  const now = desk.now();
  let forbidden = false;
  const outcome = await served.record.perform({
    deed: { actor: wish.account, why: wish.why },
    at: now,
    key: wish.key,
    asked: askedBy(wish),
    expected: wish.seen === null ? null : { subject: subjectOf(wish), revision: wish.seen },
    decide: ({ state }) => {
      const decision = decideIn(state, wish, { zone: served.zone, now });
      forbidden = "forbidden" in decision;
      if ("forbidden" in decision) return { ok: false, refusals: [] };
      return decision.ok && beside !== undefined ? { ...decision, beside } : decision;
    },
  });
  if (outcome.kind !== "done" && wish.row.prescribes === true) {
    await giveCodesBack(
      proving,
      handsOf(wish).map(([, hand]) => hand),
    );
  }
  return forbidden ? { kind: "forbidden" } : outcome;
};
