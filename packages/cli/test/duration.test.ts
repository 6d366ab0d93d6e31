// SPDX-License-Identifier: Apache-2.0
/**
 * Minutes for hours: a time has its unit with it, means the same in every unit, and the plan says
 * what it comes to in doses a day. Pages that say less are caught.
 */
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { CONTRACT_CASE, edited } from "./case-sample.ts";

/** What the page says about boluses on demand for a lock-out; null where the file is refused. */
type Page = (lockout: string) => Promise<string | null>;

const pageOf = async (lockout: string, ...changes: readonly (readonly [string, string])[]) => {
  const text = [["lockout: 2 h", `lockout: ${lockout}`] as const, ...changes].reduce(
    (changed, [from, upto]) => edited(changed, from, upto),
    CONTRACT_CASE,
  );
  return runCommandLine(["plan", "case.yaml"], memoryIo({ "case.yaml": text }).io);
};

const ours: Page = async (lockout) => {
  const { status, stdout } = await pageOf(lockout, ["per_day: 6", "per_day: 48"]);
  if (status !== 0) return null;
  const lines = stdout.split("\n").filter((line) => /on demand|^On demand/.test(line));
  return lines.join("\n");
};

const SLIPS = [
  ["2 h", "120 min"],
  ["3 h", "180 min"],
  ["0.5 d", "720 min"],
] as const;

/** Equal times come to equal doses, and a slipped unit to other ones, on the page itself. */
const wronged = async (page: Page): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [hours, minutes] of SLIPS) {
    const [one, other] = [await page(hours), await page(minutes)];
    const slipped = await page(`${Number(hours.split(" ")[0]) * 20} min`);
    const doses = (text: string | null) => /at most \d+ in 24 h; .*/.exec(text ?? "")?.[0];
    if (one === null || doses(one) === undefined) found.push(`${hours}: no doses a day`);
    if (doses(one) !== doses(other)) found.push(`${hours} is not ${minutes}`);
    if (doses(one) === doses(slipped)) found.push(`${hours} looks like its slip`);
  }
  return found;
};

describe("a lock-out", () => {
  test("is one time in any unit, and is said in doses a day [REQ-007 holds]", async () => {
    expect(await wronged(ours)).toEqual([]);
  });

  test("without its unit is refused where it stands [REQ-007 holds]", async () => {
    const { status, stderr } = await pageOf("2");
    expect(status).toBe(2);
    expect(stderr).toContain("prescription.on_demand.lockout");
  });

  test.each<readonly [string, Page]>([
    ["leaves the doses a day out", async (lockout) => `lock-out ${lockout}`],
    ["takes every number for hours", async (lockout) => ours(`${lockout.split(" ")[0]} h`)],
  ])("a page that %s is caught [REQ-007 breaks]", async (_, page) => {
    expect(await wronged(page)).not.toEqual([]);
  });
});
