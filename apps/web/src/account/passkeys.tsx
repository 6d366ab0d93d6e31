// SPDX-License-Identifier: Apache-2.0
/** One's own passkeys: each with its age and its last use; renamed, revoked, added. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Welcome } from "../clinic/client.ts";
import { momentText } from "../clinic/dates.ts";
import { Dialog } from "../shell/dialog.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { ACCOUNT_TEXT } from "../text/account.ts";
import { Hand, type Proof, Refused } from "./hand.tsx";
import { isAway, useAccount } from "./use-account.ts";

type Own = Welcome["passkeys"][number];

type Of = { readonly session: Welcome; readonly of: Own };

const Rename = ({ session, of }: Of) => {
  const text = useText(ACCOUNT_TEXT);
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState(of.name);
  const { alter } = useAccount(session);
  const submit = (proof: Proof | null) => {
    const input = { passkey: of.passkey, name };
    const onSuccess = () => setOpened(false);
    alter.mutate({ command: "rename-passkey", input, proof, meaning: null }, { onSuccess });
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        {text.rename}
      </Button>
      <Dialog title={text.renameTitle(of.name)} opened={opened} close={() => setOpened(false)}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit(null);
          }}
        >
          <TextInput
            label={text.label}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            required
            withAsterisk={false}
            maxLength={200}
          />
          {alter.error !== null && <Refused error={alter.error} />}
          {!isAway(alter.error) && (
            <div>
              <Button type="submit" loading={alter.isPending}>
                {text.keep}
              </Button>
            </div>
          )}
        </form>
        {isAway(alter.error) && (
          <Hand session={session} act={text.keep} held busy={alter.isPending} give={submit} />
        )}
      </Dialog>
    </>
  );
};

const Revoke = ({ session, of, gone }: Of & { readonly gone: (name: string) => void }) => {
  const text = useText(ACCOUNT_TEXT);
  const [opened, setOpened] = useState(false);
  const { alter } = useAccount(session);
  const input = { account: session.account, passkey: of.passkey };
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setOpened(true)}>
        {text.revoke}
      </Button>
      <Dialog title={text.revokeTitle(of.name)} opened={opened} close={() => setOpened(false)}>
        <p className="alert bad">{text.revokeLead}</p>
        <Hand
          session={session}
          act={text.revokeDo}
          held={session.passkeys.length > 1}
          busy={alter.isPending}
          give={(proof) =>
            alter.mutate(
              { command: "revoke-passkey", input, proof, meaning: text.revokeMeaning },
              { onSuccess: () => gone(of.name) },
            )
          }
        />
        {alter.error !== null && <Refused error={alter.error} />}
      </Dialog>
    </>
  );
};

const Add = ({ session, added }: { session: Welcome; added: (name: string) => void }) => {
  const text = useText(ACCOUNT_TEXT);
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const { enrol } = useAccount(session);
  return (
    <section className="card stack" aria-labelledby="add">
      <h2 id="add">{text.add}</h2>
      <p className="lead">{text.addLead}</p>
      <Hand
        session={session}
        act={text.addDo}
        held={session.passkeys.length > 0}
        busy={enrol.isPending}
        give={(proof) => {
          setTried(true);
          if (name.trim() === "") return;
          const wanted = { name: name.trim(), proof, meaning: text.addMeaning };
          enrol.mutate(wanted, { onSuccess: () => added(wanted.name) });
        }}
      >
        <TextInput
          label={text.label}
          value={name}
          error={tried && name.trim() === "" ? text.empty : null}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          autoComplete="off"
          maxLength={200}
        />
      </Hand>
      {enrol.error !== null && <Refused error={enrol.error} />}
    </section>
  );
};

const List = ({ session, gone }: { session: Welcome; gone: (name: string) => void }) => {
  const text = useText(ACCOUNT_TEXT);
  const { language } = useLanguage();
  if (session.passkeys.length === 0) return <p className="empty">{text.none}</p>;
  return (
    <ul className="stack" style={{ padding: 0, listStyle: "none" }}>
      {session.passkeys.map((of) => (
        <li key={of.passkey} className="row spread">
          <div>
            <b>{of.name}</b>
            <p className="quiet small">
              {text.since}: {momentText(of.since, language)} · {text.used}:{" "}
              {of.used === null ? text.never : momentText(of.used, language)}
            </p>
          </div>
          <div className="row">
            <Rename key={of.name} session={session} of={of} />
            <Revoke session={session} of={of} gone={gone} />
          </div>
        </li>
      ))}
    </ul>
  );
};

/** The passkeys, and the way to another one. */
export const Passkeys = ({ session }: { readonly session: Welcome }) => {
  const text = useText(ACCOUNT_TEXT);
  const [news, setNews] = useState("");
  const [additions, setAdditions] = useState(0);
  return (
    <>
      <section className="card stack" aria-labelledby="passkeys">
        <h2 id="passkeys">{text.passkeys}</h2>
        <p className="lead">{text.lead}</p>
        {news !== "" && (
          <p className="alert good" role="status">
            {news}
          </p>
        )}
        <List session={session} gone={(name) => setNews(text.gone(name))} />
      </section>
      <Add
        key={additions}
        session={session}
        added={(name) => {
          setNews(text.added(name));
          setAdditions(additions + 1);
        }}
      />
    </>
  );
};
