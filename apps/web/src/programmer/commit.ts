// SPDX-License-Identifier: Apache-2.0
/**
 * The commit: a person signs what the pump read back, with both factors at this moment, in the
 * clinic's record; then with the key of this browser, and the pump switches. Source: REQ-092.
 */
import { type Committed, commitment, hexOf } from "@cisterna/link";
import type { Program } from "@cisterna/therapy";
import { KIT } from "../air/call.ts";
import { type Hand, tell, tellOnce } from "../clinic/client.ts";
import { answerTo } from "../clinic/passkey.ts";
import { type Contact, readNow } from "./contact.ts";
import type { Given } from "./credentials.tsx";
import {
  against,
  type Bedside,
  type Change,
  type Notice,
  noticeOf,
  type Open,
  type Receipt,
  type Review,
} from "./session.ts";

/** More than any log has: nothing of it is read again. */
export const NO_LOG = Number.MAX_SAFE_INTEGER;

/** Reads how the pump stands now. */
export const readAgain = async (open: Open): Promise<Change> => {
  const read = await readNow(open.contact, open.reading.dossier.upto);
  if ("kind" in read) return { notice: against(read) };
  return { stage: { ...open, reading: read, log: [...open.log, ...read.dossier.log] } };
};

const LONGEST = 200;

/** The day in the clinic's zone, as the record writes it. */
const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());

/** What the clinic is to do. */
type Task = { readonly kind: "check-rate" | "record-program"; readonly because: string };

/** Gives the clinic a task; whether it took it. */
export const raise = async (
  { session, patient, implant }: Bedside,
  task: Task,
): Promise<boolean> => {
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

/** The program that waits for a signature; null: none is in it. */
export const programIn = ({ proposed }: Pick<Review, "proposed">): Program | null =>
  "program" in proposed.told ? proposed.told.program : null;

/** A hand, and what the person saw of what it signs, in lines. */
export type Signing = { readonly given: Given; readonly shown: string; readonly meaning: string };

type Signed = { readonly review: Review; readonly signing: Signing };

const handUnder = async (
  { session, patient }: Bedside,
  { given, meaning }: Signing,
  input: Readonly<Record<string, unknown>>,
): Promise<Hand> => {
  if (given !== "passkey") return { ...given, meaning };
  const asked = { to: "sign", command: "sign-program", patient, input } as const;
  return { meaning, passkey: await answerTo(session, asked) };
};

/** The signature in the record: who, when, what it means, and the hash of what was signed. */
const signInRecord = async (
  at: Bedside,
  { contact, reading }: Open,
  { review, signing }: Signed,
): Promise<void> => {
  const { reason, key, proposed } = review;
  const input = {
    ...{ implant: at.implant, pump: contact.to.pump },
    version: programIn(review)?.version ?? 0,
    replaces: reading.dossier.program?.version ?? 0,
    hash: hexOf(proposed.readback.hash),
    shown: signing.shown,
    ...(reason === "" ? {} : { because: reason }),
  };
  const hand = await handUnder(at, signing, input);
  const path = `patients/${encodeURIComponent(at.patient)}/sign-program`;
  await tellOnce(at.session, { path, input, hand, key });
};

/** Has a review's commit done, and says what came of it; the same commit however often. */
export const committed = async (
  at: Bedside,
  open: Open,
  { review, signing }: Pick<Signed, "review"> & { readonly signing: Signing | null },
): Promise<Change> => {
  if (review.again === null) {
    if (signing === null) return {};
    await signInRecord(at, open, { review, signing });
  }
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
