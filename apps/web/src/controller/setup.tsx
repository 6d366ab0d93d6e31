// SPDX-License-Identifier: Apache-2.0
/** Connecting this device: to the clinic with a password, then to the pump with its code. */
import { useEffect, useId, useRef, useState } from "react";
import type { Camera } from "../reader/scan.ts";
import type { Speech } from "./speech.ts";
import type { View } from "./use-mine.ts";

type Props = View & { readonly speech: Speech };

const Field = (props: {
  readonly label: string;
  readonly value: string;
  readonly type: (text: string) => void;
  readonly complete: string;
  readonly secret?: boolean;
}) => {
  const id = useId();
  return (
    <div className="stack tight">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type={props.secret === true ? "password" : "text"}
        value={props.value}
        onChange={({ currentTarget }) => props.type(currentTarget.value)}
        autoComplete={props.complete}
        autoCapitalize="none"
        spellCheck={false}
      />
    </div>
  );
};

/** Connects to the clinic. */
export const Enter = ({ mine, state, kept, speech }: Props) => {
  const { setup } = speech.text;
  const [clinic, setClinic] = useState(kept.word?.clinic.clinic ?? "");
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const isWhole = clinic !== "" && account !== "" && password !== "";
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void mine.enter(clinic.trim(), { account: account.trim(), password });
        setPassword("");
      }}
    >
      <p>{setup.clinicLead}</p>
      <Field label={setup.clinic} value={clinic} type={setClinic} complete="organization" />
      <Field label={setup.account} value={account} type={setAccount} complete="username" />
      <Field
        label={setup.password}
        value={password}
        type={setPassword}
        complete="current-password"
        secret
      />
      <button
        type="submit"
        className="tap main-tap"
        disabled={!isWhole || state.busy === "entering"}
      >
        {setup.enter}
      </button>
    </form>
  );
};

const Scan = ({ speech, found }: { speech: Speech; found: (code: string) => void }) => {
  const { setup } = speech.text;
  const video = useRef<HTMLVideoElement>(null);
  const camera = useRef<Camera | null>(null);
  const [mode, setMode] = useState<"off" | "on" | "none">("off");
  useEffect(() => () => camera.current?.stop(), []);
  const stop = (): void => {
    camera.current?.stop();
    camera.current = null;
    setMode("off");
  };
  const scan = async (): Promise<void> => {
    if (video.current === null) return;
    setMode("on");
    try {
      const { openCamera } = await import("../reader/scan.ts");
      camera.current = await openCamera(video.current, (code) => {
        stop();
        found(code);
      });
    } catch {
      setMode("none");
    }
  };
  return (
    <div className="stack tight">
      <video ref={video} playsInline muted hidden={mode !== "on"} />
      <button type="button" className="tap" onClick={() => (mode === "on" ? stop() : void scan())}>
        {mode === "on" ? setup.stopScan : setup.scan}
      </button>
      {mode === "none" && <p role="alert">{setup.noCamera}</p>}
    </div>
  );
};

/** Connects to the pump. */
export const PairPump = ({ mine, state, kept, speech }: Props) => {
  const { setup } = speech.text;
  const [code, setCode] = useState("");
  const id = useId();
  const isThere = kept.word?.implants.some(({ state: where }) => where === "here") ?? false;
  if (!isThere) return <p>{setup.noPump}</p>;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void mine.pair(code);
      }}
    >
      <p>{setup.pumpLead}</p>
      <Scan speech={speech} found={(read) => void mine.pair(read)} />
      <div className="stack tight">
        <label htmlFor={id}>{setup.code}</label>
        <textarea
          id={id}
          rows={4}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <button
        type="submit"
        className="tap main-tap"
        disabled={code.trim() === "" || state.busy === "pairing"}
      >
        {setup.pair}
      </button>
    </form>
  );
};

/** The screen. */
export const Setup = (props: Props) => {
  const { kept, state, speech } = props;
  const { setup } = speech.text;
  const { word } = kept;
  const isIn = word !== null && state.passed;
  return (
    <section className="stack">
      <h1>{setup.title}</h1>
      <div className="card stack">
        <h2>{setup.clinicStep}</h2>
        {isIn ? <p>{setup.entered(word.name ?? "", word.clinic.name)}</p> : <Enter {...props} />}
      </div>
      {isIn && (
        <div className="card stack">
          <h2>{setup.pumpStep}</h2>
          <PairPump {...props} />
        </div>
      )}
    </section>
  );
};
