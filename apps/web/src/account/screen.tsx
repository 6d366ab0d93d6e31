// SPDX-License-Identifier: Apache-2.0
/** One's own account: who one is here, and what one proves it with. */
import { Link } from "@tanstack/react-router";
import type { Welcome } from "../clinic/client.ts";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useText } from "../shell/language.tsx";
import { ACCOUNT_TEXT } from "../text/account.ts";
import { ACTS_TEXT } from "../text/acts.ts";
import { Passkeys } from "./passkeys.tsx";

const Account = ({ session }: { readonly session: Welcome }) => {
  const text = useText(ACCOUNT_TEXT);
  const acts = useText(ACTS_TEXT);
  const roles: Readonly<Record<string, string>> = text.role;
  return (
    <div className="stack" style={{ maxWidth: 720 }}>
      <h1>{text.title}</h1>
      <section className="card" aria-label={text.title}>
        <dl className="facts">
          <dt>{text.name}</dt>
          <dd>{session.name}</dd>
          <dt>{text.roles}</dt>
          <dd>{session.roles.map((role) => roles[role] ?? role).join(", ")}</dd>
          <dt>{text.codes}</dt>
          <dd>{session.factor ? text.hasCodes : text.noCodes}</dd>
        </dl>
      </section>
      <nav className="row" aria-label={acts.formulary.title}>
        <Link to="/formulary">{acts.formulary.link}</Link>
        <Link to="/pump-list">{acts.list.link}</Link>
      </nav>
      <Passkeys session={session} />
    </div>
  );
};

/** The screen of the account of who is signed in. */
export const AccountScreen = () => (
  <SignedIn>{(session) => <Account session={session} />}</SignedIn>
);
