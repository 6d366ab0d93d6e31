// SPDX-License-Identifier: Apache-2.0
/**
 * Filling the demo clinic: its story is told to the desk as people would tell it, signed, each deed
 * at its time. Every deed has a key, so that a filling that was cut off goes on where it was.
 */
import { assert } from "@cisterna/quantity";
import { act, type Result } from "../desk/act.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { openClinic } from "../desk/open.ts";
import { COMMAND_ROWS } from "../desk/table.ts";
import { DEMO_CLINIC, DEMO_PEOPLE, DEMO_ZONE, type Deed, demoStory } from "./story.ts";

type Confirmation = Readonly<Record<string, string>>;

/** What a check that asks to be confirmed says: its refusal reads like its confirmation. */
const confirmationOf = (read: string): Confirmation => {
  const [check = "", path = "", drug, asked, limit, old, what] = read.split(" | ");
  const said = Object.entries({ drug, asked, limit, old, what });
  const given = said.flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, value] as const],
  );
  return { check, path, ...Object.fromEntries(given), because: "the demo's own choice" };
};

const confirmations = (result: Result): readonly Confirmation[] =>
  result.kind === "refused"
    ? result.refusals
        .filter(({ kind }) => kind === "check-not-confirmed")
        .map(({ read }) => confirmationOf(read))
    : [];

const MEANING = "I have checked it, in the demo";

const send = async (
  desk: Desk,
  served: Served,
  { deed, key, password }: { deed: Deed; key: string; password: string },
): Promise<Result> => {
  const row = COMMAND_ROWS.get(deed.command);
  assert(row !== undefined, "a deed is a command of the table", { command: deed.command });
  const { by, second, patient, input, at } = deed;
  const hand = (account: string) => ({ account, password, meaning: MEANING });
  return act({ ...desk, now: () => at }, served, {
    account: by,
    row,
    patient: patient ?? null,
    input,
    why: null,
    key,
    seen: null,
    signature: row.signature === "none" ? null : hand(by),
    second: second === undefined ? null : hand(second),
  });
};

const tell = async (
  desk: Desk,
  served: Served,
  what: { readonly deed: Deed; readonly key: string; readonly password: string },
): Promise<void> => {
  const first = await send(desk, served, what);
  const confirmed = confirmations(first);
  const deed = { ...what.deed, input: { ...what.deed.input, confirmations: confirmed } };
  const result = confirmed.length === 0 ? first : await send(desk, served, { ...what, deed });
  assert(result.kind === "done", "a deed of the demo is done", {
    command: what.deed.command,
    patient: what.deed.patient,
    result: JSON.stringify(result),
  });
};

const DAYS_MS = 101 * 86_400_000;

const people = async (desk: Desk, password: string, now: number): Promise<Served> => {
  const [first, ...rest] = DEMO_PEOPLE;
  assert(first !== undefined, "the demo clinic has an administrator");
  const at = now - DAYS_MS;
  const served = await openClinic(
    { ...desk, now: () => at },
    {
      clinic: DEMO_CLINIC,
      name: "Demo clinic",
      zone: DEMO_ZONE,
      first: { ...first, roles: [...first.roles] },
      password,
    },
  );
  for (const { account, ...person } of rest) {
    const input = { account, ...person, password };
    const deed = { at, by: first.account, command: "open-account", input };
    await tell(desk, served, { deed, key: `demo-account-${account}`, password });
  }
  return served;
};

/** When the story was told from: what is filled stays, however late it is looked at. */
const begunAt = async (desk: Desk): Promise<number | null> => {
  const served = await desk.serve(DEMO_CLINIC);
  const opened = served === null ? undefined : (await served.record.look()).head;
  return opened === undefined || opened.seq < 0 ? null : opened.at;
};

/** Fills the demo clinic, unless it is filled. */
export const fillDemo = async (desk: Desk, password: string): Promise<void> => {
  const begun = await begunAt(desk);
  const known = begun === null ? null : await desk.serve(DEMO_CLINIC);
  const standing = known === null ? null : await known.record.look();
  const isFull = standing !== null && standing.revisionOf("stock") >= 24;
  if (isFull) return;
  const now = desk.now();
  const served = await people(desk, password, now);
  for (const [index, deed] of demoStory(now).entries()) {
    await tell(desk, served, { deed, key: `demo-${index}`, password });
  }
};
