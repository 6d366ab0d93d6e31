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
import { codeAt } from "../people/factor.ts";
import { inClinic } from "../store/scope.ts";
import { DEMO_CLINIC, DEMO_PEOPLE, DEMO_ZONE, type Deed } from "./people.ts";
import { demoStory } from "./story.ts";

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

/** What everybody in the demo clinic signs in and signs with. */
export type DemoSecrets = { readonly password: string; readonly factor: string };

const MEANING = "I have checked it, in the demo";

type Telling = {
  readonly deed: Deed;
  readonly key: string;
  readonly secrets: DemoSecrets;
  /** Of the second factor. */
  readonly code: string;
};

const send = async (
  desk: Desk,
  served: Served,
  { deed, key, code, secrets: { password } }: Telling,
): Promise<Result> => {
  const row = COMMAND_ROWS.get(deed.command);
  assert(row !== undefined, "a deed is a command of the table", { command: deed.command });
  const { by, second, patient, input, at } = deed;
  const hand = (account: string) => ({ account, password, code, meaning: MEANING });
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

/** The same deed once more, with what its checks ask to be confirmed. */
const sendConfirmed = async (desk: Desk, served: Served, what: Telling): Promise<Result> => {
  const first = await send(desk, served, what);
  const confirmed = confirmations(first);
  const deed = { ...what.deed, input: { ...what.deed.input, confirmations: confirmed } };
  return confirmed.length === 0 ? first : send(desk, served, { ...what, deed });
};

const isCodeUsed = (result: Result): boolean =>
  result.kind === "refused" && result.refusals.every(({ kind }) => kind === "code-used");

const NEXT_CODE_MS = 30_000;

const tell = async (desk: Desk, served: Served, what: Omit<Telling, "code">): Promise<void> => {
  const { deed, secrets } = what;
  const code = (later: number): string => codeAt(secrets.factor, deed.at + later);
  const first = await sendConfirmed(desk, served, { ...what, code: code(0) });
  // A filling that was cut off has taken this code and may not have got further.
  const result = isCodeUsed(first)
    ? await sendConfirmed(desk, served, { ...what, code: code(NEXT_CODE_MS) })
    : first;
  assert(result.kind === "done", "a deed of the demo is done", {
    command: deed.command,
    patient: deed.patient,
    result: JSON.stringify(result),
  });
};

const DAYS_MS = 101 * 86_400_000;

const people = async (desk: Desk, secrets: DemoSecrets, now: number): Promise<Served> => {
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
      ...secrets,
    },
  );
  for (const { account, ...person } of rest) {
    const input = { account, ...person, ...secrets };
    const deed = { at, by: first.account, command: "open-account", input };
    await tell(desk, served, { deed, key: `demo-account-${account}`, secrets });
  }
  return served;
};

/** When the story was told from: a filling that was cut off goes on as it was begun. */
const begunAt = async (desk: Desk): Promise<number | null> => {
  const first = await inClinic(desk.db, DEMO_CLINIC, (scope) =>
    scope
      .selectFrom("event")
      .select("at")
      .where("clinic", "=", DEMO_CLINIC)
      .where("seq", "=", 0)
      .executeTakeFirst(),
  );
  return first === undefined ? null : first.at + DAYS_MS;
};

/** Keys of the deeds that are done. */
const doneIn = async (desk: Desk): Promise<ReadonlySet<string>> => {
  const rows = await inClinic(desk.db, DEMO_CLINIC, (scope) =>
    scope.selectFrom("answer").select("key").where("clinic", "=", DEMO_CLINIC).execute(),
  );
  return new Set(rows.map(({ key }) => key));
};

/** Fills the demo clinic, unless it is filled. */
export const fillDemo = async (desk: Desk, secrets: DemoSecrets): Promise<void> => {
  const now = (await begunAt(desk)) ?? desk.now();
  const story = demoStory(now).map((deed, index) => ({ deed, key: `demo-${index}` }));
  const before = await doneIn(desk);
  if (story.every(({ key }) => before.has(key))) return;
  const served = await people(desk, secrets, now);
  const done = await doneIn(desk);
  for (const { deed, key } of story) {
    if (!done.has(key)) await tell(desk, served, { deed, key, secrets });
  }
};
