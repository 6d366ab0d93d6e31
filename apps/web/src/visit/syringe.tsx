// SPDX-License-Identifier: Apache-2.0
/** The syringe: its label scanned by a keyboard wedge or the camera, or typed; then read by eye. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { isTenfold, numberFault, partsOf } from "./entry.ts";
import { Form, Go, LineField, NumberField, TenfoldQuestion } from "./fields.tsx";
import { drugsFrom, drugsText, type Label, labelFrom } from "./label.ts";
import type { StepProps } from "./step.ts";
import { type Place, useDraft } from "./use-visit.ts";
import type { Words } from "./words.ts";

const VOLUME = { decimals: 3, zero: false };

type Draft = {
  code: string;
  label: Label | null;
  /** For whom a syringe is whose label names nobody. */
  owner: string;
  used: string;
  source: "scanned" | "typed";
};

const START: Draft = { code: "", label: null, owner: "", used: "", source: "scanned" };

type Take = (label: Label, source: Draft["source"]) => void;

const Camera = ({ words, found }: { readonly words: Words; found: (code: string) => void }) => {
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(found);
  latest.current = found;
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    const open = async () => {
      const { openCamera } = await import("../reader/scan.ts");
      if (video.current === null) return;
      const camera = await openCamera(video.current, (code) => latest.current(code));
      stop = camera.stop;
      if (gone) stop();
    };
    open().catch(() => setFailed(true));
    return () => {
      gone = true;
      stop();
    };
  }, []);
  if (failed) return <p className="alert">{words.text.syringe.noCamera}</p>;
  // biome-ignore lint/a11y/useMediaCaption: it is the camera's own picture
  return <video ref={video} className="camera" aria-label={words.text.syringe.camera} />;
};

const Scan = (props: {
  readonly words: Words;
  readonly code: string;
  readonly change: (code: string) => void;
  readonly take: Take;
  readonly type: () => void;
}) => {
  const { words, code, change, take } = props;
  const { text } = words;
  const [unreadable, setUnreadable] = useState(false);
  const [looks, setLooks] = useState(false);
  const read = (said: string) => {
    const label = labelFrom(said);
    setUnreadable(label === null);
    setLooks(false);
    if (label !== null) take(label, "scanned");
  };
  return (
    <Form submit={() => read(code)}>
      <p className="quiet">{text.syringe.lead}</p>
      <LineField
        label={text.syringe.scan}
        value={code}
        change={change}
        error={unreadable ? text.syringe.unreadable : null}
      />
      {looks && <Camera words={words} found={read} />}
      <div className="row">
        <Go name={text.next} busy={false} />
        <Button variant="default" onClick={() => setLooks(!looks)}>
          {text.syringe.camera}
        </Button>
        <Button variant="default" onClick={props.type}>
          {text.syringe.type}
        </Button>
      </div>
    </Form>
  );
};

const TYPED = { lot: "", patient: "", drugs: "", volume: "", expires: "" };

const Typed = (props: { readonly place: Place; readonly words: Words; readonly take: Take }) => {
  const { words, take } = props;
  const { text } = words;
  const { draft: typed, change: set, forget } = useDraft(props.place, "label", TYPED);
  const [tried, setTried] = useState(false);
  const { lot, patient, expires, volume } = typed;
  const drugs = drugsFrom(typed.drugs.trim());
  const fault = numberFault(volume, VOLUME);
  const empty = (value: string) => (tried && value === "" ? text.faults.empty : null);
  const submit = () => {
    setTried(true);
    if ([lot, patient, expires].includes("") || drugs === null || fault !== null) return;
    take({ lot, patient, drugs, volume: `${volume} mL`, expires }, "typed");
    forget();
  };
  return (
    <Form submit={submit}>
      <LineField
        label={text.syringe.lot}
        value={lot}
        change={(next) => set({ lot: next })}
        error={empty(lot)}
      />
      <LineField
        label={text.syringe.patient}
        value={patient}
        change={(next) => set({ patient: next })}
        error={empty(patient)}
      />
      <LineField
        label={text.syringe.drugs}
        value={typed.drugs}
        change={(next) => set({ drugs: next })}
        error={tried && drugs === null ? text.syringe.drugs : null}
      />
      <NumberField
        label={text.syringe.volume}
        unit="mL"
        value={volume}
        change={(next) => set({ volume: next })}
        error={tried && fault !== null ? text.faults[fault] : null}
      />
      <LineField
        label={text.syringe.expires}
        type="date"
        value={expires}
        change={(next) => set({ expires: next })}
        error={empty(expires)}
      />
      <Go name={text.next} busy={false} />
    </Form>
  );
};

type Of = { readonly label: Label };

const LabelFacts = ({ label, words }: Of & { readonly words: Words }) => {
  const { text } = words;
  return (
    <dl className="facts">
      <dt>{text.syringe.lot}</dt>
      <dd>{label.lot}</dd>
      <dt>{text.syringe.patient}</dt>
      <dd>{label.patient ?? "–"}</dd>
      <dt>{text.fill.drug}</dt>
      <dd>{words.fluid(label.drugs)}</dd>
      <dt>{text.syringe.volume}</dt>
      <dd>{words.amount(label.volume)}</dd>
      <dt>{text.syringe.expires}</dt>
      <dd>{label.expires}</dd>
    </dl>
  );
};

/** What was in the pump until now, beside a syringe of another fluid. */
const Until = ({ label, implant, words }: Pick<StepProps, "implant" | "words"> & Of) => {
  const { syringe } = words.text;
  const running = implant.running?.reservoir.drugs;
  if (running === undefined) return null;
  const isOther = drugsText(running) !== drugsText(label.drugs);
  return (
    <p className={isOther ? "alert bad" : "quiet"}>
      {syringe.running}: {words.fluid(running)}. {isOther && <b>{syringe.other}</b>}
    </p>
  );
};

const Taken = (
  props: StepProps & {
    readonly draft: Draft & { readonly label: Label };
    readonly change: (part: Partial<Draft>) => void;
    readonly forget: () => void;
    readonly again: () => void;
  },
) => {
  const { draft, change, forget, again, view, send, words, implant } = props;
  const { text } = words;
  const { label, owner, used, source } = draft;
  const [asking, setAsking] = useState(false);
  const fault = numberFault(used, VOLUME);
  const volume = `${used} mL`;
  const isNobodys = label.patient === undefined && owner === "";
  const give = () => {
    setAsking(false);
    const patient = label.patient ?? owner;
    const input = { visit: view.visit, ...label, patient, volume, source };
    const onSuccess = () => {
      change(START);
      forget();
    };
    send.mutate({ command: "check-syringe", input }, { onSuccess });
  };
  const submit = () => {
    if (fault !== null || isNobodys) return;
    if (isTenfold(volume, label.volume, "volume")) setAsking(true);
    else give();
  };
  return (
    <Form submit={submit}>
      <h3>{text.syringe.says}</h3>
      <LabelFacts label={label} words={words} />
      <Until label={label} implant={implant} words={words} />
      {label.patient === undefined && (
        <LineField
          label={text.syringe.patient}
          value={owner}
          change={(next) => change({ owner: next })}
          error={isNobodys ? text.faults.empty : null}
        />
      )}
      <NumberField
        label={text.syringe.used}
        unit="mL"
        value={used}
        change={(next) => change({ used: next })}
        error={fault === null ? null : text.faults[fault]}
      />
      <div className="row">
        <Go name={text.syringe.take} busy={send.isPending} />
        <Button variant="default" onClick={again}>
          {text.syringe.again}
        </Button>
      </div>
      <TenfoldQuestion
        words={words}
        pair={asking ? { typed: volume, usual: label.volume } : null}
        keep={give}
        fix={() => setAsking(false)}
      />
    </Form>
  );
};

/** The decision. */
export const Syringe = (props: StepProps) => {
  const { place, words } = props;
  const { draft, change, forget } = useDraft<Draft>(place, "syringe", START);
  const [types, setTypes] = useState(false);
  const take: Take = (label, source) =>
    change({ label, source, used: partsOf(label.volume).number, code: "" });
  const { label } = draft;
  const again = () => {
    props.send.reset();
    setTypes(false);
    change(START);
  };
  if (label !== null) {
    const taken = { draft: { ...draft, label }, change, forget, again };
    return <Taken {...props} {...taken} />;
  }
  if (types) return <Typed place={place} words={words} take={take} />;
  return (
    <Scan
      words={words}
      code={draft.code}
      change={(code) => change({ code })}
      take={take}
      type={() => setTypes(true)}
    />
  );
};
