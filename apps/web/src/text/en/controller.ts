// SPDX-License-Identifier: Apache-2.0
/**
 * The patient's controller in English, for somebody who is in pain, frightened and alone at night:
 * short sentences, no word that has to be looked up.
 */
import type { Fault, Priority } from "@cisterna/pump";

const alarms: Readonly<Record<Fault, string>> = {
  "motor-stall": "The pump's motor stands still. It may be giving no medicine.",
  "under-delivery": "The pump has given less medicine than planned.",
  "over-delivery": "The pump has given more medicine than planned. It holds itself back.",
  "free-flow": "Medicine flowed that the pump did not ask for. It holds itself back.",
  occlusion: "The tube from the pump seems to be blocked.",
  "reservoir-low": "The pump needs a refill soon.",
  "reservoir-empty": "The pump is empty. It gives no medicine.",
  "level-disagrees": "The pump is not sure how much is left in it.",
  "more-left-than-expected": "At the refill more was left in the pump than expected.",
  "less-left-than-expected": "At the refill less was left in the pump than expected.",
  "battery-weak": "The pump's battery gets weak.",
  "battery-replace": "The pump's battery comes to its end. The pump will have to be replaced.",
  "battery-end": "The pump's battery is at its end.",
  "clock-lost": "The pump has lost the time of day. It gives the lowest amount that is planned.",
  "record-repaired": "The pump has mended one of its notes.",
  "program-lost": "The pump has lost its settings. It gives no medicine.",
  "constants-lost": "The pump cannot read some facts about itself.",
  "totals-lost": "The pump does not know how much it gave today.",
  "log-full": "The pump's notebook is full.",
  "log-write-failed": "The pump cannot write into its notebook.",
  "sounder-failed": "The pump may not be able to beep.",
  "vibrator-failed": "The pump may not be able to vibrate.",
  "self-test-failed": "The pump tested itself and found something wrong.",
  "self-test-missed": "The pump has not tested itself as it should.",
  reset: "The pump has started again by itself.",
  "reset-loop": "The pump starts again and again.",
  "invariant-broken": "The pump has found a mistake in itself and keeps to what is safest.",
  "stopped-too-long": "The pump has been stopped for longer than planned.",
  "rested-long": "The pump's motor has rested for a long time.",
  "mri-open": "Nobody has checked the pump after your scan.",
};

const todo: Readonly<Record<Priority, string>> = {
  high:
    "Call your clinic now, also at night. If nobody answers, or you feel very ill, call the " +
    "emergency number.",
  medium: "Call your clinic today.",
  low: "Tell your clinic when it is open.",
};

/** The table. */
export const EN_CONTROLLER = {
  title: "My pump",
  sections: "Sections",
  tabs: { dose: "Dose", alarms: "Alarms", diary: "Diary", card: "Card" },
  more: "Settings",
  back: "Back",
  close: "Close",
  opening: "One moment …",
  elsewhere: "My pump is open in another window of this phone. Use that one, or close it.",
  broken:
    "What this phone kept about your pump cannot be read. Your pump goes on as before. Call " +
    "your clinic to connect this phone again.",
  virtual: "A virtual pump",
  notADevice: "Not a medical device. It treats nobody.",
  heard: (age: string) => `Heard from your pump ${age} ago`,
  lost: (moment: string) => `No contact with your pump since ${moment}. What stands here is old.`,
  old: "old",
  never: "Your pump was not heard yet.",
  looking: "Asking your pump …",
  lookAgain: "Look again",
  goesOn: "Your pump goes on by itself, also without this phone.",
  dose: {
    title: "A dose when you need it",
    now: "You can ask for a dose now.",
    ask: "Ask for a dose",
    sure: "Ask your pump for one dose now?",
    yes: "Yes, ask",
    no: "No",
    asking: "Asking your pump. Wait for its answer …",
    later: (clock: string, span: string) => `Not yet. You can ask again in ${span} (${clock}).`,
    why: {
      "locked-out": "The pump keeps a pause between two doses.",
      "daily-count-reached": "You have had all the doses that are allowed in 24 hours.",
    },
    askAnyway: "Ask all the same",
    anywayWhy: "The pump will say no, and keeps a note that you asked. Your clinic can see it.",
    obstacles: {
      "no-program": "Your pump has no settings yet, so it gives no extra doses.",
      "not-permitted": "Your clinic has not set up extra doses for you.",
      stopped: "Your pump is stopped, so it gives no extra doses.",
      "transition-running":
        "Your pump is changing over to new medicine. There are no extra doses until it is done.",
    },
    alarm: "An alarm forbids extra doses for now.",
    count: (given: number, most: number) =>
      `${given} of at most ${most} doses in the last 24 hours, as the pump counts`,
    last: (moment: string) => `The pump last said yes: ${moment}`,
    unknown: "Your pump has to be heard before this can be said.",
    unheard: "What is said here is from when your pump was last heard.",
    open: "We do not know yet whether your pump got your request.",
    openWhy:
      "The contact was lost while you asked. Do not count this dose as given. Ask again: it is " +
      "the same request, and at most one dose comes of it.",
    askAgain: "Ask the pump what happened",
  },
  said: {
    granted: (clock: string) => `The pump said yes. It gives the dose now, until about ${clock}.`,
    grantedBefore: (clock: string) => `The pump said yes. The dose ran until about ${clock}.`,
    refused: "The pump said no. No dose was given.",
    next: (clock: string, span: string) => `You can ask again in ${span} (${clock}).`,
    notPassedOn: "Your request did not reach the pump in time. No dose was given.",
    notReached: "Your pump could not be reached. Nothing was asked, so no dose comes.",
    notReachedTodo: "Go nearer to the window, or try again in a minute.",
    still: "The alarms are quiet for ten minutes. What is wrong is still there.",
    noAlarm: "No alarm was sounding.",
    silenceRefused: "The pump did not take it. The alarm goes on.",
    silenceUnknown: "Your pump could not be reached. The alarm may go on.",
    noCode: "This is not a code of your pump. It begins with the pump's name and is very long.",
    otherPump: (pump: string) =>
      `This code is for the pump ${pump}. That is not yours. Nothing was connected.`,
    notPaired:
      "The pump did not answer to this code. It works once, for two minutes, near the pump. Ask " +
      "for a new one.",
    problems: {
      "wrong-password": "Name or password is wrong.",
      resting: "Too many wrong passwords. Wait a little.",
      "too-often": "Too many tries. Wait a minute.",
      offline: "Your clinic cannot be reached. Try again.",
      other: "It did not work. Try again, or call your clinic.",
    },
  },
  reasons: {
    "locked-out": "The pause since the last dose is not over.",
    "daily-count-reached": "You have had all the doses that are allowed in 24 hours.",
    "window-full": "With this dose it would be too much for this hour or this day.",
    "rate-above-limit": "With this dose it would be too much at once.",
    "reservoir-too-low": "Too little medicine is left in the pump.",
    "reservoir-empty": "The pump is empty.",
    stopped: "The pump is stopped.",
    "transition-running": "The pump is changing over to new medicine.",
    "not-permitted": "Your clinic has not set up extra doses for you.",
    "no-program": "The pump has no settings yet.",
    "alarm-forbids": "An alarm forbids it.",
    "request-expired": "Your request came too late.",
    "already-granted": "The pump had already said yes to this request.",
    other: "The pump could not take it.",
  },
  state: {
    title: "How your pump is",
    pumpSays: (age: string) => `Your pump said so ${age} ago`,
    modes: {
      idle: "It has no settings and gives nothing.",
      transition: "It is changing over to new medicine.",
      running: "It gives your medicine as planned.",
      stopped: "It is stopped and gives no medicine.",
      dry: "It is empty and gives no medicine.",
    },
    held: "It holds itself back because of an alarm.",
    stopped: (reason: string) => `Stopped by your clinic: ${reason}`,
    left: "Left in the pump",
    refill: "Next refill",
    surely: (day: string) => `Your pump needs no refill before ${day}.`,
    surelyWhy: "Your pump says so, and counts every dose that you may ask for.",
    nowDue: "Your pump may need a refill now. Call your clinic.",
    due: (day: string) => `Your clinic expects you by ${day}.`,
    appointment: (moment: string) => `Your appointment: ${moment}`,
    noAppointment: "No appointment is booked.",
    clinicSays: (age: string) => `Your clinic said so ${age} ago`,
    nothing: "Nothing is known of it yet.",
  },
  alarm: {
    title: "Alarms",
    none: "Your pump had no alarm when it was last heard.",
    there: (count: number) =>
      count === 1 ? "Your pump has an alarm" : `Your pump has ${count} alarms`,
    look: "See what to do",
    names: alarms,
    todo,
    urgent: { high: "Now", medium: "Today", low: "Soon" } as Readonly<Record<Priority, string>>,
    since: (span: string) => `for ${span}`,
    quiet: (clock: string) => `quiet until ${clock}`,
    seen: "your clinic has seen it",
    silence: "Make it quiet for ten minutes",
    silenceHow: "Hold this phone over your pump, and press.",
    call: (name: string) => `Call ${name}`,
    noPhone: "Your clinic has not said where it can be called.",
  },
  diary: {
    title: "Diary",
    lead: "How you are. It stays on this phone, locked, until you give it to your clinic.",
    pain: "Pain",
    spasms: "Spasms",
    scale: "0 none, 10 the worst you can think of",
    note: "Anything else",
    noteMost: (most: number) => `At most ${most} letters`,
    save: "Write it down",
    saved: "Written down.",
    empty: "Choose a number or write something first.",
    list: "What you wrote",
    none: "Nothing yet.",
    remove: "Remove",
    removed: "Removed.",
    undo: "Put it back",
    give: "Give it to your clinic (file)",
    giveWhy: (days: number) =>
      `Save the file and show it at your visit. Entries leave this phone after ${days} days.`,
    gave: "The file was saved. Once your clinic has it, you can take it off this phone.",
    clear: "Take the diary off this phone",
    out: (value: number) => `${value} of 10`,
    head: { at: "time", pain: "pain 0-10", spasms: "spasms 0-10", note: "note" },
  },
  card: {
    title: "Emergency card",
    lead: "Show this page to whoever helps you. It works without a network.",
    iHave: "I have a pump under my skin. It gives medicine into the fluid around my spinal cord.",
    never: "What is dangerous stands below. Call the clinic before an MRI.",
    whatQ: "What is in it?",
    runs: "Gives at this moment",
    extra: "An extra dose that was asked for is running: no amount per day is shown until it ends.",
    asWhen: (moment: string, age: string) => `As the pump said ${moment}, ${age} ago`,
    nothing: "The pump has not been read by this phone yet. Call the clinic.",
    unknownFluid: "This phone does not know what is in the pump. Call the clinic.",
    killsQ: "What is dangerous?",
    callQ: "Whom to call?",
    pump: "Pump",
    passport: "Pump passport",
    stands: {
      current: "Signed by your clinic, and still good.",
      old: "OLD: a refill was due since. Ask the clinic what is in the pump now.",
      outdated: "NOT VALID: the pump was changed since. Ask the clinic for a new one.",
      revoked: "NOT VALID: the clinic took it back.",
    },
    passportLead: (moment: string) =>
      `Made ${moment}. A pump passport reader scans this code, checks who signed it, and says ` +
      "what was in the pump then.",
    passportCode: "The code of the passport, to be scanned",
  },
  setup: {
    title: "Connect this phone",
    clinicStep: "1. Your clinic",
    clinicLead: "Once. Your clinic gave you a name and a password.",
    clinic: "Clinic",
    account: "Name",
    password: "Password",
    enter: "Connect to my clinic",
    entered: (name: string, clinic: string) => `Connected to ${clinic} as ${name}.`,
    pumpStep: "2. Your pump",
    pumpLead:
      "At your clinic: the nurse shows a code on the programmer. Hold this phone over your pump " +
      "and scan the code. It works once, for two minutes.",
    noPump: "Your clinic has no pump of yours that this phone can reach.",
    scan: "Scan the code",
    stopScan: "Stop the camera",
    noCamera: "The camera cannot be used here. Type or paste the code.",
    code: "Code",
    pair: "Connect to my pump",
    again: "Your clinic does not know this phone any more. Connect to it again.",
    replaced:
      "Your clinic says that your pump is another one now. This phone asks the old one for " +
      "nothing. Connect it to your pump again.",
  },
  settings: {
    title: "Settings",
    language: "Language",
    connected: (pump: string) => `Connected to the pump ${pump}`,
    install:
      "Put this page on your home screen: then it opens like an app, also without a network.",
    forget: "Take everything off this phone",
    forgetSure:
      "Your diary and the connection to your pump go from this phone. To connect it again you " +
      "have to go to your clinic.",
    forgetYes: "Yes, take everything off",
    forgetNo: "No, keep it",
    pair: "Connect to another pump",
  },
};

/** What a table of the patient's controller holds. */
export type ControllerText = typeof EN_CONTROLLER;
