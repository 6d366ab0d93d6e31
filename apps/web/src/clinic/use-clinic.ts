// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic behind the page: whether there is one, who is signed in, what it says, how old that
 * is.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ask, isServed, Problem, type Welcome } from "./client.ts";
import { openDrafts } from "./drafts.ts";

const KEPT = "cisterna-clinic";

/** The clinic at which somebody signed in last in this browser. */
export const keptClinic = (): string => localStorage.getItem(KEPT) ?? "";

/** Remembers the clinic. */
export const keepClinic = (clinic: string): void => localStorage.setItem(KEPT, clinic);

/** Whether what was typed and not sent has been opened; what is too old is dropped with that. */
export const useDrafts = (): boolean =>
  useQuery({ queryKey: ["drafts"], queryFn: openDrafts, staleTime: "static" }).data === true;

/** Whether a clinic serves this page; undefined until it is known. */
export const useServed = (): boolean | undefined =>
  useQuery({ queryKey: ["served"], queryFn: isServed, staleTime: Number.POSITIVE_INFINITY }).data;

/** A refusal is an answer; only a clinic that cannot be reached is asked again. */
const retry = (times: number, error: Error): boolean =>
  times < 2 && error instanceof Problem && error.kind === "offline";

const whoAmI = async (): Promise<Welcome | null> => {
  if (keptClinic() === "") return null;
  try {
    return await ask<Welcome>(keptClinic(), "session");
  } catch (error) {
    if (error instanceof Problem && error.kind === "not-signed-in") return null;
    throw error;
  }
};

/** Who is signed in; null: nobody. */
export const useSession = () => useQuery({ queryKey: ["session"], queryFn: whoAmI, retry });

const EVERY_MS = 60_000;

/**
 * A view of the clinic, read again every minute and whenever something changed. Whose session is
 * over has to sign in again.
 */
export const useView = <T>(session: Welcome, path: string) => {
  const { clinic } = session.clinic;
  const queries = useQueryClient();
  const view = useQuery({
    queryKey: ["view", clinic, path],
    queryFn: () => ask<T>(clinic, path),
    refetchInterval: EVERY_MS,
    retry,
  });
  const { error } = view;
  useEffect(() => {
    const isOver = error instanceof Problem && error.kind === "not-signed-in";
    if (isOver) queries.setQueryData(["session"], null);
  }, [error, queries]);
  return view;
};

/** How long after a stream that the clinic ended another one is asked for. */
const AGAIN_MS = 5_000;

/**
 * Listens to the clinic: what changed is read again. A stream that breaks tells at once that the
 * clinic may be away, and one that comes back that everything may have changed meanwhile.
 */
export const useChanges = ({ clinic }: Welcome): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const address = `./api/clinics/${clinic.clinic}/changes`;
    const read = () => void queries.invalidateQueries({ queryKey: ["view", clinic.clinic] });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream = new EventSource(address);
    const listen = () => {
      let lost = false;
      stream.addEventListener("change", read);
      stream.addEventListener("open", () => {
        if (lost) read();
        lost = false;
      });
      stream.addEventListener("error", () => {
        if (!lost) read();
        lost = true;
        if (stream.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => {
          stream = new EventSource(address);
          listen();
        }, AGAIN_MS);
      });
    };
    listen();
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [clinic.clinic, queries]);
};
