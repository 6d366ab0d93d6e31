// SPDX-License-Identifier: Apache-2.0
/** The doors before a session: where the pump is, keys of this browser, pairing, opening. */
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { Credentials, type Given } from "./credentials.tsx";
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

type DoorProps = {
  readonly voice: Voice;
  readonly busy: boolean;
  readonly actions: Actions;
};

/** Whether the person has passkeys. */
type Holds = { readonly held: boolean };

/** This browser has no keys of the person yet. */
export const Enrol = ({ voice, busy, actions, held }: DoorProps & Holds) => (
  <Door title={voice.text.enrolTitle} lead={voice.text.enrolLead}>
    <Credentials
      voice={voice}
      busy={busy}
      go={voice.text.enrolDo}
      held={held ? voice.text.enrolHeld : null}
      give={(given) => void actions.enrol(given)}
      both
    />
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
export const Proof = (props: DoorProps & Holds & { readonly opened: boolean }) => {
  const { text } = props.voice;
  const { passkeyProve } = useText(CLINIC_TEXT);
  const close = (): void => props.actions.change({ proving: false });
  const prove = (given: Given): void => {
    props.actions
      .prove(given)
      .catch((error: Error) =>
        props.actions.change({ proving: false, notice: { kind: "problem", error } }),
      );
  };
  return (
    <Dialog title={text.proveTitle} opened={props.opened} close={close}>
      <p>{text.proveLead}</p>
      <Credentials
        voice={props.voice}
        busy={props.busy}
        go={text.proveDo}
        held={props.held ? passkeyProve : null}
        give={prove}
        first
      />
    </Dialog>
  );
};
