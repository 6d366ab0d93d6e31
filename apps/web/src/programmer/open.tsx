// SPDX-License-Identifier: Apache-2.0
/** A session that is open: what the pump says beside what can be done with it. */
import { Button } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { dayText } from "../clinic/dates.ts";
import { LineFacts } from "../clinic/line-facts.tsx";
import type { PatientView } from "../clinic/shapes.ts";
import { useView } from "../clinic/use-clinic.ts";
import { Key, useKeys } from "../shell/keys.tsx";
import { Segments } from "../shell/segments.tsx";
import { useNow } from "../shell/use-now.ts";
import { Account } from "./account.tsx";
import { Change, Done } from "./change.tsx";
import { Commands } from "./commands.tsx";
import type { Reading } from "./contact.ts";
import { EndDialog } from "./end.tsx";
import { Fill } from "./fill.tsx";
import { type NoStanding, type Standing, standingOf } from "./judged.ts";
import { PumpLog } from "./log.tsx";
import { NoticeNote } from "./notice.tsx";
import { fillsIn, timesPrimed } from "./passing.ts";
import type { Counting } from "./program-rows.ts";
import type { ImplantRecord, PatientRecord } from "./record.ts";
import type { Bedside, Stage, State } from "./session.ts";
import { useEdit } from "./use-edit.ts";
import type { Actions } from "./use-programmer.ts";
import type { Voice } from "./use-voice.ts";

const TABS = ["change", "fill", "pump", "log", "others"] as const;
type Tab = (typeof TABS)[number];

type Props = {
  readonly at: Bedside;
  readonly record: PatientRecord;
  readonly implant: ImplantRecord;
  readonly stage: Extract<Stage, { readonly kind: "open" }>;
  readonly state: State;
  readonly actions: Actions;
  readonly voice: Voice;
};

/** Doses are stated in the drug of the record, or the first of the fluid. */
export const countingOf = (reading: Reading, standing: Standing | NoStanding): Counting => ({
  pulse: reading.dossier.device.pulse,
  stated: typeof standing === "string" ? { drug: "morphine", unit: "mg" } : standing.stated,
});

const Others = ({ actions, state, voice }: Props) => (
  <div className="stack">
    <p>{voice.text.othersLead}</p>
    <div className="row">
      {(["patient", "clinician"] as const).map((role) => (
        <Button
          key={role}
          variant="default"
          loading={state.busy}
          onClick={() => void actions.invite(role)}
        >
          {voice.text.inviteDo[role]}
        </Button>
      ))}
    </div>
  </div>
);

const Bar = (props: {
  readonly inControl: boolean;
  readonly text: Voice["text"];
  readonly end: () => void;
}) => {
  const { inControl, text, end } = props;
  return (
    <div className="row spread">
      <span className={inControl ? "pill good" : "pill warn"}>
        {inControl ? text.inControl : text.onlyReads}
      </span>
      <Button onClick={end} aria-keyshortcuts="e">
        {text.endSession}
        <Key name="E" />
      </Button>
    </div>
  );
};

/** What happened at the catheter last: it was put in. */
const eventOf = ({ implant, stage, voice }: Props) => {
  const { implant: id, on } = implant.entry;
  const name = `${id}.${on}`;
  return { name, since: dayText(on, voice.language), times: timesPrimed(stage.log, name) };
};

/** The volumes of the line, by the record: value, source and edition. Source: REQ-033. */
const Line = ({ at }: { readonly at: Bedside }) => {
  const path = `patients/${encodeURIComponent(at.patient)}/hand-over-packet`;
  const { data } = useView<PatientView>(at.session, path);
  const found = data?.implants.find(({ implant }) => implant.implant === at.implant);
  return found === undefined ? null : <LineFacts line={found.line} />;
};

/** What is put away when somebody turns elsewhere: a secret, and a receipt that was taken down. */
const putAway = ({ notice, receipt }: State) => ({
  ...(notice?.kind === "code" ? { notice: null } : {}),
  ...(receipt?.noted === true ? { receipt: null } : {}),
});

/** The tab in view, and how somebody turns to another. */
const useTab = (state: State, actions: Actions): [Tab, (to: Tab) => void] => {
  const [tab, setTab] = useState<Tab>("change");
  const turn = (to: Tab): void => {
    setTab(to);
    actions.change(putAway(state));
  };
  return [tab, turn];
};

/** Everything that needs to know how the pump stands. */
const Workplace = (props: Props & { readonly standing: Standing }) => {
  const { stage, state, actions, voice, standing } = props;
  const { text } = voice;
  const now = useNow();
  const [tab, turn] = useTab(state, actions);
  const [ending, setEnding] = useState(false);
  const gone = useCallback(
    () => actions.change({ notice: { kind: "edit-gone" }, review: null }),
    [actions],
  );
  const edit = useEdit(standing, now, gone);
  const counting = countingOf(stage.reading, standing);
  const { reading } = stage;
  const isInReview = state.review !== null && state.notice?.kind === "problem";
  const end = (): void => {
    setEnding(true);
    void actions.read();
  };
  useKeys({ r: () => void actions.read(), e: end });
  const bedside = { reading, actions, voice };
  const change = {
    ...{ ...bedside, standing, counting, state, by: props.at.session.name },
    event: eventOf(props),
  };
  const isFillRead = tab === "fill" && state.review !== null;
  return (
    <>
      <Bar inControl={reading.inControl} text={text} end={end} />
      {!isInReview && <NoticeNote notice={state.notice} pulse={counting.pulse} voice={voice} />}
      <div className="programmer-grid">
        <Account
          {...bedside}
          counting={counting}
          now={now}
          busy={state.busy}
          beside={<Line at={props.at} />}
          again={() => void actions.read()}
        />
        <section className="card stack" aria-label={text.tabsLabel}>
          <Segments
            label={text.tabsLabel}
            value={tab}
            choices={TABS.map((name) => [name, text.tabs[name]])}
            choose={turn}
          />
          {(tab === "change" || isFillRead) && (
            <Change {...change} edit={edit} holds={props.at.session.passkeys.length > 0} />
          )}
          {tab === "fill" && (
            <div hidden={isFillRead} className={isFillRead ? "" : "stack"}>
              {state.receipt !== null && <Done receipt={state.receipt} voice={voice} />}
              <Fill key={fillsIn(stage.log)} {...change} now={now} gone={gone} />
            </div>
          )}
          {tab === "pump" && <Commands {...bedside} busy={state.busy} />}
          {tab === "log" && <PumpLog log={stage.log} pulse={counting.pulse} voice={voice} />}
          {tab === "others" && <Others {...props} />}
        </section>
      </div>
      <EndDialog
        {...bedside}
        unconfirmed={edit.touched !== null}
        opened={ending}
        busy={state.busy}
        close={() => setEnding(false)}
      />
    </>
  );
};

/** The open session. While it is open its page is not left. */
export const OpenSession = (props: Props) => {
  const { at, record, implant, stage, state, actions, voice } = props;
  const { text } = voice;
  const { reading, log } = stage;
  const { dossier } = reading;
  const { patient } = at;
  useBlocker({
    shouldBlockFn: () => {
      const isLost = state.notice?.kind === "unknown" || state.notice?.kind === "problem";
      if (!isLost) actions.change({ notice: { kind: "leave-first" } });
      return !isLost;
    },
    enableBeforeUnload: true,
  });
  const standing = useMemo(
    () => standingOf(patient, { record, implant }, { dossier, log }),
    [patient, record, implant, dossier, log],
  );
  if (typeof standing !== "string") return <Workplace {...props} standing={standing} />;
  return (
    <div className="stack">
      <p className="alert bad">{text.noStanding[standing]}</p>
      <div>
        <Button onClick={() => void actions.leave(null)}>{text.endSession}</Button>
      </div>
    </div>
  );
};
