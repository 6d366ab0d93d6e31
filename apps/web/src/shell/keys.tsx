// SPDX-License-Identifier: Apache-2.0
/** Keys: one letter for what a screen does, shown where it is done, silent while somebody types. */
import { useEffect, useRef } from "react";

/** What each key does. A key is one character, or `Space`. */
type Keys = Readonly<Record<string, () => void>>;

/** Whether a key is the element's own: text is typed into it, or arrows choose in it. */
const takes = (target: EventTarget | null, key: string): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === "radio") return key.startsWith("Arrow");
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
};

/** A button and a link answer to the space bar themselves. */
const isPressed = (target: EventTarget | null, key: string): boolean =>
  key === "Space" && target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName);

const nameOf = (key: string): string => (key === " " ? "Space" : key);

/** Listens as long as the screen is there; a dialog that is open keeps its keys to itself. */
export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      const key = nameOf(event.key);
      const does = latest.current[key] ?? latest.current[key.toLowerCase()];
      const busy = event.ctrlKey || event.metaKey || event.altKey || takes(event.target, key);
      const inDialog = document.querySelector("[role=dialog]") !== null;
      if (does === undefined || busy || inDialog || isPressed(event.target, key)) return;
      event.preventDefault();
      does();
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, []);
};

/**
 * The key of an action, beside its name. The action's own `aria-keyshortcuts` tells it to readers.
 */
export const Key = ({ name }: { readonly name: string }) => (
  <span className="key" aria-hidden="true">
    {name}
  </span>
);
