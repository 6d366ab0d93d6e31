// SPDX-License-Identifier: Apache-2.0
/** The keys of the bench, on demand: `?`. */
import { Button, Kbd } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { Key, useKeys } from "../shell/keys.tsx";
import { useText } from "../shell/language.tsx";
import { SHELL_TEXT } from "../text/shell.ts";
import type { Voice } from "./use-say.ts";

/** The button and the list. Keys of a task are told only while there is one. */
export const KeyList = ({ voice, task }: { readonly voice: Voice; readonly task: boolean }) => {
  const shell = useText(SHELL_TEXT);
  const [opened, setOpened] = useState(false);
  useKeys({ "?": () => setOpened(true) });
  const keys = Object.entries(voice.text.keys).filter(([key]) => task || !/^[he]$/.test(key));
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)} aria-keyshortcuts="?">
        {shell.keys}
        <Key name="?" />
      </Button>
      <Dialog opened={opened} close={() => setOpened(false)} title={shell.keysTitle}>
        <dl className="facts">
          {keys.map(([key, does]) => (
            <div key={key} style={{ display: "contents" }}>
              <dt>
                <Kbd>{key}</Kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
};
