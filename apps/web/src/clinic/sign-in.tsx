// SPDX-License-Identifier: Apache-2.0
/** Signing in. What was typed stays when it was wrong, but for the password. */
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { Problem, signIn } from "./client.ts";
import { keepClinic, keptClinic } from "./use-clinic.ts";

/** The sentence of a problem. */
export const ProblemNote = ({ error }: { readonly error: Error }) => {
  const { problems } = useText(CLINIC_TEXT);
  return (
    <p className="alert bad" role="alert">
      {problems[error instanceof Problem ? error.kind : "other"]}
    </p>
  );
};

/** The form. */
export const SignIn = () => {
  const text = useText(CLINIC_TEXT);
  const queries = useQueryClient();
  const [clinic, setClinic] = useState(keptClinic);
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const entering = useMutation({
    mutationFn: () => signIn(clinic, { account, password }),
    onSuccess: (welcome) => {
      keepClinic(clinic);
      queries.setQueryData(["session"], welcome);
    },
    onError: () => setPassword(""),
  });
  return (
    <form
      className="card stack"
      style={{ maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        entering.mutate();
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
      {entering.error !== null && <ProblemNote error={entering.error} />}
      <Button type="submit" loading={entering.isPending}>
        {text.signIn}
      </Button>
    </form>
  );
};
