// SPDX-License-Identifier: Apache-2.0
/** The screen of one's own account in English. */

/** The table. */
export const EN_ACCOUNT = {
  title: "Your account",
  name: "Name under your signatures",
  roles: "Roles",
  role: {
    physician: "Physician",
    nurse: "Nurse",
    pharmacist: "Pharmacist",
    coordinator: "Coordinator",
    technician: "Technician",
    auditor: "Auditor",
    administrator: "Administrator",
    patient: "Patient",
    "emergency-reader": "Emergency reader",
  },
  codes: "Authenticator with codes",
  hasCodes: "Set up",
  noCodes: "None",
  passkeys: "Passkeys",
  lead:
    "A passkey makes sure itself that it is you: it signs in and signs alone, without password " +
    "and code. It answers at this clinic's address only.",
  none: "You have no passkey yet.",
  since: "Since",
  used: "Last used",
  never: "Never",
  label: "What you call it",
  rename: "Rename",
  renameTitle: (name: string) => `Another name for “${name}”`,
  keep: "Keep the name",
  revoke: "Revoke",
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeLead:
    "It opens nothing any more, and this cannot be undone. Prove who you are with another factor " +
    "than this one. Your last second factor is revoked by an administrator.",
  revokeDo: "Revoke it",
  revokeMeaning: "I revoke this passkey",
  add: "Add a passkey",
  addLead:
    "Your browser asks for a fingerprint, a face, a PIN or a security key. Prove first that it " +
    "is you.",
  addDo: "Make a passkey",
  addMeaning: "I take this passkey as my own",
  password: "Your password",
  code: "Six digits of your authenticator",
  withPasskey: "Prove it with a passkey you have",
  empty: "Type it.",
  added: (name: string) => `“${name}” is yours. Try it: sign out, and sign in with it.`,
  gone: (name: string) => `“${name}” is revoked.`,
  server: "The clinic",
  refusals: {
    "code-missing": "The six digits of your authenticator, or another passkey, are missing.",
    "code-wrong": "These are not the six digits that your authenticator shows now.",
    "password-wrong": "The password is wrong.",
    "code-used": "This code was used already. Wait for the next one.",
    "factor-missing": "Your account has no authenticator: use a passkey.",
    "same-factor": "Prove it with another factor than the passkey that you revoke.",
    "last-factor":
      "This is your last second factor. Add another one first, or ask an administrator.",
    "out-of-range": "You have as many passkeys as an account can have. Revoke one first.",
    "already-there": "This passkey is enrolled already.",
    other: "The clinic refuses this.",
  },
};

/** What a table of this kind holds. */
export type AccountText = typeof EN_ACCOUNT;
