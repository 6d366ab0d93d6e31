// SPDX-License-Identifier: Apache-2.0
/** Dialogs: a title, a way out, and whatever is asked; the keys of the screen rest meanwhile. */
import { CloseButton, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { SHELL_TEXT } from "../text/shell.ts";
import { useText } from "./language.tsx";

/** A dialog. Escape closes it. */
export const Dialog = (props: {
  readonly title: string;
  readonly opened: boolean;
  readonly close: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) => {
  const text = useText(SHELL_TEXT);
  return (
    <Modal.Root
      opened={props.opened}
      onClose={props.close}
      centered
      size={props.wide === true ? "lg" : "md"}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={props.title}>
        <div className="stack" style={{ padding: 18 }}>
          <div className="row spread">
            <h2>{props.title}</h2>
            <CloseButton aria-label={text.close} onClick={props.close} />
          </div>
          {props.children}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
};
