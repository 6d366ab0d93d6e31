// SPDX-License-Identifier: Apache-2.0
/** A choice with its name. */
import type { ReactNode } from "react";

/** The name of a choice, for eyes; its own legend says it to readers. */
export const Labelled = (props: { readonly label: string; readonly children: ReactNode }) => (
  <div className="stack tight">
    <span className="label" aria-hidden="true">
      {props.label}
    </span>
    {props.children}
  </div>
);
