// SPDX-License-Identifier: Apache-2.0
/** What is done about people: accounts, emergencies, what two people sign. */
import { accepted } from "@cisterna/quantity";
import { z } from "zod";
import { standingOf } from "../course/standing.ts";
import type { CommandRow } from "../desk/row.ts";
import { id, mapping, prose } from "../fact/field.ts";
import { readBy } from "../fact/refusal.ts";
import { ROLES, type Role } from "../fact/role.ts";
import {
  type Account,
  accountEntry,
  accountName,
  fourEyesEntry,
  type People,
  peopleFact,
  REVIEWING,
  reviewEntry,
  UNACCOUNTED,
} from "./account.ts";
import { command, known, no, noAccount, type Verdict } from "./command.ts";
import { PASSKEY_COMMANDS } from "./enrol.ts";
import { CODE, FACTOR, stepOf } from "./factor.ts";
import { hashPassword, keepFactor, keepPassword, PASSWORD_LENGTH } from "./password.ts";

const LENGTH = `${PASSWORD_LENGTH.from} to ${PASSWORD_LENGTH.upto} characters`;

const password = z
  .string({ error: () => LENGTH })
  .min(PASSWORD_LENGTH.from, { error: () => LENGTH })
  .max(PASSWORD_LENGTH.upto, { error: () => LENGTH })
  .meta({ description: "Password", format: "password" });

const FACTOR_FORM = "32 letters of base32: 160 bits that were drawn for this account";

const factor = z
  .string({ error: () => FACTOR_FORM })
  .regex(FACTOR, { error: () => FACTOR_FORM })
  .meta({ description: `Second factor (RFC 6238), ${FACTOR_FORM}`, format: "password" });

const CODE_FORM = "six digits, as an authenticator shows them for this factor now";

const code = z
  .string({ error: () => CODE_FORM })
  .regex(CODE, { error: () => CODE_FORM })
  .meta({ description: `Code: ${CODE_FORM}` });

const newAccount = accountEntry.safeExtend({ password, factor: factor.optional() });

const newFactor = mapping(
  { account: id("Name to sign in with"), factor, code },
  "A second factor to sign prescriptions with",
);

const newPassword = mapping({ account: id("Name to sign in with"), password }, "A new password");

type Prepare = NonNullable<CommandRow["prepare"]>;

const keepFrom =
  (schema: typeof newAccount | typeof newPassword): Prepare =>
  async (json, { clinic }) => {
    const input = readBy(schema, json);
    if (!input.ok) return input;
    const { account, password, ...rest } = input.value;
    const hashed = await hashPassword(password);
    return accepted({
      input: json,
      beside: async (scope) => {
        await keepPassword(scope, { clinic, account, password: hashed });
        const { factor } = rest as { readonly factor?: string };
        if (factor !== undefined) await keepFactor(scope, { clinic, account, factor });
      },
    });
  };

const keepFactorFrom: Prepare = async (json, { clinic }) => {
  const input = readBy(newFactor, json);
  if (!input.ok) return input;
  const { account, factor } = input.value;
  return accepted({
    input: json,
    beside: (scope) => keepFactor(scope, { clinic, account, factor }),
  });
};

/** A patient's account is a patient's alone, and names the patient. */
const rolesFit = (roles: readonly Role[], patient: string | undefined): Verdict | null => {
  const isPatient = roles.includes("patient");
  if (isPatient && roles.length > 1) {
    return no("both-given", "roles", [roles.join(", "), "patient alone, or other roles"]);
  }
  return isPatient === (patient !== undefined)
    ? null
    : no("missing-key", "patient", [
        patient ?? "",
        "a patient for the role patient, and only there",
      ]);
};

const administrators = (people: People): readonly Account[] =>
  Object.values(people.accounts).filter(
    ({ closed, roles }) => !closed && roles.includes("administrator"),
  );

/** A clinic that nobody administers could never be entered again. */
const leavesNobody = (people: People, account: string): boolean =>
  administrators(people).every((each) => each.account === account);

const openAccount = command({
  name: "open-account",
  about: "Opens an account with its first password",
  who: ["administrator"],
  signature: "sign",
  input: newAccount,
  prepare: keepFrom(newAccount),
  decide: ({ people }, { password: _, factor, ...entry }) => {
    const { account, roles, patient } = entry;
    if (Object.hasOwn(people.accounts, account) || UNACCOUNTED.includes(account)) {
      return no("already-there", "account", [account, "a name that nobody ever had"]);
    }
    const second = factor === undefined ? [] : [peopleFact("factor-set", { account })];
    return rolesFit(roles, patient) ?? accepted([peopleFact("account-opened", entry), ...second]);
  },
});

const changeAccount = command({
  name: "change-account",
  about: "Changes the name or the roles of an account",
  who: ["administrator"],
  signature: "sign",
  input: accountEntry,
  decide: ({ people }, entry) => {
    const before = known(people, entry.account);
    if (before === null) return noAccount(entry.account);
    if (!entry.roles.includes("administrator") && leavesNobody(people, entry.account)) {
      return no("not-there", "roles", [entry.roles.join(", "), "another administrator first"]);
    }
    const was = { name: before.name, roles: before.roles };
    return (
      rolesFit(entry.roles, entry.patient) ??
      accepted([peopleFact("account-changed", { ...entry, was })])
    );
  },
});

const closeAccount = command({
  name: "close-account",
  about: "Closes an account for good; what it did stays",
  who: ["administrator"],
  signature: "sign",
  input: accountName,
  decide: ({ people }, { account }) => {
    if (known(people, account) === null) return noAccount(account);
    return leavesNobody(people, account)
      ? no("not-there", "account", [account, "another administrator first"])
      : accepted([peopleFact("account-closed", { account })]);
  },
});

const setPassword = command({
  name: "set-password",
  about: "Gives an account a new password: one's own, or anybody's for an administrator",
  who: ROLES,
  signature: "sign",
  input: newPassword,
  prepare: keepFrom(newPassword),
  decide: ({ people }, { account }, { who }) => {
    const own = who.id === account;
    if (!own && !who.roles.includes("administrator")) {
      return no("same-person", "account", [account, "your own account"]);
    }
    return known(people, account) === null
      ? noAccount(account)
      : accepted([peopleFact("password-changed", { account })]);
  },
});

const setFactor = command({
  name: "set-factor",
  about: "Gives an account its second factor: one's own first one, or anybody's for others' sake",
  who: ROLES,
  signature: "sign",
  factors: "both-if-there",
  input: newFactor,
  prepare: keepFactorFrom,
  decide: ({ people }, { account, factor, code }, { who, now }) => {
    const found = known(people, account);
    const isOwn = who.id === account;
    if (!isOwn && !who.roles.includes("administrator")) {
      return no("same-person", "account", [account, "your own account"]);
    }
    if (found === null) return noAccount(account);
    if (isOwn && found.factor) {
      return no("already-there", "account", [account, "another administrator, for a new factor"]);
    }
    return stepOf(factor, code, now.epochMs) === null
      ? no("malformed-text", "code", ["", CODE_FORM])
      : accepted([peopleFact("factor-set", { account })]);
  },
});

const chooseFourEyes = command({
  name: "choose-four-eyes",
  about: "Names commands that two people have to sign here",
  who: ["administrator"],
  signature: "sign",
  input: fourEyesEntry,
  decide: (_, input) => accepted([peopleFact("four-eyes-chosen", input)]),
});

/** How long a record stays open in an emergency. */
const EMERGENCY_MS = 3_600_000;

const emergencyCall = mapping(
  { patient: id("The patient whose record has to be read now"), reason: prose("Why") },
  "An emergency",
);

const openEmergency = command({
  name: "open-emergency",
  about: "Opens one patient's record for reading, for an hour, with notice and review",
  who: ["emergency-reader", "physician", "nurse"],
  signature: "sign",
  input: emergencyCall,
  decide: (house, { patient, reason }, { who, now }) => {
    const { people, practice } = house;
    if (standingOf(practice, patient).patient.person === null) {
      return no("not-there", "patient", [patient, "a registered patient"]);
    }
    const emergency = `emergency-${Object.keys(people.emergencies).length + 1}`;
    const from = now.epochMs;
    const until = from + EMERGENCY_MS;
    return accepted([
      peopleFact("emergency-opened", { emergency, account: who.id, patient, reason, from, until }),
    ]);
  },
});

const reviewEmergency = command({
  name: "review-emergency",
  about: "Reviews afterwards whether a record had to be opened",
  who: REVIEWING,
  signature: "sign",
  input: reviewEntry,
  decide: ({ people }, input, { who }) => {
    const found = Object.hasOwn(people.emergencies, input.emergency)
      ? people.emergencies[input.emergency]
      : undefined;
    if (found === undefined || found.review !== null) {
      return no("not-open", "emergency", [input.emergency, "an emergency without a review"]);
    }
    return found.account === who.id
      ? no("same-person", "emergency", [input.emergency, "somebody other than who opened it"])
      : accepted([peopleFact("emergency-reviewed", input)]);
  },
});

/** Every command about people. */
export const PEOPLE_COMMANDS = [
  openAccount,
  changeAccount,
  closeAccount,
  setPassword,
  setFactor,
  chooseFourEyes,
  openEmergency,
  reviewEmergency,
  ...PASSKEY_COMMANDS,
] as const;
