// SPDX-License-Identifier: Apache-2.0
/** What the programmer's screen can be in, and what the last thing that was asked came to. */
import type { Committed, LinkRefusal, Proposed } from "@cisterna/link";
import type { Log, Refusal } from "@cisterna/pump";
import type { Peer } from "../air/call.ts";
import type { Welcome } from "../clinic/client.ts";
import type { Contact, LastWord, Reading } from "./contact.ts";
import type { Device } from "./keys.ts";

/** The implant of a patient, and who sits before it. */
export type Bedside = {
  readonly session: Welcome;
  readonly patient: string;
  readonly implant: string;
};

/** Where the clinic says that a pump is. */
export type Where = {
  readonly pump: string | null;
  readonly state: "here" | "deaf" | "away" | "claimed-twice" | "no-serial";
};

/** What the screen is in. */
export type Stage =
  | { readonly kind: "looking" }
  | { readonly kind: "away"; readonly where: Where }
  | { readonly kind: "enrol"; readonly where: Where }
  | { readonly kind: "pair"; readonly where: Where; readonly device: Device }
  | {
      readonly kind: "ready";
      readonly where: Where;
      readonly device: Device;
      readonly peer: Peer;
    }
  | {
      readonly kind: "open";
      readonly contact: Contact;
      readonly reading: Reading;
      readonly log: Log;
    }
  | {
      readonly kind: "ended";
      readonly contact: Contact;
      /** What was read before the end. */
      readonly reading: Reading;
      readonly word: LastWord;
    };

/** Who may be let in by a programmer. */
export type Invited = "clinician" | "patient";

/** What the last thing that was asked came to. */
export type Notice =
  | { readonly kind: "did"; readonly events: Log }
  | { readonly kind: "pump-refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "link-refused"; readonly refusals: readonly LinkRefusal[] }
  | { readonly kind: "unknown" }
  | { readonly kind: "forged" }
  | { readonly kind: "not-paired" }
  | { readonly kind: "no-code" }
  | { readonly kind: "edit-gone" }
  | { readonly kind: "no-task" }
  | { readonly kind: "leave-first" }
  | { readonly kind: "code"; readonly code: string; readonly role: Invited }
  | { readonly kind: "problem"; readonly error: Error };

/** A change that the pump has read back, and how far its signature is. */
export type Review = {
  readonly proposed: Proposed;
  /** What the person gave as a reason; empty: none was needed. */
  readonly reason: string;
  /** What the clinic does once, however often it is told: the signature in its record. */
  readonly key: string;
  /** By the page's clock, ms. */
  readonly at: number;
  /** Asks for the very commit that was signed, again; null: not signed yet. */
  readonly again: ((contact: Contact) => Promise<Committed>) | null;
  /** The link was lost after signing: nobody knows whether the pump switched. */
  readonly lost: boolean;
};

/** What the pump signed after a switch. */
export type Receipt = {
  readonly version: number;
  readonly hash: string;
  readonly reason: string;
  /** Whether the clinic took the task that brings the change into the record. */
  readonly noted: boolean;
};

/** Everything that the screen shows of the session. */
export type State = {
  readonly stage: Stage;
  readonly busy: boolean;
  readonly notice: Notice | null;
  readonly review: Review | null;
  readonly receipt: Receipt | null;
  /** Something waits for the password. */
  readonly proving: boolean;
};

/** What becomes otherwise. */
export type Change = Partial<State>;

/** A session that is open. */
export type Open = Extract<Stage, { readonly kind: "open" }>;

/** How it begins. */
export const START: State = {
  ...{ stage: { kind: "looking" }, busy: false, notice: null },
  ...{ review: null, receipt: null, proving: false },
};

/** What an outcome says: what the pump did, or what it has against it. */
export const noticeOf = (events: Log): Notice => {
  const refusals = events.flatMap((event) => (event.kind === "refused" ? event.refusals : []));
  return refusals.length > 0 ? { kind: "pump-refused", refusals } : { kind: "did", events };
};

/** What stands against something, as a notice. */
export const against = (
  said: Exclude<Committed, { readonly kind: "switched" | "outcome" }>,
): Notice => (said.kind === "refused" ? { kind: "link-refused", refusals: said.refusals } : said);
