// SPDX-License-Identifier: Apache-2.0
/** A hand under a change of one's own account: what one knows, or a passkey that one has. */
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Problem, type RefusalSaid, type Welcome } from "../clinic/client.ts";
import { ServerWords } from "../clinic/server-words.tsx";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { useText } from "../shell/language.tsx";
import { ACCOUNT_TEXT } from "../text/account.ts";

/** How somebody proves who it is. */
export type Proof = { readonly password: string; readonly code?: string } | "passkey";

/** Fields and buttons to prove with; `children` come first. */
export const Hand = (props: {
  readonly session: Welcome;
  readonly act: string;
  /** Whether there is a passkey that can prove it. */
  readonly held: boolean;
  readonly busy: boolean;
  readonly give: (proof: Proof) => void;
  readonly children?: ReactNode;
}) => {
  const { session, act, busy, give } = props;
  const text = useText(ACCOUNT_TEXT);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (password === "") return;
    give({ password, ...(code.trim() === "" ? {} : { code: code.trim() }) });
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {props.children}
      <TextInput
        type="password"
        label={text.password}
        value={password}
        error={tried && password === "" ? text.empty : null}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        autoComplete="current-password"
      />
      {session.factor && (
        <TextInput
          label={text.code}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
      )}
      <div className="row">
        <Button type="submit" loading={busy}>
          {act}
        </Button>
        {props.held && (
          <Button variant="default" loading={busy} onClick={() => give("passkey")}>
            {text.withPasskey}
          </Button>
        )}
      </div>
    </form>
  );
};

const isHeld = ({ kind }: Problem): boolean => kind === "wrong-passkey";

/** The word for a refusal: what was typed wrong has its own, whatever the clinic calls it. */
const wordOf = ({ kind, path }: RefusalSaid): string => {
  const isWrong = kind === "malformed-text" || kind === "wrong-type";
  if (isWrong && path.endsWith(".code")) return "code-wrong";
  return isWrong && path.endsWith(".password") ? "password-wrong" : kind;
};

const Reasons = ({ error }: { readonly error: Error }) => {
  const text = useText(ACCOUNT_TEXT);
  const sentences: Readonly<Record<string, string>> = text.refusals;
  if (!(error instanceof Problem) || error.refusals.length === 0 || isHeld(error)) {
    return <ProblemNote error={error} />;
  }
  return (
    <div className="alert bad stack" role="alert">
      {error.refusals.map((said) => (
        <div key={`${said.kind} ${said.path}`}>
          <p>
            <b>{sentences[wordOf(said)] ?? text.refusals.other}</b>
          </p>
          <p className="small">
            {text.server}: <ServerWords said={said} />
          </p>
        </div>
      ))}
    </div>
  );
};

/** Why a change came to nothing; a dialog that is long scrolls to where it stands. */
export const Refused = ({ error }: { readonly error: Error }) => {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is brought into view
  useEffect(() => {
    // In newer browsers this gives a promise, which is no way to clean up.
    place.current?.scrollIntoView({ block: "nearest" });
  }, [error]);
  return (
    <div ref={place}>
      <Reasons error={error} />
    </div>
  );
};
