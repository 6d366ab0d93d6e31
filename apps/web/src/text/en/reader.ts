// SPDX-License-Identifier: Apache-2.0
/** The passport reader in English, for somebody who has never seen such a pump and has a minute. */
import type { SealRefusal } from "@cisterna/passport";
import type { MriFact } from "@cisterna/therapy";
import { EN, type Words } from "@cisterna/words";

/** What a table of the reader holds. */
export type ReaderText = {
  readonly [K in
    | "title"
    | "lead"
    | "scan"
    | "stopScan"
    | "aim"
    | "noCamera"
    | "file"
    | "paste"
    | "pasteLabel"
    | "read"
    | "noCode"
    | "genuine"
    | "notGenuine"
    | "current"
    | "old"
    | "future"
    | "what"
    | "much"
    | "dry"
    | "kills"
    | "call"
    | "perDay"
    | "atMost"
    | "estimate"
    | "left"
    | "runsDry"
    | "refillDue"
    | "unknownDay"
    | "noOverdose"
    | "noStop"
    | "noMagnet"
    | "antidote"
    | "noAntidote"
    | "patient"
    | "born"
    | "trust"
    | "trustLead"
    | "trustFile"
    | "trustWrong"
    | "trustNone"
    | "revoked"
    | "another"
    | "print"
    | "sources"
    | "language"
    | "notADevice"
    | "offline"]: string;
} & {
  readonly refusals: Readonly<Record<SealRefusal["kind"], string>>;
  readonly measures: Words["measures"];
  readonly dangers: Words["dangers"];
  readonly drugs: Words["drugs"];
  readonly magnet: (what: MriFact["behaviour"]) => string;
  readonly issued: (moment: string, age: string, by: string) => string;
  readonly lies: (pump: string, tip: string) => string;
  readonly request: (doses: string, times: number, lockout: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly filled: (volume: string, day: string) => string;
  readonly tooMuch: (drug: string) => string;
  readonly sudden: (drug: string) => string;
  readonly trusted: (count: number) => string;
};

/** The table. */
export const EN_READER: ReaderText = {
  title: "Pump passport",
  lead: "Reads the code that the patient carries, and checks who signed it.",
  scan: "Scan the code",
  stopScan: "Stop the camera",
  aim: "Hold the code in front of the camera.",
  noCamera:
    "There is no camera here, or it may not be used. Take a photograph and choose the file.",
  file: "Choose a photograph or a file",
  paste: "Type or paste the text",
  pasteLabel: "The passport's text, from CISTERNA1:",
  read: "Read it",
  noCode: "No code was found in this picture.",
  genuine: "Genuine",
  notGenuine: "Not to be believed",
  current: "current",
  old: "OLD: its refill was due. Something has changed, or the pump runs dry. Do not rely on it.",
  future: "NOT YET VALID: issued after this moment; one of the clocks is wrong.",
  what: "What is in it?",
  much: "How much?",
  dry: "When does it run dry?",
  kills: "What kills?",
  call: "Whom to call?",
  perDay: "a day into the spinal fluid",
  atMost: "at most",
  estimate: "An estimate of this moment, not a reading.",
  left: "Left now",
  runsDry: "Runs dry",
  refillDue: "Refill due at the latest",
  unknownDay: "an unknown day",
  noOverdose: "nothing was read here about its treatment; ask the clinic",
  noStop: "nothing was read here; treat it as dangerous",
  noMagnet: "Nothing was read here of this pump in a scanner; ask the clinic before any scan.",
  antidote: "antidote",
  noAntidote: "no antidote",
  patient: "Patient",
  born: "born",
  trust: "Clinics that are trusted",
  trustLead: "A passport is believed only if a clinic on this list signed it.",
  trustFile: "Add a clinic's file of keys",
  trustWrong: "This is no file of keys.",
  trustNone: "No clinic is trusted yet: without a file of keys nothing can be believed.",
  revoked: "The clinic has revoked this passport.",
  another: "Read another",
  print: "Print",
  sources: "Sources",
  language: "Language",
  notADevice: "Not a medical device. A second source, never the only one.",
  offline: "Works without a network; nothing leaves this page.",
  refusals: {
    "not-a-passport": "This is no pump passport.",
    "cut-or-damaged": "The text is cut off or damaged. Scan it again.",
    "issuer-unknown": "A clinic signed it that is not on the list of trusted clinics.",
    "signature-wrong": "The signature is wrong: it was changed, or somebody else made it.",
    "unknown-version": "It was written by a newer program than this reader.",
    "field-missing": "A field is missing.",
    "field-unknown": "It holds a field that is not known here.",
    "field-wrong": "A field holds what it cannot hold.",
  },
  measures: EN.measures,
  dangers: EN.dangers,
  drugs: EN.drugs,
  magnet: (what) => `MRI: ${EN.magnet[what]}`,
  issued: (moment, age, by) => `Issued ${moment}, ${age} ago, by ${by}`,
  lies: (pump, tip) =>
    `In a pump under the skin: ${pump}. Catheter tip in the spinal fluid at ${tip}.`,
  request: (doses, times, lockout) =>
    `The patient may ask for ${doses} at a time, at most ${times} times in 24 h, ${lockout} apart.`,
  between: (low, high) => `between ${low} and ${high}`,
  filled: (volume, day) => `${volume} on ${day}`,
  tooMuch: (drug) => `Too much ${drug}`,
  sudden: (drug) => `Sudden stop of ${drug}`,
  trusted: (count) => `${count} on the list`,
};
