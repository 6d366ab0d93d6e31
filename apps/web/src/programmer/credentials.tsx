// SPDX-License-Identifier: Apache-2.0
/** Who it is: a password, the second factor where it is asked for, or a passkey in their place. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Voice } from "./use-voice.ts";

/** Both factors of who asks. */
type Both = { readonly password: string; readonly code: string };

/** How somebody proves who it is: a passkey counts as both factors. */
export type Given = Both | "passkey";

/** The fields and buttons. */
export const Credentials = (props: {
  readonly voice: Voice;
  readonly busy: boolean;
  readonly go: string;
  /** Whether the second factor is asked for, too. */
  readonly both?: boolean;
  /** What is done with a passkey, by its name; null: the person has none. */
  readonly held: string | null;
  /** Whether the field is the first one of a dialog. */
  readonly first?: boolean;
  readonly give: (given: Given) => void;
}) => {
  const { text } = props.voice;
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const isWhole = password !== "" && (props.both !== true || code.trim() !== "");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        props.give({ password, code: code.trim() });
      }}
    >
      <TextInput
        type="password"
        label={text.password}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        autoComplete="current-password"
        data-autofocus={props.first === true ? true : undefined}
      />
      {props.both === true && (
        <TextInput
          label={text.secondFactor}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          autoComplete="one-time-code"
          inputMode="numeric"
        />
      )}
      <div className="row">
        <Button type="submit" disabled={!isWhole} loading={props.busy}>
          {props.go}
        </Button>
        {props.held !== null && (
          <Button variant="default" loading={props.busy} onClick={() => props.give("passkey")}>
            {props.held}
          </Button>
        )}
      </div>
    </form>
  );
};
