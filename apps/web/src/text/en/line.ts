// SPDX-License-Identifier: Apache-2.0
/** Line and fill at the programmer, in English: prime, bridge, what is where. */

/** The table. */
export const EN_LINE = {
  way: "The line between pump and tip",
  ways: {
    change: {
      none: "Leave it",
      bridge: "Bridge",
      "prime-catheter": "Prime the catheter",
      "prime-pump-and-catheter": "Prime tubing and catheter",
    },
    fill: {
      none: "No exchange",
      bridge: "Bridge: the old drug out at its old dose",
      "prime-catheter": "Prime the catheter",
      "prime-pump-and-catheter": "Prime tubing and catheter",
    },
  },
  row: "Line",
  rowText: {
    prime: (volume: string, rate: string) => `prime ${volume} at ${rate}`,
    bridge: (volume: string, rate: string) => `bridge ${volume} at ${rate}`,
  },
  event: "Primed for the event",
  primed: "Volume of the prime",
  largest: (volume: string) => `At most ${volume}, so that no hour at the tip is above the limit.`,
  takeLargest: (volume: string) => `Take ${volume}`,
  faults: {
    unreadable: "Digits with at most one point and a digit before it, such as 0.12",
    "beyond-line": "More than the line is known to hold",
    "beyond-hour":
      "The fullest hour at the tip would be above what the program may give in an hour.",
  },
  tipTitle: "What will leave the tip",
  tipLead:
    "A model of volumes, not a reading: the front sharp or mixed, the catheter as small and as " +
    "large as it may be. A prime counts on a line without drug.",
  holds: "The line holds",
  fills: "What is to be filled holds",
  given: { prime: "The prime pushes", bridge: "The bridge pushes" },
  lasts: "Lasts",
  between: (low: string, high: string) => `${low} to ${high}`,
  early: (drug: string) => `${drug}, meanwhile`,
  hourBefore: (drug: string) => `${drug}, from the line`,
  hourLeast: (drug: string) => `${drug}, leanest hour`,
  hourMost: (drug: string) => `${drug}, fullest hour`,
  hourAfter: (drug: string) => `${drug}, in the end`,
  lean: (share: number) => `Lean after it: until ${share} % of the dose arrive`,
  never: "never",
  peak: "New fluid in the fullest hour",
  peakLimit: "The program's limit in an hour",
  attest: (since: string) =>
    `I attest: the line holds no drug since what happened at the catheter (${since}).`,
  primedAlready: (since: string) =>
    `The pump has primed for this event already (${since}). Once more is a second dose.`,
  again: "What happened at the catheter since, so that it holds no drug again",
  distinct: {
    "prime-pushes-old-drug": "A prime into a line that held drug",
    "transition-missing": "The old drug at the new flow",
  },
  whereTitle: {
    bridge: "A bridge runs: which drug is where",
    prime: "A prime runs: which drug is where",
  },
  whereLead: {
    bridge: (left: string) =>
      `${left} of the bridge are still to come. A new prescription ends it early: the line then ` +
      "gives what is in it at the new flow, until the reservoir's fluid arrives.",
    prime: (left: string) =>
      `${left} of the prime are still to come. A new prescription ends it early: the dose comes ` +
      "to the tip later.",
  },
  inReservoir: "In reservoir and pump",
  beforeTip: (left: string) => `Before the tip, ${left} at the most`,
  noDrug: "no drug, as was attested",
  unknown: "not known: the pump's log does not say it",
  wholeAnew: "Nothing is taken over: type the whole prescription.",
  placed: "I have read which drug is where",
  dragLead:
    "Drag a step up and down by its bar, and in time by its dot; with the keyboard by the " +
    "arrows, in the pump's own steps. Every change stands in the fields below.",
  rateGrip: (time: string) => `Rate of the step from ${time}`,
  rateSays: (rate: string, time: string) => `${rate} from ${time}`,
  timeGrip: (time: string) => `Begin of the step from ${time}`,
  tab: "Fill",
  fillLead:
    "For the pump alone: what the needle found, and what the reservoir holds now. Syringe, label " +
    "and register belong to the clinic's refill visit.",
  aspirated: "What the needle found",
  filled: "In the reservoir after the fill",
  found: (expected: string, found: string, verdicts: string) =>
    `${expected} computed by the pump, ${found} found: ${verdicts}`,
  verdicts: {
    "within-limits": "within what is accepted",
    "ran-dry": "by its program the pump ran dry",
    "more-than-filled": "more came out than was filled",
    "volume-discrepancy": "investigate before going on",
    "pocket-fill-suspected": "rule out that the last fill went beside the reservoir",
    "wrong-fill-suspected": "rule out that less was filled than was entered",
    "over-infusion": "the pump gave more than programmed",
    "under-infusion": "the pump gave less than programmed",
    "filled-above-reservoir": "the last fill was above what the reservoir holds",
    "aspirated-above-reservoir": "more was found than the reservoir holds",
  },
  which: "Filled with",
  same: (fluid: string) => `The same: ${fluid}`,
  other: "Another fluid",
  drug: "Drug",
  strength: "Strength",
  addDrug: "Add a drug",
  removeDrug: (drug: string) => `Take ${drug} out`,
  doubledDrug: "Each drug once",
  sameAfterAll: "This is the fluid that the pump holds.",
  goesOn: "The prescription goes on as it is. The pump counts from here.",
  tellPump: "Tell the pump that it is filled",
};

/** What a table of this kind holds. */
export type LineText = typeof EN_LINE;
