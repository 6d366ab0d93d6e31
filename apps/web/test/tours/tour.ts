// SPDX-License-Identifier: Apache-2.0
/** A tour: a way through screens that are seen only on it, photographed one after the other. */

import type { Stage } from "../browser.ts";
import type { Camera } from "../camera.ts";
import type { House } from "../house.ts";

/** A tour, by the word that its pictures begin with. */
export type Tour = {
  readonly name: string;
  readonly go: (stage: Stage, camera: Camera) => Promise<void>;
};

/** The stage before a house. */
export const before = (stage: Stage, { address }: House): Stage => ({
  ...stage,
  site: { ...stage.site, address },
});
