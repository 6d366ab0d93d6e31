// SPDX-License-Identifier: Apache-2.0
/**
 * The programmer's session as the screen uses it: one thing after the other, each asked of the pump
 * and answered by it. Who was away gives the password again before anything else is asked.
 */
import {
  type Committed,
  commitment,
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
import { ask, Problem, proveAgain, tell, type Welcome } from "../clinic/client.ts";
import { proveHeld } from "../clinic/passkey.ts";
import { type Contact, contactWith, leaveNow, pairWith, readNow } from "./contact.ts";
import { type Both, deviceId, enrol } from "./enrol.ts";
import { type Device, readDevice } from "./keys.ts";
import {
  against,
  type Invited,
  type Notice,
  noticeOf,
  type Receipt,
  type Review,
  START,
  type Stage,
  type State,
  type Where,
} from "./session.ts";

/** The implant of a patient, and who sits before it. */
export type Bedside = {
  readonly session: Welcome;
  readonly patient: string;
  readonly implant: string;
};

type Change = Partial<State>;
type Open = Extract<Stage, { readonly kind: "open" }>;

const NO_LOG = Number.MAX_SAFE_INTEGER;

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

const readAgain = async (open: Open): Promise<Change> => {
  const read = await readNow(open.contact, NO_LOG);
  if ("kind" in read) return { notice: against(read) };
  return { stage: { ...open, reading: read } };
};

const toldTo = async (open: Open, told: Told): Promise<Change> => {
  const { contact, reading } = open;
  const expects = reading.dossier.status.version ?? 0;
  const said = await tellPump(contact.remote, KIT, { told, expects });
  const notice = said.kind === "outcome" ? noticeOf(said.events) : against(said);
  const read = await readAgain(open);
  return { ...read, notice };
};

/** Proposes a program; what the pump reads back waits for a signature. */
const proposed = async (open: Open, program: Program, reason: string): Promise<Change> => {
  const { contact, reading } = open;
  const running = reading.dossier.program?.version ?? null;
  const told = { kind: "program", program, replaces: running, catheter: null } as const;
  const { remote, to } = contact;
  const order = { told, expects: running ?? 0 };
  const said = await proposeTo(remote, { kit: KIT, to }, order);
  if (said.kind !== "read-back") return { notice: against(said), ...(await readAgain(open)) };
  if (said.refusals.length > 0) {
    const refusals = said.refusals as unknown as readonly Refusal[];
    return { notice: { kind: "pump-refused", refusals } };
  }
  const at = performance.now();
  return { notice: null, review: { proposed: said, reason, at, again: null, lost: false } };
};

const LONGEST = 200;

/** The day in the clinic's zone, as the record writes it. */
const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());

type Task = { readonly kind: "check-rate" | "record-program"; readonly because: string };

/** Gives the clinic a task; whether it took it. */
const raise = async ({ session, patient, implant }: Bedside, task: Task): Promise<boolean> => {
  const { kind, because } = task;
  const input = {
    ...{ task: `programmer-${Date.now()}`, kind, implant, because: because.slice(0, LONGEST) },
    ...{ due: todayIn(session.clinic.zone), who: session.name },
  };
  try {
    await tell(session, `patients/${encodeURIComponent(patient)}/raise-task`, { input });
    return true;
  } catch {
    return false;
  }
};

const receiptOf = async (
  at: Bedside,
  { reason }: Review,
  said: Extract<Committed, { readonly kind: "switched" }>,
): Promise<Receipt> => {
  const { version } = said.receipt;
  const hash = hexOf(said.receipt.hash).slice(0, 8);
  const why = reason === "" ? "" : `: ${reason}`;
  const because = `Programmed at the pump, version ${version}, receipt ${hash}${why}`;
  return { version, hash, reason, noted: await raise(at, { kind: "record-program", because }) };
};

/** The person's signature under what was read back: a commit that can be asked for again. */
const signedBy = async (
  { device, to }: Contact,
  { proposed: read }: Review,
): Promise<NonNullable<Review["again"]>> => {
  const again = await commitment({ kit: KIT, to, person: device.sign }, read);
  return ({ remote }) => again(remote);
};

/** Has a review's commit done, and says what came of it; the same commit however often. */
const committed = async (at: Bedside, open: Open, review: Review): Promise<Change> => {
  const asked = review.again ?? (await signedBy(open.contact, review));
  const said = await asked(open.contact);
  if (said.kind === "unknown") return { review: { ...review, again: asked, lost: true } };
  const read = await readAgain(open);
  if (said.kind === "switched") {
    return { ...read, review: null, receipt: await receiptOf(at, review, said), notice: null };
  }
  const notice: Notice = said.kind === "outcome" ? noticeOf(said.events) : against(said);
  return { ...read, review: null, notice };
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
  const prove = async (proof: { readonly password: string } | "passkey"): Promise<void> => {
    await (proof === "passkey" ? proveHeld(at.session) : proveAgain(at.session, proof));
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
    enrol: (hand: Both) =>
      run(async () => {
        await enrol(at.session, hand);
        return { stage: await looked(at) };
      }),
    pair: (text: string) => run((now) => pairedBy(at, now.stage, text)),
    open: () => run((now) => opened(at, now.stage)),
    read: () => run(whileOpen(readAgain)),
    tell: (told: Told) => run(whileOpen((open) => toldTo(open, told))),
    propose: (program: Program, reason: string) =>
      run(whileOpen((open) => proposed(open, program, reason))),
    sign: () =>
      run(
        whileOpen(async (open, { review }) => (review === null ? {} : committed(at, open, review))),
      ),
    invite: (role: Invited) => run(whileOpen((open) => invitedBy(open, role))),
    leave: (standing: string | null) => run(whileOpen((open) => left(at, open, standing))),
    wordAgain: () => run(async (now) => (now.stage.kind === "ended" ? ended(now.stage) : {})),
  };
  return { state, actions };
};

/** What can be done in a session. */
export type Actions = ReturnType<typeof useProgrammer>["actions"];
