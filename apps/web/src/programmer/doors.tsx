// SPDX-License-Identifier: Apache-2.0
/** The doors before a session: where the pump is, keys of this browser, pairing, opening. */
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import type { Both } from "./enrol.ts";
import type { Where } from "./session.ts";
import type { Actions } from "./use-programmer.ts";
import type { Voice } from "./use-voice.ts";

const Door = (props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) => (
  <section className="card stack door">
    <h2>{props.title}</h2>
    <p className="lead">{props.lead}</p>
    {props.children}
  </section>
);

/** The pump is not here. */
export const Away = (props: {
  readonly where: Where;
  readonly voice: Voice;
  readonly look: () => void;
}) => {
  const { text } = props.voice;
  return (
    <section className="alert bad stack" role="alert">
      <p>{text.where[props.where.state]}</p>
      <div>
        <Button variant="default" onClick={props.look}>
          {text.lookAgain}
        </Button>
      </div>
    </section>
  );
};

/** A password, where it is asked for a code, and what they are for. */
const Password = (props: {
  readonly voice: Voice;
  readonly busy: boolean;
  readonly go: string;
  /** Whether the second factor is asked for, too. */
  readonly both?: boolean;
  readonly give: (hand: Both) => void;
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
        props.give({ password, code: code.trim() });
        setPassword("");
        setCode("");
      }}
    >
      <TextInput
        type="password"
        label={text.password}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
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
      <div>
        <Button type="submit" disabled={!isWhole} loading={props.busy}>
          {props.go}
        </Button>
      </div>
    </form>
  );
};

type DoorProps = {
  readonly voice: Voice;
  readonly busy: boolean;
  readonly actions: Actions;
};

/** This browser has no keys of the person yet. */
export const Enrol = ({ voice, busy, actions }: DoorProps) => (
  <Door title={voice.text.enrolTitle} lead={voice.text.enrolLead}>
    <Password voice={voice} busy={busy} go={voice.text.enrolDo} give={actions.enrol} both />
  </Door>
);

/** The programmer does not know the pump yet. */
export const Pair = (props: DoorProps & { readonly held: boolean }) => {
  const { text } = props.voice;
  const [code, setCode] = useState("");
  const file = useId();
  return (
    <Door title={text.pairTitle} lead={text.pairLead}>
      <p className="quiet small">{props.held ? text.held : text.sealed}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void props.actions.pair(code);
        }}
      >
        <div className="stack tight">
          <label htmlFor={file}>{text.pairCard}</label>
          <input
            id={file}
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              const [card] = currentTarget.files ?? [];
              void card?.text().then((read) => props.actions.pair(read));
            }}
          />
        </div>
        <TextInput
          label={text.pairCode}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <Button type="submit" disabled={code === ""} loading={props.busy}>
            {text.pairDo}
          </Button>
        </div>
      </form>
    </Door>
  );
};

/** Paired, and no session yet. */
export const Ready = ({ voice, busy, actions }: DoorProps) => (
  <Door title={voice.text.readyTitle} lead={voice.text.readyLead}>
    <div>
      <Button onClick={() => void actions.open()} loading={busy}>
        {voice.text.readDo}
      </Button>
    </div>
  </Door>
);

/** The password once more, after a rest. */
export const Proof = (
  props: DoorProps & {
    readonly opened: boolean;
    /** Whether the person has passkeys. */
    readonly held: boolean;
  },
) => {
  const { text } = props.voice;
  const { passkeyProve } = useText(CLINIC_TEXT);
  const close = (): void => props.actions.change({ proving: false });
  const prove = (proof: { readonly password: string } | "passkey"): void => {
    props.actions
      .prove(proof)
      .catch((error: Error) =>
        props.actions.change({ proving: false, notice: { kind: "problem", error } }),
      );
  };
  const give = ({ password }: Both): void => prove({ password });
  return (
    <Dialog title={text.proveTitle} opened={props.opened} close={close}>
      <p>{text.proveLead}</p>
      <Password voice={props.voice} busy={props.busy} go={text.proveDo} give={give} />
      {props.held && (
        <div>
          <Button variant="default" loading={props.busy} onClick={() => prove("passkey")}>
            {passkeyProve}
          </Button>
        </div>
      )}
    </Dialog>
  );
};
