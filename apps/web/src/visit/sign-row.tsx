// SPDX-License-Identifier: Apache-2.0
/** A signature under what stands above it: a password and a button, or a passkey. */
import { useState } from "react";
import type { Hand } from "../clinic/client.ts";
import { Go, GoHolding, LineField } from "./fields.tsx";
import type { Send } from "./use-visit.ts";
import type { Words } from "./words.ts";

/** How a step is signed: with what was typed, or with a passkey that is asked for it. */
export type Signing = { readonly hand: Hand } | { readonly held: string };

/** A password, as it is typed, and the hand that it makes under a meaning. */
export const useSigning = (meaning: string) => {
  const [password, setPassword] = useState("");
  const byPassword: Signing | null = password === "" ? null : { hand: { password, meaning } };
  return { password, setPassword, byPassword, byPasskey: { held: meaning } as const };
};

/** The password and the buttons. */
export const SignRow = (props: {
  readonly name: string;
  readonly words: Words;
  readonly send: Send;
  readonly signing: ReturnType<typeof useSigning>;
  readonly error: string | null;
  readonly hold: () => void;
}) => {
  const { words, send, signing } = props;
  return (
    <>
      <p className="small">{signing.byPasskey.held}.</p>
      <LineField
        label={words.password}
        type="password"
        value={signing.password}
        change={signing.setPassword}
        error={props.error}
      />
      <div className="row">
        <Go name={props.name} busy={send.isPending} />
        <GoHolding name={words.passkeySign} send={send} go={props.hold} />
      </div>
    </>
  );
};
