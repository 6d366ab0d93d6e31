// SPDX-License-Identifier: Apache-2.0
/** The reader's language: remembered, offered, and handed to every screen with its tables. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { LANGUAGES, type Language } from "../format/number.ts";

type Chosen = { readonly language: Language; readonly choose: (language: Language) => void };

const Context = createContext<Chosen>({ language: "en", choose: () => {} });

const KEPT = "cisterna-language";

const kept = (): Language => {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages];
  const found = wanted.flatMap((each) =>
    LANGUAGES.filter((language) => each?.startsWith(language) ?? false),
  );
  return found[0] ?? "en";
};

/** Gives the language to everything inside it. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(kept);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(KEPT, language);
  }, [language]);
  const chosen = useMemo(() => ({ language, choose: setLanguage }), [language]);
  return <Context value={chosen}>{children}</Context>;
};

/** The language and how to choose another. */
export const useLanguage = (): Chosen => useContext(Context);

/** One table of text in every language. */
type Tables<T> = Readonly<Record<Language, T>>;

/** The table in the reader's language. */
export const useText = <T,>(tables: Tables<T>): T => tables[useContext(Context).language];
