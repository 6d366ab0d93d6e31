// SPDX-License-Identifier: Apache-2.0
/** Dialogs: a title, a way out, and whatever is asked; the keys of the screen rest meanwhile. */
import { CloseButton, Modal } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { SHELL_TEXT } from "../text/shell.ts";
import { useText } from "./language.tsx";

/** No fade: a key that is struck while a dialog comes or goes would be lost. */
const AT_ONCE = { duration: 0 } as const;

/**
 * Puts the cursor where a dialog wants it before the next key. The library does so in a timer, and
 * whoever types `r38` quickly would fill 8 mL.
 */
const useFirstField = (opened: boolean): RefObject<HTMLDivElement | null> => {
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opened) inside.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [opened]);
  return inside;
};

/** A dialog. Escape closes it. */
export const Dialog = (props: {
  readonly title: string;
  readonly opened: boolean;
  readonly close: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) => {
  const text = useText(SHELL_TEXT);
  const inside = useFirstField(props.opened);
  return (
    <Modal.Root
      opened={props.opened}
      onClose={props.close}
      centered
      transitionProps={AT_ONCE}
      size={props.wide === true ? "lg" : "md"}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={props.title}>
        <div className="stack" style={{ padding: 18 }} ref={inside}>
          <div className="row spread head">
            <h2>{props.title}</h2>
            <CloseButton aria-label={text.close} onClick={props.close} />
          </div>
          {props.children}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
};
