// SPDX-License-Identifier: Apache-2.0
/** A box whose inside scrolls, and which the keyboard reaches for that. */
import type { ReactNode } from "react";

/** The box. It has a name, for whoever comes to it without seeing it. */
export const ScrollBox = (props: { readonly name: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
  <section className="scroll" tabIndex={0} aria-label={props.name}>
    {props.children}
  </section>
);
