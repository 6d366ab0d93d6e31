// SPDX-License-Identifier: Apache-2.0
/**
 * Rest: for how long nobody has touched this page. What the page reads by itself says so, and keeps
 * nobody signed in who has gone away.
 */
const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

let touched = performance.now();

for (const kind of TOUCHES) {
  window.addEventListener(
    kind,
    () => {
      touched = performance.now();
    },
    { capture: true, passive: true },
  );
}

/** The header of a request that reads. */
export const rest = (): Readonly<Record<string, string>> => ({
  "x-cisterna-rest": String(Math.floor((performance.now() - touched) / 1_000)),
});
