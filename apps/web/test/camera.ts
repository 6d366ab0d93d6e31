// SPDX-License-Identifier: Apache-2.0
/**
 * Photographs of screens: in every width by day, once by night, and in Spanish where the screen
 * has a choice of languages. What keeps anybody from seeing a screen is taken down beside it.
 */
import type { Page } from "playwright-core";
import { faultsSeen } from "./sight.ts";

/** The widths that are photographed. */
export const WIDTHS = [1440, 1024, 390] as const;

/** How long a screen rests before its picture is taken. */
const REST = 150;

/** A camera that keeps what it has seen. */
export type Camera = {
  /** Photographs what stands on a page, and leaves it as it was: English, by day, 1440 px. */
  readonly look: (page: Page, name: string) => Promise<void>;
  /** Addresses behind `#` and pages that were photographed. */
  readonly addresses: () => readonly string[];
  /** What was wrong with what was seen, by picture. */
  readonly faults: () => readonly string[];
  readonly pictures: () => number;
};

/** Chooses a language as a hand does, under an open dialog too; false: there is no such choice. */
const speak = async (page: Page, name: string): Promise<boolean> =>
  (await page.evaluate(`(() => {
    const label = [...document.querySelectorAll(".settings label")]
      .find((each) => each.textContent === ${JSON.stringify(name)});
    label?.click();
    return label !== undefined;
  })()`)) as boolean;

/** Who types goes on where the cursor was. */
const HELD = "globalThis.cursor = document.activeElement";
const GIVEN_BACK = "globalThis.cursor?.focus()";

/** Opens a camera that puts its pictures into a folder. */
export const openCamera = (folder: string): Camera => {
  const addresses = new Set<string>();
  const faults: string[] = [];
  let pictures = 0;
  const shoot = async (page: Page, name: string, width: number): Promise<void> => {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(REST);
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    pictures += 1;
  };
  const judge = async (page: Page, name: string): Promise<void> => {
    for (const each of await faultsSeen(page)) faults.push(`${name}: ${each}`);
  };
  const look = async (page: Page, name: string): Promise<void> => {
    const { pathname, hash } = new URL(page.url());
    addresses.add(pathname.replace(/^.*\//, "") + hash);
    await page.evaluate(HELD);
    for (const width of WIDTHS) await shoot(page, `${name}-${width}`, width);
    await judge(page, name);
    await page.emulateMedia({ colorScheme: "dark" });
    await shoot(page, `${name}-1440-dark`, 1440);
    if (await speak(page, "Español")) {
      await shoot(page, `${name}-390-dark-es`, 390);
      await judge(page, `${name}, Spanish, dark`);
      await page.emulateMedia({ colorScheme: "light" });
      await shoot(page, `${name}-1024-es`, 1024);
      await speak(page, "English");
    }
    await page.evaluate(GIVEN_BACK);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  return {
    look,
    addresses: () => [...addresses],
    faults: () => faults,
    pictures: () => pictures,
  };
};
