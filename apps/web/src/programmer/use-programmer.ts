// SPDX-License-Identifier: Apache-2.0
/**
 * The programmer's session as the screen uses it: one thing after the other, each asked of the pump
 * and answered by it. Who was away gives the password again before anything else is asked.
 */
import {
  hexOf,
  invite as inviteDevice,
  propose as proposeTo,
  type Told,
  tellPump,
} from "@cisterna/link";
import type { Refusal } from "@cisterna/pump";
import type { Program } from "@cisterna/therapy";
import { useEffect, useRef, useState } from "react";
import { invitationIn, KIT } from "../air/call.ts";
import { type OpenRadio, radioTo } from "../air/radio.ts";
import { ask, Problem, proveAgain } from "../clinic/client.ts";
import { proveHeld } from "../clinic/passkey.ts";
import { committed, NO_LOG, raise, readAgain, type Signing } from "./commit.ts";
import { contactWith, leaveNow, pairWith, readNow } from "./contact.ts";
import type { Given } from "./credentials.tsx";
import { deviceId, enrol } from "./enrol.ts";
import { type Device, readDevice } from "./keys.ts";
import {
  against,
  type Bedside,
  type Change,
  type Invited,
  noticeOf,
  type Open,
  START,
  type Stage,
  type State,
  type Where,
} from "./session.ts";

/** The path of an implant's telemetry, under the clinic's. */
const telemetryPath = ({ patient, implant }: Pick<Bedside, "patient" | "implant">): string =>
  `patients/${encodeURIComponent(patient)}/implants/${encodeURIComponent(implant)}/telemetry`;

/** The coil on the skin over the implant. */
const coilOver = (at: Bedside): OpenRadio => {
  const { clinic, guard } = at.session;
  const path = `./api/clinics/${encodeURIComponent(clinic.clinic)}/${telemetryPath(at)}`;
  return radioTo({ path, channel: "near", guard });
};

const stageWith = (where: Where, device: Device | null): Stage => {
  if (where.state !== "here") return { kind: "away", where };
  if (device === null) return { kind: "enrol", where };
  const peer = device.peers.find(({ known }) => known.pump === where.pump);
  if (peer === undefined) return { kind: "pair", where, device };
  return { kind: "ready", where, device, peer };
};

const looked = async (at: Bedside): Promise<Stage> => {
  const { clinic } = at.session.clinic;
  const where = await ask<Where>(clinic, telemetryPath(at));
  return stageWith(where, await readDevice(deviceId(at.session)));
};

const toldTo = async (open: Open, told: Told): Promise<Change> => {
  const { contact, reading } = open;
  const expects = reading.dossier.status.version ?? 0;
  const said = await tellPump(contact.remote, KIT, { told, expects });
  const notice = said.kind === "outcome" ? noticeOf(said.events) : against(said);
  const read = await readAgain(open);
  return { ...read, notice };
};

/** What can be proposed: a program, alone or with the fill that it is for. */
type Proposable = Extract<Told, { readonly program: Program }>;

/** Proposes a program; what the pump reads back waits for a signature. */
const proposed = async (open: Open, told: Proposable, reason: string): Promise<Change> => {
  const { contact, reading } = open;
  const running = reading.dossier.program?.version ?? null;
  const { remote, to } = contact;
  const order = { told, expects: running ?? 0 };
  const said = await proposeTo(remote, { kit: KIT, to }, order);
  if (said.kind !== "read-back") return { notice: against(said), ...(await readAgain(open)) };
  if (said.refusals.length > 0) {
    const refusals = said.refusals as unknown as readonly Refusal[];
    return { notice: { kind: "pump-refused", refusals } };
  }
  const at = performance.now();
  const key = crypto.randomUUID();
  return { notice: null, review: { proposed: said, reason, key, at, again: null, lost: false } };
};

const opened = async (at: Bedside, stage: Stage): Promise<Change> => {
  if (stage.kind !== "ready" && stage.kind !== "ended") return {};
  const contact =
    stage.kind === "ended" ? stage.contact : contactWith(stage.device, stage.peer, coilOver(at));
  const read = await readNow(contact, 0);
  if ("kind" in read) return { notice: against(read) };
  return { stage: { kind: "open", contact, reading: read, log: read.dossier.log } };
};

const ended = async ({ contact, reading }: Pick<Open, "contact" | "reading">): Promise<Change> => {
  const word = await leaveNow(contact);
  if (word === null) return { notice: { kind: "unknown" } };
  return { stage: { kind: "ended", contact, reading, word }, review: null, receipt: null };
};

/** Leaves; a pump that stands only where that was said, and the clinic took the task. */
const left = async (at: Bedside, open: Open, standing: string | null): Promise<Change> => {
  const read = await readNow(open.contact, NO_LOG);
  if ("kind" in read) return { notice: against(read) };
  const now = { ...open, reading: read };
  const stands = read.dossier.status.mode === "stopped";
  if (stands && standing === null) return { stage: now };
  const because = standing ?? "";
  const isNoted = !stands || (await raise(at, { kind: "check-rate", because }));
  return isNoted ? ended(now) : { stage: now, notice: { kind: "no-task" } };
};

const pairedBy = async (at: Bedside, stage: Stage, text: string): Promise<Change> => {
  if (stage.kind !== "pair") return {};
  const to = invitationIn(text);
  if (to === null || to.pump !== stage.where.pump) return { notice: { kind: "no-code" } };
  const radio = coilOver(at);
  const peer = await pairWith(stage.device, to, radio);
  radio.close();
  if (peer === null) return { notice: { kind: "not-paired" } };
  return { stage: await looked(at) };
};

const invitedBy = async ({ contact }: Open, role: Invited): Promise<Change> => {
  const said = await inviteDevice(contact.remote, KIT, role);
  if (said.kind !== "invited") return { notice: against(said) };
  const { to, peer } = contact;
  const code = [to.pump, hexOf(said.secret), hexOf(peer.maker)].join(".");
  return { notice: { kind: "code", code, role } };
};

/** Whether the clinic wants the password again before it carries anything. */
const isStale = async ({ session }: Bedside): Promise<boolean> =>
  (await ask<{ readonly stale: boolean }>(session.clinic.clinic, "session")).stale;

/** Work that waits until the person has proved to be there. */
type Work = (state: State) => Promise<Change>;

const useRunner = (at: Bedside) => {
  const [state, setState] = useState(START);
  const latest = useRef(state);
  const waiting = useRef<Work | null>(null);
  latest.current = state;
  const change = (next: Change): void => setState((before) => ({ ...before, ...next }));
  const run = async (work: Work): Promise<void> => {
    if (latest.current.busy) return;
    change({ busy: true, notice: null });
    try {
      if (await isStale(at)) {
        waiting.current = work;
        change({ busy: false, proving: true });
        return;
      }
      change({ ...(await work(latest.current)), busy: false });
    } catch (error) {
      const known = error instanceof Error ? error : new Problem("other");
      change({ busy: false, notice: { kind: "problem", error: known } });
    }
  };
  const prove = async (proof: Given): Promise<void> => {
    await (proof === "passkey"
      ? proveHeld(at.session)
      : proveAgain(at.session, { password: proof.password }));
    const work = waiting.current;
    waiting.current = null;
    change({ proving: false });
    if (work !== null) await run(work);
  };
  return { state, change, run, prove };
};

const whileOpen =
  (work: (open: Open, state: State) => Promise<Change>): Work =>
  async (state) =>
    state.stage.kind === "open" ? work(state.stage, state) : {};

/** The session of one implant, for as long as the screen is there. */
export const useProgrammer = (at: Bedside) => {
  const { state, change, run, prove } = useRunner(at);
  const { stage } = state;
  const contact = "contact" in stage ? stage.contact : null;
  useEffect(() => () => contact?.radio.close(), [contact]);
  const actions = {
    prove,
    change,
    look: () => run(async () => ({ stage: await looked(at) })),
    enrol: (given: Given) =>
      run(async () => {
        await enrol(at.session, given);
        return { stage: await looked(at) };
      }),
    pair: (text: string) => run((now) => pairedBy(at, now.stage, text)),
    open: () => run((now) => opened(at, now.stage)),
    read: () => run(whileOpen(readAgain)),
    tell: (told: Told) => run(whileOpen((open) => toldTo(open, told))),
    propose: (told: Proposable, reason: string) =>
      run(whileOpen((open) => proposed(open, told, reason))),
    sign: (signing: Signing | null) =>
      run(
        whileOpen(async (open, { review }) =>
          review === null ? {} : committed(at, open, { review, signing }),
        ),
      ),
    invite: (role: Invited) => run(whileOpen((open) => invitedBy(open, role))),
    leave: (standing: string | null) => run(whileOpen((open) => left(at, open, standing))),
    wordAgain: () => run(async (now) => (now.stage.kind === "ended" ? ended(now.stage) : {})),
  };
  return { state, actions };
};

/** What can be done in a session. */
export type Actions = ReturnType<typeof useProgrammer>["actions"];
