// SPDX-License-Identifier: Apache-2.0
/** What is read about people: accounts, emergencies, what two people sign. */
import { accepted } from "@cisterna/quantity";
import type { ViewRow } from "../desk/row.ts";
import { mapping } from "../fact/field.ts";

const NOTHING = mapping({}, "Nothing");

const accounts = {
  name: "accounts",
  subject: "people",
  about: "Every account with its roles, every passkey, and the commands that two people sign here",
  who: ["administrator", "auditor"],
  asks: NOTHING,
  read: ({ people }) =>
    accepted({
      accounts: Object.values(people.accounts),
      passkeys: Object.values(people.passkeys).map(({ key: _, ...shown }) => shown),
      four_eyes: people.fourEyes,
    }),
} as const satisfies ViewRow;

const emergencies = {
  name: "emergencies",
  subject: "people",
  about: "Every record that was opened in an emergency, and its review",
  who: ["administrator", "auditor"],
  asks: NOTHING,
  read: ({ people }, { now }) =>
    accepted({
      emergencies: Object.values(people.emergencies).map((each) => ({
        ...each,
        open: now.epochMs < each.until,
      })),
    }),
} as const satisfies ViewRow;

/** Every view about people. */
export const PEOPLE_VIEWS = [accounts, emergencies] as const;
