// SPDX-License-Identifier: Apache-2.0
/**
 * Screens that are loaded when they are first opened. One that does not come, because the server is
 * away, says so and is asked for again; the page itself is never loaded anew, since that would take
 * everything that was typed with it.
 */
import { type FunctionComponent, useEffect, useState } from "react";
import { Loading, NotLoaded } from "./states.tsx";

/** A screen in a file of its own. */
export const screenFrom = (load: () => Promise<FunctionComponent>): FunctionComponent => {
  let loaded: FunctionComponent | null = null;
  return () => {
    const [Screen, setScreen] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Screen !== null || failed) return;
      const took = (component: FunctionComponent) => {
        loaded = component;
        setScreen(() => component);
      };
      load().then(took, () => setFailed(true));
    }, [Screen, failed]);
    if (Screen !== null) return <Screen />;
    return failed ? <NotLoaded again={() => setFailed(false)} /> : <Loading />;
  };
};
