// SPDX-License-Identifier: Apache-2.0
/** Shapes of the clinic's view of passports. */
import type { Passport } from "@cisterna/passport";
import type { RefusalSaid } from "../clinic/client.ts";
import type { PassportText } from "../text/en/passport.ts";

/** What a patient may choose to reveal. */
export type Shown = keyof PassportText["reveal"];

/** What may be revealed, in the order in which it is asked. */
export const SHOWN: readonly Shown[] = ["name", "born", "id"];

/** A passport that was signed. */
export type Signed = {
  readonly passport: string;
  readonly implant: string;
  readonly shows: readonly Shown[];
  readonly key: string;
  readonly issued: string;
  readonly due: string;
  readonly text: string;
  readonly by: string;
  readonly revoked: { readonly at: string; readonly by: string; readonly because: string } | null;
  readonly stands: keyof PassportText["stands"];
};

/** An implant with the passport that could be signed, everything revealed; or why there is none. */
export type Implanted = {
  readonly implant: string;
  readonly draft: Passport | null;
  readonly refusals: readonly RefusalSaid[];
};

/** The view. */
export type PassportView = {
  readonly as_of: string;
  readonly person: { readonly name: string };
  readonly implants: readonly Implanted[];
  readonly passports: readonly Signed[];
};
