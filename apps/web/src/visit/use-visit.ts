// SPDX-License-Identifier: Apache-2.0
/**
 * A visit behind its screens: what the clinic says of it, how a step is sent, and what was typed
 * and not sent yet.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import {
  askSeen,
  type Hand,
  Problem,
  proveAgain,
  type Seen,
  tellOnce,
  type Welcome,
} from "../clinic/client.ts";
import { draftOf, dropDraft, keepDraft, readyToKeep } from "../clinic/drafts.ts";
import { answerTo, proveHeld } from "../clinic/passkey.ts";
import { useDrafts, useView } from "../clinic/use-clinic.ts";
import type { Packet, VisitView } from "./shapes.ts";

/** Which visit of whom, and who is there. */
export type Place = {
  readonly session: Welcome;
  readonly patient: string;
  readonly visit: string;
};

const patientPath = (patient: string): string => `patients/${encodeURIComponent(patient)}`;

const EVERY_MS = 60_000;

/** The visit, and what is in the implant. */
export const useVisit = ({ session, patient, visit }: Place) => {
  const { clinic } = session.clinic;
  const path = `${patientPath(patient)}/visit?visit=${encodeURIComponent(visit)}`;
  const seen = useQuery({
    queryKey: ["view", clinic, path],
    queryFn: async (): Promise<Seen<VisitView>> => {
      const { view, revision } = await askSeen<VisitView>(clinic, path);
      return { view: { ...view, heard: performance.now() }, revision };
    },
    refetchInterval: EVERY_MS,
    retry: false,
  });
  const packet = useView<Packet>(session, `${patientPath(patient)}/hand-over-packet`);
  return { seen, packet, isReady: useDrafts() };
};

/** A step to be sent. */
type Step = {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly hand?: Hand;
  /** What a signature means that is given with a passkey. */
  readonly held?: string;
  /** The password or passkey again, where the person was away. */
  readonly proof?: { readonly password: string } | "passkey";
};

/** The hand under a step; a passkey is asked for this very step. */
const handUnder = async (
  { session, patient }: Omit<Place, "visit">,
  { command, input, hand, held }: Step,
): Promise<Hand | undefined> => {
  if (held === undefined) return hand;
  const passkey = await answerTo(session, { to: "sign", command, patient, input });
  return { meaning: held, passkey };
};

/**
 * Sends commands about a patient. Each has a key that stays until it is answered, so that one that
 * was lost on the way can be sent again and is done once.
 */
export const useSend = (
  { session, patient }: Omit<Place, "visit">,
  revision: string | null = null,
) => {
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const sending = useMutation({
    mutationFn: async (step: Step) => {
      const { command, input, proof } = step;
      const said = JSON.stringify([command, input]);
      const key = keys.current.get(said) ?? crypto.randomUUID();
      keys.current.set(said, key);
      if (proof === "passkey") await proveHeld(session);
      else if (proof !== undefined) await proveAgain(session, proof);
      const hand = await handUnder({ session, patient }, step);
      const path = `${patientPath(patient)}/${command}`;
      await tellOnce(session, { path, input, hand, key, seen: revision });
      keys.current.delete(said);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["view", session.clinic.clinic] }),
    onError: (error) => {
      const isStale = error instanceof Problem && error.kind === "stale";
      if (isStale) void queries.invalidateQueries({ queryKey: ["view", session.clinic.clinic] });
    },
  });
  return { ...sending, session };
};

/** How steps are sent. */
export type Send = ReturnType<typeof useSend>;

/** What is typed into a step; it outlives a reload, a lost server and another screen. */
export const useDraft = <T extends object>(
  { patient, visit, session }: Place,
  step: string,
  initial: T,
) => {
  const name = [session.clinic.clinic, session.account, patient, visit, step].join("/");
  const [draft, setDraft] = useState<T>(() => ({ ...initial, ...(draftOf(name) ?? {}) }));
  useEffect(readyToKeep, []);
  const change = (part: Partial<T>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(name, next);
  };
  return { draft, change, forget: () => dropDraft(name) };
};
