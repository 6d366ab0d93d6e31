// SPDX-License-Identifier: Apache-2.0
/** One suite, run on both databases. */
import { afterAll, describe } from "vitest";
import { embeddedGround, type Ground, type Site, serverGround } from "./place.ts";

/** What a suite is given: empty places, cleared when it is over. */
export type Rig = {
  readonly name: Ground["name"];
  readonly site: () => Promise<Site>;
};

const suiteOn = (title: string, ground: Ground, body: (rig: Rig) => void): void => {
  describe(`${title}, on ${ground.name}`, () => {
    const sites: Site[] = [];
    afterAll(async () => {
      for (const site of sites) await site.clear();
      await ground.close();
    });
    body({
      name: ground.name,
      site: async () => {
        const site = await ground.site();
        sites.push(site);
        return site;
      },
    });
  });
};

/** Describes the same behaviour on PGlite and on PostgreSQL. */
export const describeOnBoth = (title: string, body: (rig: Rig) => void): void => {
  suiteOn(title, embeddedGround(), body);
  suiteOn(title, serverGround(), body);
};
