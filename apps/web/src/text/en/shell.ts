// SPDX-License-Identifier: Apache-2.0
/** What stands on every screen, in English. */

/** The table. */
export const EN_SHELL = {
  name: "Cisterna",
  notADevice: "Not a medical device.",
  notADeviceWhy:
    "For learning, planning and checking. Nothing here has been cleared to treat anybody, and " +
    "no number here replaces a reading of the pump.",
  skip: "Skip to the content",
  sections: "Sections",
  start: "Start",
  radar: "Radar",
  lab: "Pump lab",
  simulator: "Transition",
  reader: "Passport reader",
  language: "Language",
  languages: { en: "English", es: "Español" },
  scheme: "Light or dark",
  schemes: { light: "Light", dark: "Dark", auto: "As the system" },
  keys: "Keys",
  keysTitle: "Keys on this screen",
  keysEverywhere: "Everywhere",
  close: "Close",
  print: "Print",
  loading: "Loading …",
  failed: "This could not be loaded.",
  failedWhy:
    "The connection may be gone, or the app may have been changed on the server. What you typed " +
    "elsewhere is still there.",
  again: "Try again",
  broken: "The app found an error in itself.",
  brokenWhy:
    "Nothing that is shown can be relied on any more. Load the page again; if it comes back, " +
    "report these words:",
  notFound: "There is no such screen.",
  startTitle: "What would you like to do?",
  startLead:
    "An implanted pump gives drug into the spinal fluid, day and night, for years. These " +
    "benches show what happens inside it, with the controller, the catheter and the body " +
    "computed in this page.",
  benches: {
    lab: {
      title: "Pump lab",
      about:
        "A whole virtual implant that you can break safely. Published incidents as tasks, with " +
        "hints and a debrief.",
      go: "Open the lab",
    },
    simulator: {
      title: "Transition and mixture",
      about:
        "What reaches the tip, and when, after a change of drug or strength: with and without a " +
        "bridge, with a catheter of unknown volume.",
      go: "Open the simulator",
    },
    reader: {
      title: "Passport reader",
      about:
        "Reads the QR code that a pump patient carries. One file, works offline, answers five " +
        "questions.",
      go: "Open the reader",
    },
  },
};

/** What a table of this kind holds. */
export type ShellText = typeof EN_SHELL;
