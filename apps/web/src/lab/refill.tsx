// SPDX-License-Identifier: Apache-2.0
/** The refill: one volume, by the one grammar of entry. What is wrong stays, and is said. */

import {
  exceeds,
  isNone,
  quantity,
  readDecimal,
  readQuantity,
  type Volume,
} from "@cisterna/quantity";
import type { Deed } from "@cisterna/world";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import type { Voice } from "./use-say.ts";

const volumeIn = (text: string, most: Volume): Volume | null => {
  if (readDecimal(text) === null) return null;
  const read = readQuantity(`${text} mL`, "volume");
  return read.ok && !isNone(read.value) && !exceeds(read.value, most) ? read.value : null;
};

/** The dialog of a refill. `most` is what the reservoir holds, mL. */
export const RefillDialog = (props: {
  readonly voice: Voice;
  readonly opened: boolean;
  readonly most: number;
  readonly close: () => void;
  readonly perform: (deed: Deed) => void;
}) => {
  const { text } = props.voice;
  const [entered, setEntered] = useState("");
  const most = String(props.most);
  const volume = volumeIn(entered, quantity(`${most} mL`, "volume"));
  const fill = () => {
    if (volume === null) return;
    props.perform({ kind: "refill", volume, into: "reservoir" });
    setEntered("");
    props.close();
  };
  return (
    <Dialog opened={props.opened} close={props.close} title={text.refillTitle}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          fill();
        }}
      >
        <p>{text.refillLead}</p>
        <TextInput
          data-autofocus
          label={text.refillVolume}
          description={text.refillHint(props.voice.number(props.most))}
          inputMode="decimal"
          autoComplete="off"
          value={entered}
          onChange={({ currentTarget }) => setEntered(currentTarget.value)}
          error={entered !== "" && volume === null ? text.refillWrong : null}
        />
        <div className="row">
          <Button type="submit" disabled={volume === null}>
            {text.refillDo}
          </Button>
          <Button variant="default" onClick={props.close}>
            {text.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
