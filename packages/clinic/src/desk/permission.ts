// SPDX-License-Identifier: Apache-2.0
/**
 * Permission: who may do and read what. Nobody may anything unless a row says so; a patient only
 * what is about that patient; an emergency opens one record for reading until its hour is over.
 */
import type { Account, People } from "../people/account.ts";
import type { CommandRow, ViewRow } from "./row.ts";

/** A permission, and the emergency that it hangs on. */
export type Permission =
  | { readonly granted: true; readonly emergency: string | null }
  | { readonly granted: false };

/** No. */
export const DENIED: Permission = { granted: false };
const GRANTED: Permission = { granted: true, emergency: null };

/** The account, if it is open. */
export const openAccountOf = (people: People, account: string): Account | null => {
  const found = Object.hasOwn(people.accounts, account) ? people.accounts[account] : undefined;
  return found === undefined || found.closed ? null : found;
};

const isOwn = (account: Account, patient: string | null): boolean =>
  !account.roles.includes("patient") || (patient !== null && patient === account.patient);

/** Whether an account has a role of a row. */
export const holdsRole = (account: Account, { who }: Pick<ViewRow, "who">): boolean =>
  account.roles.some((role) => who.includes(role));

/** Whether an account may give a command about a patient, or about none. */
export const mayCommand = (
  account: Account,
  row: CommandRow,
  patient: string | null,
): Permission =>
  holdsRole(account, row) && (row.subject !== "patient" || isOwn(account, patient))
    ? GRANTED
    : DENIED;

type Wish = {
  readonly row: Pick<ViewRow, "subject" | "who">;
  readonly patient: string | null;
  readonly now: number;
};

/** Whether an account may read a view, by its role or in an emergency. */
export const mayRead = (people: People, account: Account, wish: Wish): Permission => {
  const { row, patient, now } = wish;
  if (holdsRole(account, row) && (row.subject !== "patient" || isOwn(account, patient))) {
    return GRANTED;
  }
  if (row.subject !== "patient") return DENIED;
  const emergency = Object.values(people.emergencies).find(
    (each) => each.account === account.account && each.patient === patient && now < each.until,
  );
  return emergency === undefined ? DENIED : { granted: true, emergency: emergency.emergency };
};
