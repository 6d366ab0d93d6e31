// SPDX-License-Identifier: Apache-2.0
/**
 * Hands under a wish: each is proven before anything is decided, by a password, by a password and a
 * code, or by a passkey, which has made sure itself who holds it and counts as both.
 */
import type { People } from "../people/account.ts";
import { passkeyOf, passkeysOf } from "../people/passkey.ts";
import { giveBack, type Proof, prove } from "../people/password.ts";
import { inClinic } from "../store/scope.ts";
import type { Desk, Served } from "./desk.ts";
import { proveHeld } from "./held.ts";
import { openAccountOf } from "./permission.ts";
import type { CommandRow, Refusal } from "./row.ts";
import { askedBy, type Hand, type Held, type Wish } from "./wish.ts";

/** Why a hand proves nothing. */
export type Denial =
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "unproven"; readonly path: string; readonly until: number | null };

/** The hands under a wish by their fields. */
export const handsOf = ({ signature, second }: Wish): readonly (readonly [string, Hand])[] =>
  Object.entries({ signature, second }).flatMap(([path, hand]) =>
    hand === null ? [] : [[path, hand] as const],
  );

/** A refusal of hands, which never says what was read. */
export const refusal = (kind: string, path: string, accepted: string): Refusal => ({
  kind,
  path,
  read: "",
  accepted,
});

const SHOWN = "the six digits that the authenticator shows now";

type Failed = Exclude<Proof, { kind: "right" }> | { readonly kind: "passkey-wrong" };

const unproven = (path: string, proof: Failed): Denial => {
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
      const first = "an account with a second factor: set-factor first, or a passkey";
      return { kind: "refused", refusals: [refusal("factor-missing", code, first)] };
    }
    case "passkey-wrong":
      return { kind: "unproven", path: `${path}.passkey`, until: null };
  }
};

/** Whether a hand holds a passkey. */
export const isHeld = (hand: Hand): hand is Hand & Held => "assertion" in hand;

/** Hands that show one factor, of accounts that fit. */
const codesMissing = (wish: Wish, fits: (account: string) => boolean): readonly Refusal[] =>
  handsOf(wish)
    .filter(([, hand]) => !isHeld(hand) && hand.code === null && fits(hand.account))
    .map(([path]) => refusal("code-missing", `${path}.code`, `${SHOWN}, or a passkey`));

/** Where hands are proven, and what their codes are bound to. */
export type Proving = { readonly desk: Desk; readonly served: Served; readonly use: string };

/** Gives the codes of hands back that have come to nothing. */
export const giveCodesBack = async (
  { desk, served: { clinic }, use }: Proving,
  hands: readonly Hand[],
): Promise<void> => {
  for (const { account } of hands.filter((hand) => !isHeld(hand))) {
    await inClinic(desk.db, clinic, (scope) => giveBack(scope, { clinic, account, use }));
  }
};

type Proven = Failed | { readonly kind: "right" };

/** A passkey has to have answered to this very request. */
const proveHand = async (
  { desk, served, use }: Proving,
  wish: Wish,
  hand: Hand,
): Promise<Proven> => {
  if (isHeld(hand)) {
    const to = { purpose: "sign", account: hand.account, asked: askedBy(wish) } as const;
    const { kind } = await proveHeld(desk, served, { assertion: hand.assertion, to });
    return kind === "right" ? { kind } : { kind: "passkey-wrong" };
  }
  const { account, password } = hand;
  const isCoded = wish.row.factors !== undefined && hand.code !== null;
  const code = isCoded ? { given: hand.code, use } : null;
  const claim = { clinic: served.clinic, account, password, code, now: desk.now() };
  return inClinic(desk.db, served.clinic, (scope) => prove(scope, claim));
};

/** Proves every hand under a wish; null: each is whose it says it is. */
export const proveHands = async (proving: Proving, wish: Wish): Promise<Denial | null> => {
  const missing = wish.row.factors === "both" ? codesMissing(wish, () => true) : [];
  if (missing.length > 0) return { kind: "refused", refusals: missing };
  const proven: Hand[] = [];
  for (const [path, hand] of handsOf(wish)) {
    const proof = await proveHand(proving, wish, hand);
    if (proof.kind !== "right") {
      await giveCodesBack(proving, proven);
      return unproven(path, proof);
    }
    proven.push(hand);
  }
  return null;
};

const hasTwoFactors = (people: People, account: string): boolean =>
  openAccountOf(people, account)?.factor === true ||
  passkeysOf(people.passkeys, account).length > 0;

/** Hands whose passkey was revoked since it answered. */
const passkeysGone = ({ passkeys }: People, wish: Wish): readonly Refusal[] =>
  handsOf(wish)
    .filter(
      ([, hand]) =>
        isHeld(hand) && passkeyOf(passkeys, hand.assertion.passkey)?.account !== hand.account,
    )
    .map(([path]) => refusal("passkey-unknown", `${path}.passkey`, "a passkey of the account"));

/** Why the hands under a command do not prove enough. */
export const proofsMissing = (people: People, wish: Wish): readonly Refusal[] => [
  ...passkeysGone(people, wish),
  ...(wish.row.factors === "both-if-there"
    ? codesMissing(wish, (account) => hasTwoFactors(people, account))
    : []),
];

/** How a person has proven who it is, as the signature says it. */
export const provenBy = (hand: Hand, { factors }: CommandRow) => {
  if (isHeld(hand)) return { by: "passkey", passkey: hand.assertion.passkey };
  const isCoded = factors !== undefined && hand.code !== null;
  return { by: isCoded ? "password-and-code" : "password" };
};
