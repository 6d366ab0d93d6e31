// SPDX-License-Identifier: Apache-2.0
/** The controller as screens see it, and the time that goes by on them. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Kept } from "./kept.ts";
import type { Mine, State } from "./mine.ts";

/** What a screen is given. */
export type View = { readonly mine: Mine; readonly state: State; readonly kept: Kept };

/** The state, whenever it changes. */
export const useMine = (mine: Mine): State => useSyncExternalStore(mine.listen, mine.state);

/** This device's clock, looked at once a second, ms since 1970. */
export const useWall = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};

const LOOK_MS = 20_000;

/** Reads the pump while the page is in sight, and lets go of it when it is not. */
export const useSight = (mine: Mine, isPaired: boolean): void => {
  useEffect(() => {
    if (!isPaired) return;
    const see = (): void => {
      if (document.visibilityState === "hidden") void mine.rest();
      else void mine.hearClinic().then(mine.look);
    };
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void mine.look();
    }, LOOK_MS);
    see();
    document.addEventListener("visibilitychange", see);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", see);
    };
  }, [mine, isPaired]);
};

/** Whether the pump that was paired with is still the patient's own, as the clinic says. */
export const isOwn = ({ word, peer }: Kept): boolean =>
  peer === null ||
  word === null ||
  word.implants.some(({ implant, pump }) => implant === peer.implant && pump === peer.pump);
