// SPDX-License-Identifier: Apache-2.0
/** Passports that were signed: whether each still holds, its paper, and how it is taken back. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { useText } from "../shell/language.tsx";
import { offer } from "../shell/offer.ts";
import { PASSPORT_TEXT } from "../text/passport.ts";
import { Form, Go, GoHolding, LineField } from "../visit/fields.tsx";
import { Trouble } from "../visit/trouble.tsx";
import { type Place, useDraft, useSend } from "../visit/use-visit.ts";
import { useWords } from "../visit/words.ts";
import type { Format } from "./paper.tsx";
import type { Signed } from "./shapes.ts";

const LOOKS = {
  current: ["✓", "good"],
  old: ["!", "warn"],
  outdated: ["‼", "bad"],
  revoked: ["✕", ""],
} as const;

const Stands = ({ of }: { readonly of: Signed }) => {
  const text = useText(PASSPORT_TEXT);
  const [sign, look] = LOOKS[of.stands];
  return (
    <span className={`pill wrapped ${look}`}>
      <span aria-hidden="true">{sign}</span>
      {text.stands[of.stands]}
    </span>
  );
};

type Props = { readonly place: Place; readonly patient: string };

const Revoke = ({ place, patient, of }: Props & { readonly of: Signed }) => {
  const text = useText(PASSPORT_TEXT);
  const words = useWords();
  const send = useSend(place);
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const { draft, change, forget } = useDraft(place, of.passport, { because: "" });
  const isSaid = draft.because.trim() !== "";
  const input = { passport: of.passport, because: draft.because };
  const step = { command: "revoke-passport", input };
  const submit = () => {
    setTried(true);
    if (!isSaid || password === "") return;
    const hand = { password, meaning: text.revokeMeaning };
    send.mutate({ ...step, hand }, { onSuccess: forget });
  };
  const hold = () => {
    setTried(true);
    if (isSaid) send.mutate({ ...step, held: text.revokeMeaning }, { onSuccess: forget });
  };
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setOpened(true)}>
        {text.revoke}
      </Button>
      <Dialog title={text.revokeTitle} opened={opened} close={() => setOpened(false)}>
        <p className="alert bad">{text.revokeDanger}</p>
        <Form submit={submit}>
          <LineField
            label={text.because}
            value={draft.because}
            change={(because) => change({ because })}
            error={tried && !isSaid ? text.emptyField : null}
          />
          <LineField
            label={words.password}
            type="password"
            value={password}
            change={setPassword}
            error={tried && password === "" ? text.emptyField : null}
          />
          <div className="row">
            <Go name={text.revokeAct} busy={send.isPending} />
            <GoHolding name={words.passkeySign} send={send} go={hold} />
          </div>
        </Form>
        <Trouble send={send} words={words} patient={patient} />
      </Dialog>
    </>
  );
};

type Show = (of: Signed, format: Format) => void;

const One = ({ of, show, ...props }: Props & { readonly of: Signed; readonly show: Show }) => {
  const text = useText(PASSPORT_TEXT);
  const { moment, day } = useWords();
  const revealed = of.shows.map((each) => text.reveal[each]).join(", ");
  return (
    <li className="stack">
      <p>
        <Stands of={of} /> {text.number(of.passport)} · {of.implant}
      </p>
      {of.stands === "outdated" && <p className="alert bad">{text.outdatedWhy}</p>}
      <p className="quiet">
        {text.issued(moment(of.issued), of.by)} · {text.oldFrom(day(of.due))} ·{" "}
        {text.shows(revealed === "" ? text.nothing : revealed)}
      </p>
      {of.revoked === null ? (
        <div className="row">
          <Button size="xs" variant="default" onClick={() => show(of, "a5")}>
            {text.a5}
          </Button>
          <Button size="xs" variant="default" onClick={() => show(of, "wallet")}>
            {text.wallet}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => offer(`passport-${of.passport}.txt`, "text/plain", `${of.text}\n`)}
          >
            {text.file}
          </Button>
          <Revoke {...props} of={of} />
        </div>
      ) : (
        <p>{text.revoked(moment(of.revoked.at), of.revoked.by, of.revoked.because)}</p>
      )}
    </li>
  );
};

/** The list, the newest first. */
export const SignedPassports = (
  props: Props & { readonly all: readonly Signed[]; readonly show: Show },
) => {
  const { all, ...rest } = props;
  const text = useText(PASSPORT_TEXT);
  return (
    <section className="card stack no-print">
      <h2>{text.signed}</h2>
      {all.length === 0 && <p className="quiet">{text.noneSigned}</p>}
      <ul className="passports">
        {all.map((of) => (
          <One key={of.passport} of={of} {...rest} />
        ))}
      </ul>
    </section>
  );
};
