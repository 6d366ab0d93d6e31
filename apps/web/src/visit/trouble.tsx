// SPDX-License-Identifier: Apache-2.0
/** Trouble: why a step was not taken, in words; and the way on where the person was away. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { Problem, type RefusalSaid } from "../clinic/client.ts";
import { ServerWords } from "../clinic/server-words.tsx";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { Form, Go, LineField } from "./fields.tsx";
import type { Send } from "./use-visit.ts";
import type { Words } from "./words.ts";

/** Reasons, each as a sentence, with the server's own words beneath. */
export const Refusals = (props: {
  readonly list: readonly RefusalSaid[];
  readonly words: Words;
  readonly patient: string;
}) => (
  <div className="alert bad stack" role="alert">
    {props.list.map((each) => (
      <div key={`${each.kind} ${each.path} ${each.read}`}>
        <p>
          <b>{props.words.refusal(each, props.patient)}</b>
        </p>
        <p className="small">
          {props.words.text.server}: <ServerWords said={each} read />
        </p>
      </div>
    ))}
  </div>
);

const Away = ({ send, words }: { readonly send: Send; readonly words: Words }) => {
  const [password, setPassword] = useState("");
  const { variables } = send;
  return (
    <div className="alert" role="alert">
      <Form submit={() => variables && send.mutate({ ...variables, proof: { password } })}>
        <LineField
          label={words.text.prove}
          type="password"
          value={password}
          change={setPassword}
          error={null}
        />
        <div className="row">
          <Go name={words.text.proveDo} busy={send.isPending} />
          {send.session.passkeys.length > 0 && (
            <Button
              variant="default"
              onClick={() => variables && send.mutate({ ...variables, proof: "passkey" })}
            >
              {words.passkeyProve}
            </Button>
          )}
        </div>
      </Form>
    </div>
  );
};

/** What became of the last attempt, where it came to nothing. */
export const Trouble = (props: {
  readonly send: Send;
  readonly words: Words;
  readonly patient: string;
}) => {
  const { send, words, patient } = props;
  const { error } = send;
  if (error === null) return null;
  const kind = error instanceof Problem ? error.kind : "other";
  const refusals = error instanceof Problem ? error.refusals : [];
  if (kind === "prove-yourself") return <Away send={send} words={words} />;
  if (kind === "stale") {
    return (
      <p className="alert bad" role="alert">
        {words.text.stale}
      </p>
    );
  }
  if (kind === "refused" || (kind === "other" && refusals.length > 0)) {
    return <Refusals list={refusals} words={words} patient={patient} />;
  }
  return (
    <div className="stack">
      <ProblemNote error={error} />
      <p>
        <b>{words.text.wait}</b>
      </p>
    </div>
  );
};
