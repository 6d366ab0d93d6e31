// SPDX-License-Identifier: Apache-2.0
/** The drawn implant and the prescription that runs, in English. */

/** How far a fluid has come: in the reservoir since when, what has left, what the line holds. */
type Way = Readonly<Record<"since" | "sent" | "line", string>>;

type Sentence = Readonly<Record<"level" | "fluid" | "tip" | "asOf", string>> & {
  readonly length: string | null;
};

/** The table. */
export const EN_DRAWN = {
  tip: "Tip",
  unknown: "not known",
  inReservoir: "In the reservoir",
  reservoir: "Level now",
  full: "Full reservoir",
  length: "Length of the catheter",
  level: (now: string, full: string) => `${now} of ${full}`,
  levels: {
    unknown: "level not known",
    emptied: "emptied, not filled again",
    "nothing-left": "computed: nothing left",
  },
  filled: (moment: string) => `recorded; filled ${moment}`,
  computed: ({ asOf, left, since }: Readonly<Record<"asOf" | "left" | "since", string>>) =>
    `computed, as of ${asOf}: ${left} on ${since}, less what the program has sent since; doses ` +
    "on demand are not counted",
  sentence: ({ level, fluid, tip, asOf, length }: Sentence) =>
    `Reservoir, as of ${asOf}: ${level}; in it ${fluid}. Catheter` +
    `${length === null ? ", length not known" : ` of ${length}`}, tip at ${tip}.`,
  nothingKnown: "Nobody knows what is between reservoir and tip.",
  through: ({ since, sent, line }: Way) =>
    `Between reservoir and tip: the same fluid, computed. ${sent} have left since ${since}, more ` +
    `than the ${line} of the line, however slow the pump was within its error.`,
  onItsWay: ({ since, sent, line }: Way, old: string) =>
    `At the tip there is still the fluid before, ${old}, computed: ${sent} have left since ` +
    `${since}, and the line holds ${line}.`,
  unknownBefore: ({ since, sent, line }: Way) =>
    `The reservoir's fluid has not reached the tip, computed: ${sent} have left since ${since}, ` +
    `and the line holds ${line}. What the line held before is not told.`,
  untold: {
    emptied: (since: string) =>
      `The reservoir's last fluid was there since ${since}; what is in the line is not told.`,
    "not-judged": (since: string) =>
      `In the reservoir since ${since}; what is in the line cannot be computed.`,
    opened: (since: string) =>
      `In the reservoir since ${since}; the catheter was opened through its port since, and what ` +
      "is in the line is not told.",
    between: (since: string) =>
      `In the reservoir since ${since}; by the pump's error and the doses asked for, it may or ` +
      "may not have reached the tip.",
  },
  nothingOf: (fluid: string) => `nothing; ${fluid} was drawn out`,
  noHeight: "how full the reservoir is, is not known",
  stillThere: (fluid: string) => `still in the line: ${fluid}`,
  notTold: "what is there is not told",
  notToScale:
    "Drawn, not to scale: where the catheter enters the spine is not in the record. Fluid is " +
    "reckoned to move without mixing and without a stop of the pump.",
  prescription: "Prescription that runs",
  unread: "The prescription cannot be read by this page.",
  runsSince: "Runs since",
  stepCame: "Basal of the dated step of",
  stepFrom: (moment: string) => `From ${moment}`,
  dosesOf: "Doses below are of",
  firstAt: (time: string) => `first at ${time}`,
  onceAtStart: "Once, as it began",
  flat: "The same at every hour: the line is flat.",
  fixed: "This pump has one flow and nothing to set: the line is flat.",
  time: "Time",
  pieces: "The day in pieces: per hour, and below it per day at that rate",
  flow: "Flow",
  shows: "The curve shows",
  dayShown: "Weekday",
  everyDay: "every day",
  weekdays: {
    mon: "Mon",
    tue: "Tue",
    wed: "Wed",
    thu: "Thu",
    fri: "Fri",
    sat: "Sat",
    sun: "Sun",
  },
  curve: (what: string, unit: string, days: string) =>
    `${what} over 24 hours in ${unit}, ${days}; the table of the day says the same`,
  nowMark: (time: string, zone: string) =>
    `The upright line is the moment of this page, ${time} by the clock on which the prescription ` +
    `began (${zone}): a pump knows no summer time.`,
  otherDay: "Another weekday than today's.",
  basalOnly: "The curve is the basal rate: doses by the clock and on demand come on top.",
  whence: (moment: string) => `From the record of the visit that began it, ${moment}.`,
};

/** What a table of this kind holds. */
export type DrawnText = typeof EN_DRAWN;
