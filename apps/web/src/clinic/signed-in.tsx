// SPDX-License-Identifier: Apache-2.0
/**
 * The door of every screen of the clinic: who is signed in sees it, anybody else signs in first.
 */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useText } from "../shell/language.tsx";
import { Loading, NotLoaded } from "../shell/states.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { signOut, type Welcome } from "./client.ts";
import { forgetDrafts } from "./drafts.ts";
import { SignIn } from "./sign-in.tsx";
import { useChanges, useDrafts, useSession } from "./use-clinic.ts";

const Who = ({ session }: { readonly session: Welcome }) => {
  const text = useText(CLINIC_TEXT);
  const queries = useQueryClient();
  useChanges(session);
  const leave = async () => {
    await signOut(session);
    await forgetDrafts();
    queries.setQueryData(["session"], null);
    queries.removeQueries({ queryKey: ["view"] });
  };
  return (
    <div className="row no-print" style={{ justifyContent: "flex-end" }}>
      <span className="quiet small">{text.signedIn(session.name, session.clinic.name)}</span>
      <Link to="/account" className="small">
        {text.toAccount}
      </Link>
      <Button size="xs" variant="default" onClick={() => void leave()}>
        {text.signOut}
      </Button>
    </div>
  );
};

/** The door. */
export const SignedIn = ({ children }: { readonly children: (who: Welcome) => ReactNode }) => {
  useDrafts();
  const { data: session, isError, refetch } = useSession();
  if (session === undefined) {
    return isError ? <NotLoaded again={() => void refetch()} /> : <Loading />;
  }
  if (session === null) return <SignIn />;
  return (
    <div className="stack">
      <Who session={session} />
      {children(session)}
    </div>
  );
};
