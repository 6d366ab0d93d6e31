// SPDX-License-Identifier: Apache-2.0
/**
 * The walk-through: what a newcomer does in the first ten minutes, as steps that a person reads and
 * a browser does. The page in `docs` and its pictures are made from these steps.
 *
 *   node apps/web/test/walk-through.ts    writes docs/walk-through.md and docs/images/walk-*.png
 */
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { type Demo, openDemo } from "./demo.ts";
import { STEPS, type Walker } from "./walk-steps.ts";

const ROOT = new URL("../../../", import.meta.url);

/** The page of the walk. */
export const PAGE = new URL("docs/walk-through.md", ROOT);

/** A picture of the walk. */
export const pictureOf = (name: string): URL => new URL(`docs/images/walk-${name}.png`, ROOT);

const HEAD = `# Ten minutes with Cisterna

From nothing to a finished refill, a pump that was programmed, a passport that is read without a
network, and a solved incident. Everybody here is invented, and nothing here is a medical device.
A test walks this way in a real browser (\`apps/web/test/walk-through.test.ts\`); the page and its
pictures are written by \`node apps/web/test/walk-through.ts\`. Words in bold stand on the screen.
`;

/** The page as it has to be. */
export const pageText = (): string =>
  [
    HEAD,
    ...STEPS.map(({ title, says, picture, shows }, place) => {
      const image = picture === undefined ? "" : `\n![${shows}](images/walk-${picture}.png)\n`;
      return `## ${place + 1}. ${title}\n\n${says.replace(/^\n/, "")}${image}`;
    }),
  ].join("\n");

/** Names that the steps call by what stands on the screen. */
export const named = (): readonly string[] =>
  STEPS.flatMap(({ says }) =>
    [...says.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => (name ?? "").replace(/\s+/g, " ")),
  );

/** Walks the whole way; `look` is shown each step once it is done. */
export const walk = async (
  { stage, demo }: { readonly stage: Stage; readonly demo: Demo },
  look: (page: Page, picture: string) => Promise<void>,
): Promise<void> => {
  const first = await openPage(stage, "#/", { acceptDownloads: true });
  const walker: Walker = { stage, demo, page: first, papers: new Map() };
  for (const { does, picture } of STEPS) {
    walker.page = await does(walker);
    if (picture !== undefined) await look(walker.page, picture);
  }
};

/** The demo and a browser before it. */
export const openWalk = async () => {
  const opened = await openStage();
  const demo = await openDemo();
  const stage = { ...opened, site: { ...opened.site, address: demo.address } };
  const close = async (): Promise<void> => {
    await demo.close();
    await closeStage(opened);
  };
  return { stage, demo, close };
};

if (import.meta.main) {
  const { stage, demo, close } = await openWalk();
  await walk({ stage, demo }, async (page, picture) => {
    await page.evaluate("window.scrollTo(0, 0)");
    await page.waitForTimeout(400);
    await page.screenshot({ path: pictureOf(picture).pathname });
  });
  writeFileSync(PAGE, pageText());
  for (const line of new Set(stage.heard)) process.stdout.write(`${line}\n`);
  await close();
}
