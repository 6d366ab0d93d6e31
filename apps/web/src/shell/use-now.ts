// SPDX-License-Identifier: Apache-2.0
/** The page's clock, looked at once a second: ages are told by it. */
import { useEffect, useState } from "react";

/** ms of the page's clock. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
