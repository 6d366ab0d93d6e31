// SPDX-License-Identifier: Apache-2.0
/**
 * The frame of every screen: the sections, the reader's language and light, and what this is not.
 */
import { NativeSelect, useMantineColorScheme } from "@mantine/core";
import { Link, Outlet } from "@tanstack/react-router";
import { useServed } from "../clinic/use-clinic.ts";
import { LANGUAGES } from "../format/number.ts";
import { SHELL_TEXT } from "../text/shell.ts";
import { useLanguage, useText } from "./language.tsx";
import { Segments } from "./segments.tsx";

const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="16" cy="16" r="14" fill="var(--accent)" />
    <path d="M6 18a10 10 0 0 0 20 0c-3.3 2-6.7 2-10 0s-6.7-2-10 0z" fill="var(--accent-soft)" />
    <circle cx="16" cy="10" r="2.5" fill="var(--accent-soft)" />
  </svg>
);

const SECTIONS = [
  ["/lab", "lab"],
  ["/simulator", "simulator"],
] as const;

const Sections = () => {
  const text = useText(SHELL_TEXT);
  const served = useServed();
  return (
    <nav className="nav" aria-label={text.sections}>
      <Link to="/" activeOptions={{ exact: true }}>
        {served === true ? text.radar : text.start}
      </Link>
      {SECTIONS.map(([to, name]) => (
        <Link key={to} to={to}>
          {text[name]}
        </Link>
      ))}
      <a href="./passport.html">{text.reader}</a>
    </nav>
  );
};

const SCHEMES = ["light", "dark", "auto"] as const;

const Settings = () => {
  const text = useText(SHELL_TEXT);
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className="settings">
      <Segments
        label={text.language}
        value={language}
        choose={choose}
        choices={LANGUAGES.map((each) => [each, text.languages[each]])}
      />
      <NativeSelect
        size="xs"
        aria-label={text.scheme}
        value={colorScheme}
        onChange={({ currentTarget }) =>
          setColorScheme(SCHEMES.find((each) => each === currentTarget.value) ?? "auto")
        }
        data={SCHEMES.map((value) => ({ value, label: text.schemes[value] }))}
      />
    </div>
  );
};

/** The frame, with the screen inside. */
export const App = () => {
  const text = useText(SHELL_TEXT);
  return (
    <div className="shell">
      <header className="bar">
        <a className="skip" href="#content">
          {text.skip}
        </a>
        <Link to="/" className="brand">
          <Mark />
          {text.name}
        </Link>
        <Sections />
        <Settings />
      </header>
      <main className="main" id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="notice">
        <strong>{text.notADevice}</strong> {text.notADeviceWhy}
      </footer>
    </div>
  );
};
