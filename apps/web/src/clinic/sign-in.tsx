// SPDX-License-Identifier: Apache-2.0
/** Signing in. What was typed stays when it was wrong, but for the password. */
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { Problem, signIn, type Welcome } from "./client.ts";
import { answerToSignIn, knowsPasskeys } from "./passkey.ts";
import { keepClinic, keptClinic } from "./use-clinic.ts";

/** The sentence of a problem. */
export const ProblemNote = ({ error }: { readonly error: Error }) => {
  const { problems } = useText(CLINIC_TEXT);
  return (
    <p className="alert bad" role="alert">
      {problems[error instanceof Problem ? error.kind : "other"]}
      {error instanceof Problem && error.about !== "" && (
        <>
          {" "}
          <a href={error.about}>{error.about}</a>
        </>
      )}
    </p>
  );
};

/** Signing in, by a password or by a passkey; what was tried last says what was wrong. */
const useEntrance = (clinic: string, failed: () => void) => {
  const queries = useQueryClient();
  const onSuccess = (welcome: Welcome) => {
    keepClinic(clinic);
    queries.setQueryData(["session"], welcome);
  };
  const entering = useMutation({
    mutationFn: (body: { readonly account: string; readonly password: string }) =>
      signIn(clinic, body),
    onSuccess,
    onError: (error) => {
      const isAway = error instanceof Problem && error.kind === "offline";
      if (!isAway) failed();
    },
  });
  const holding = useMutation({
    mutationFn: async () => signIn(clinic, { passkey: await answerToSignIn(clinic) }),
    onSuccess,
  });
  return { entering, holding, error: holding.error ?? entering.error };
};

/** The form. */
export const SignIn = () => {
  const text = useText(CLINIC_TEXT);
  const [clinic, setClinic] = useState(keptClinic);
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const { entering, holding, error } = useEntrance(clinic, () => setPassword(""));
  return (
    <form
      className="card stack"
      style={{ maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        holding.reset();
        entering.mutate({ account, password });
      }}
    >
      <h1>{text.signIn}</h1>
      <p className="quiet">{text.signInLead}</p>
      <TextInput
        label={text.clinic}
        value={clinic}
        onChange={({ currentTarget }) => setClinic(currentTarget.value)}
        autoComplete="organization"
        required
        withAsterisk={false}
      />
      <TextInput
        label={text.account}
        value={account}
        onChange={({ currentTarget }) => setAccount(currentTarget.value)}
        autoComplete="username"
        required
        withAsterisk={false}
      />
      <TextInput
        type="password"
        label={text.password}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      {error !== null && <ProblemNote error={error} />}
      <Button type="submit" loading={entering.isPending}>
        {text.signIn}
      </Button>
      {knowsPasskeys() && (
        <Button
          variant="default"
          loading={holding.isPending}
          disabled={clinic === ""}
          onClick={() => holding.mutate()}
        >
          {text.passkeySignIn}
        </Button>
      )}
      <a href="./controller.html">{text.toController}</a>
    </form>
  );
};
