// SPDX-License-Identifier: Apache-2.0
/** Passports in the clinic, in English: made, printed, taken back. */

/** The table. */
export const EN_PASSPORT = {
  title: (name: string) => `Passport: ${name}`,
  lead:
    "A signed paper with a code. Anybody reads it without a network: what is in the pump, how " +
    "much, when it runs dry, what kills, whom to call.",
  toPatient: "Back to the patient",
  make: (implant: string) => `A new passport for ${implant}`,
  reveals: "What it reveals of the patient",
  revealsWhy: "Whoever finds the paper can read it. Ask the patient.",
  reveal: { name: "Name", born: "Date of birth", id: "Number at the clinic" },
  nothing: "nothing of the person",
  preview: "What a reader would see now",
  unsigned: "Not signed yet.",
  meaning: "I have checked what this passport says, and sign it for the clinic",
  act: "Sign the passport",
  contentsUnknown:
    "The record does not say what is in this implant and what runs. Record a fill first.",
  none: "No passport can be signed now",
  signed: "Signed passports",
  noneSigned: "None yet.",
  stands: {
    current: "current",
    old: "OLD: its refill was due",
    outdated: "WRONG NOW: the pump was filled, programmed or emptied since",
    revoked: "taken back",
  },
  outdatedWhy: "Sign a new one, and take this one back.",
  issued: (moment: string, who: string) => `Signed ${moment} by ${who}`,
  oldFrom: (day: string) => `Old from ${day} on`,
  shows: (what: string) => `Reveals: ${what}`,
  a5: "Sheet (A5)",
  wallet: "Wallet card",
  file: "Save the text",
  print: "Print",
  closePaper: "Close",
  paper: "The paper",
  revoke: "Take back",
  revokeTitle: "Take a passport back",
  revokeDanger:
    "Readers with the clinic's newer file of keys refuse it from now on. A reader that was " +
    "saved before does not know it: take the paper away as well.",
  because: "Why",
  emptyField: "Type it.",
  revokeMeaning: "I take this passport back for the clinic",
  revokeAct: "Take it back",
  revoked: (moment: string, who: string, because: string) =>
    `Taken back ${moment} by ${who}: ${because}`,
  readers: "For whoever reads it",
  readersWhy:
    "The reader is one page: save it, send it, open it from a disk. It believes what this " +
    "clinic signed and knows what was taken back up to the day on which it was saved.",
  reader: "Reader with this clinic's key",
  keys: "File of keys (JSON)",
  headline: "I have an implanted pump with drug in my spinal fluid",
  asOf: (day: string) => `Figures as of ${day}; estimates, not readings.`,
  scan:
    "Scan the code for today's figures: the passport reader checks the signature and needs no " +
    "network.",
  cut: "Cut along the line and fold in the middle.",
  number: (id: string) => `Passport ${id}`,
};

/** What a table of this kind holds. */
export type PassportText = typeof EN_PASSPORT;
