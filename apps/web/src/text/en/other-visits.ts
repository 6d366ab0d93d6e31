// SPDX-License-Identifier: Apache-2.0
/** Visits beside the refill in English: the catheter's access port, and a scan in a magnet. */

/** The table. */
export const EN_OTHER_VISITS = {
  titles: {
    refill: (name: string) => `Refill of ${name}`,
    "catheter-access": (name: string) => `Access to the catheter of ${name}`,
    mri: (name: string) => `MRI scan of ${name}`,
  },
  start: { refill: "Refill visit", "catheter-access": "Catheter access", mri: "MRI scan" },
  abandon: {
    open: "End without it",
    title: "End this visit",
    act: "End it; nothing more was done",
    was: "This visit was ended before its purpose.",
  },
  access: {
    title: "Through the access port",
    lead: [
      "This port leads into the catheter, straight to the spinal fluid.",
      "It is not the port of the reservoir: nothing here changes what is in the pump.",
    ].join(" "),
    csf: "Spinal fluid came back freely",
    stop: [
      "INJECT NOTHING. What is in the catheter is drug:",
      "it would reach the spinal fluid at once.",
    ].join(" "),
    aspirated: "Volume drawn out before anything was injected",
    injected: "Injected through the catheter",
    kinds: { nothing: "nothing", contrast: "a contrast medium", drug: "a drug" },
    names: {
      contrast: "Medium, and what makes it fit for intrathecal use",
      drug: "Drug and concentration",
    },
    volume: "Volume injected",
    seen: "What was seen",
    because: "Why here",
    result: "What it showed",
    results: {
      patent: "the catheter is open",
      occluded: "the catheter is blocked",
      leak: "the catheter leaks",
      dislocated: "the tip has moved",
      "not-conclusive": "nothing certain",
    },
    act: "Sign the access",
    sign: "I accessed the catheter as it is written here",
    done: "The access stands in the record. What is in the reservoir is as it was.",
  },
  scan: {
    title: "Before the magnet",
    lead: "Read each line about this pump, and tick it when you have.",
    unknown: [
      "Nothing is known here of this pump in a magnet. Look it up with its maker before the scan,",
      "and ask the pump afterwards.",
    ].join(" "),
    source: (source: string, edition: string) => `${source}, ${edition}`,
    at: (tesla: string) => `at ${tesla}`,
    unread: "Read it and tick it.",
    tesla: "Field of the scanner",
    region: "What is examined",
    day: "To be over on (day)",
    time: "To be over at (time)",
    conditions: "Where the maker's conditions were looked up",
    reservoir: "In the reservoir is",
    states: { "as-it-was": "what was in it", emptied: "nothing: it was emptied" },
    act: "Sign the checklist",
    sign: "I have read what is known of this pump in the magnet",
    prepared: "The scan is prepared. Come back here when it is over.",
    until: (moment: string) => `To be over at ${moment}`,
    late: (moment: string) =>
      `IT WAS TO BE OVER AT ${moment}. Nobody has said yet how the pump was found.`,
    afterTitle: "After the magnet",
    afterLead: "Ask the pump. The task stays with the clinic until it was found running.",
    running: "The pump says that its motor turns",
    standing: [
      "A pump that stands means withdrawal. This task stays open:",
      "report it, and treat the patient.",
    ].join(" "),
    program: "Its program is the one from before",
    other: "Program it again in a visit first. This task stays open.",
    stopped: "Stood still for, as its log says",
    never: "It did not stand still",
    asked: "Times that it was asked",
    once: "Some pumps log a recovery only when they are asked again.",
    actAfter: "Sign what was found",
    signAfter: "I have asked the pump after the scan",
    done: "The pump was found running with its program. The task is closed.",
  },
};

/** What a table of this kind holds. */
export type OtherVisitsText = typeof EN_OTHER_VISITS;
