// SPDX-License-Identifier: Apache-2.0
/** A word of the pump with its age. What is old is greyed and called old. */
import type { ReactNode } from "react";
import { spanText } from "../format/number.ts";
import { useNow } from "../shell/use-now.ts";
import type { VisitView } from "./shapes.ts";
import type { Words } from "./words.ts";

/** After so long a value is old. Source: REQ-091. */
const OLD_MS = 30_000;

/** What stands in a step that was typed off the pump. */
export const PumpWord = (props: {
  readonly view: VisitView;
  readonly step: "reading" | "readBack";
  readonly words: Words;
  readonly children: ReactNode;
}) => {
  const { view, step, children } = props;
  const { text } = props.words;
  const now = useNow();
  const said = view.steps.findLast((each) => each.step === step);
  if (said === undefined) return children;
  const age = Date.parse(view.as_of) - Date.parse(said.at) + (now - view.heard);
  const isOld = age > OLD_MS;
  return (
    <span className={isOld ? "pump-word old" : "pump-word"}>
      <span className="value">{children}</span>{" "}
      <span className={isOld ? "pill wrapped warn" : "pill wrapped good"}>
        {text.saidAgo(spanText(Math.max(0, age)))}
        {isOld ? ` · ${text.old}` : ""}
      </span>
    </span>
  );
};
