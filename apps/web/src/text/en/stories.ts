// SPDX-License-Identifier: Apache-2.0
/** The lab's stories in English: what is told before, the task, hints, and what was inside. */

/** What is told of one story. */
export type StoryText = {
  readonly title: string;
  /** What was published, or what the case is. */
  readonly told: string;
  /** What the trainee is to find out or do. */
  readonly task: string;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** The answer, as one of the explanations that can be chosen. */
  readonly cause: string;
  /** What happened inside, told after the answer. */
  readonly inside: string;
};

/** The table. */
export const EN_STORIES: Readonly<Record<string, StoryText>> = {
  morphine: {
    title: "Morphine, one rate",
    told:
      "Morphine 10 mg/mL at 2 mg/d, and a bolus of 0.1 mg that the patient may ask for. A pump " +
      "with a level sensor. Nothing goes wrong unless you let it.",
    task: "Watch a sound implant. Then break it: switch a fault on and see who notices first.",
    hints: [],
    cause: "",
    inside: "",
  },
  baclofen: {
    title: "Baclofen, a bridge",
    told:
      "Baclofen goes from 500 to 2000 mcg/mL at the same dose of 400 mcg/d. The line still " +
      "holds the weak fluid; the pump runs it out at the old flow.",
    task:
      "Watch the dose at the tip while the bridge runs. Then stop the pump and watch the spinal " +
      "fluid.",
    hints: [],
    cause: "",
    inside: "",
  },
  mixture: {
    title: "Morphine with bupivacaine",
    told:
      "Two drugs in one fluid, on a pattern of weekdays: 3 mg/d by day and 2 mg/d by night. " +
      "Before it morphine alone ran at half the strength.",
    task: "See how one flow carries two doses, and how the old fluid leaves the line.",
    hints: [],
    cause: "",
    inside: "",
  },
  "basal-fills-the-window": {
    title: "The bolus that fitted, and did not",
    told:
      "A new pump gives 2 mg/d, with a limit of 16 mcL in any hour. A minute after the start " +
      "the patient asks for 10 mcL. Almost nothing has been given yet.",
    task: "The pump refuses. Is it wrong? Find out what it counted.",
    hints: [
      "Ask the pump for its flow and reckon what the next hour brings without any bolus.",
      "8.3 mcL of basal flow come in the next hour. Add the bolus and compare with the limit.",
    ],
    cause: "The bolus fits the past; with the basal flow of the hour to come it breaks the limit",
    inside:
      "The guard counts what is already promised. A published requirements text looked at the " +
      "past alone, and its logic let a patient be overdosed. Here every window of an hour and a " +
      "day holds past and promised flow together, so the bolus is refused, and the basal dose " +
      "goes on untouched.",
  },
  "battery-film": {
    title: "Reset in the night",
    told:
      "A patient on a steady dose rings: the pump beeped, and then it beeped again. Two thirds " +
      "of its battery should be left.",
    task:
      "Run to the fourth day. Find out what happened to the pump, and whether a dose is " +
      "missing.",
    hints: [
      "Look at the alarms with their times: there are two of them, a day apart.",
      "A battery can be full and still be unable to give its voltage under load.",
    ],
    cause: "A film in the battery: the voltage falls under load and the pump resets",
    inside:
      "The film raises the resistance of the cell. The pump judges the battery by its voltage " +
      "under load, not by its age, and says that it is weak. Then a brown-out resets it. It " +
      "comes back with the program that ran, gives no bolus twice, and tells of the reset.",
  },
  "over-infusion-with-level-sensor": {
    title: "The level that would not agree",
    told:
      "Three weeks after the fill a pump with a level sensor begins to sound. The program has " +
      "not been touched.",
    task: "Find out what the pump found, and what is really in the reservoir.",
    hints: [
      "Run three weeks and ask the pump. What does it compare with what?",
      "Draw the reservoir empty, as at a refill, and compare with what was computed.",
    ],
    cause: "The motor moves more with every turn; the level sensor shows it",
    inside:
      "The mechanism moves a fifth more with every turn. Turns and account agree, so only the " +
      "level gives it away: once the two are 2 mL apart the pump says so, weeks before it would " +
      "be empty, and the low-reservoir alarm goes by the lower one.",
  },
  "pocket-fill": {
    title: "After the refill",
    told:
      "On the eleventh day the pump is refilled with 20 mL. It goes by the book, and minutes " +
      "later the pump sounds.",
    task: "Find out where the 20 mL are, before the patient shows it.",
    hints: [
      "What does the pump believe to hold, and which alarm is there?",
      "Aspirate again. How much comes out?",
    ],
    cause: "The refill went into the pocket under the skin, not into the reservoir",
    inside:
      "The needle stood beside the reservoir. The pump's account is the entry less what it " +
      "gives, while nothing is there to give. Its level sensor says within a minute that level " +
      "and account disagree. Without one the pump would stay silent until the next needle. " +
      "What the drug under the skin did to the patient is not computed here.",
  },
  "priming-bolus": {
    title: "The prime",
    told:
      "A new implant is primed: the volume of tubing and catheter is driven through at speed, " +
      "so that therapy begins at the tip at once. Half an hour later the patient is drowsy.",
    task: "Find out how much drug reached the spinal fluid during the prime, and why.",
    hints: [
      "The prime gave exactly what it was approved for. Was the line as large as it was called?",
      "Look inside: count what has left the tip when the prime ends.",
    ],
    cause: "The tubing holds less than the constant said; the excess left the tip",
    inside:
      "The prime was planned with 0.199 mL of tubing, and 0.140 mL are there. The excess of " +
      "0.059 mL left the tip within minutes: more than a day's dose. A constant needs a source, " +
      "and one that nobody has verified never acts.",
  },
  "replacement-date": {
    title: "When is it to be replaced?",
    told:
      "The battery's indicator has come. A week later the clock on the wall is lost, and " +
      "somebody asks until when the pump has to be replaced.",
    task:
      "Run to the eleventh day and state the date that the pump gives. Does the lost clock move " +
      "it?",
    hints: [
      "Ask the pump before and after the loss of its clock, and subtract.",
      "The pump counts on a clock that only runs forward. The date is no calendar's.",
    ],
    cause: "Ninety days after the indicator, whatever the clock on the wall says",
    inside:
      "The date is 90 days from the moment at which the indicator came, counted on the pump's " +
      "own clock. A lost clock on the wall moves it by nothing; it is never blank and never " +
      "moves on.",
  },
  "silent-over-infusion": {
    title: "All quiet",
    told:
      "A month goes by. The pump says that it delivers as programmed and no alarm is heard. The " +
      "patient sleeps more than before.",
    task: "Decide at the refill whether this pump can be trusted.",
    hints: [
      "The pump can only tell what it counted. What else can be measured?",
      "Refill it on day 31 and compare what the needle finds with what was computed.",
    ],
    cause: "The motor moves more with every turn, and no sensor can see it",
    inside:
      "The mechanism moves a fifth more with every turn and turns exactly as often as it is " +
      "told. No count of turns can see that, and this pump has no level sensor. What sees it is " +
      "the needle: 3 mL less than computed, far over the published threshold of 14.5 %.",
  },
  "telemetry-after-mri": {
    title: "The scan",
    told:
      "A patient with a low reservoir is scanned. The scan was planned, the alarm sounds all " +
      "the while, and the pump is asked questions in the middle of it.",
    task: "Find out whether the pump went on after the scan by itself, and what is still open.",
    hints: [
      "Step through day 2 in minutes. What flows before, within and after the field?",
      "The planned end passes. Which alarm is now the most urgent one, and who can end it?",
    ],
    cause: "The magnet held the rotor; it went on by itself, and has to be checked by somebody",
    inside:
      "While the magnet holds the rotor nothing moves, and being asked changes nothing. When " +
      "the field is gone the rotor turns at once; what was missed is taken off the account and " +
      "never made up for. The pump stays open until somebody has seen it turn.",
  },
  "unfinished-update": {
    title: "The update",
    told:
      "On day 3 an update is sent, and it does not arrive as it should. On day 4 it is sent " +
      "again. On day 5 the pump is stopped for half an hour.",
    task: "Find out which prescription ran at each moment, and whether there was a gap.",
    hints: [
      "Ask the pump for the version of its program before and after each session.",
      "One of the commands was refused. The log says why.",
    ],
    cause: "The first update was refused whole, so the old program ran on without a gap",
    inside:
      "An update that does not arrive whole is no update. One that is sent against a version " +
      "that does not run is refused; the old prescription runs on without a gap, and a complete " +
      "one takes over whole. Delivery stops only by a command of its own, with a reason and a " +
      "longest time.",
  },
  "valves-in-a-magnet": {
    title: "The pump without a motor",
    told:
      "A pump that lets portions through two valves goes into the field of a scanner. Its " +
      "reservoir was not emptied before.",
    task: "Find out what the pump does, and what it cannot do.",
    hints: [
      "Run to 01:00 on day 2 and ask. What does it command, and what flows?",
      "Look inside: compare the flow that the pump commands with the true one.",
    ],
    cause: "Both valves stand open in the field; the pump sees it and cannot hold it",
    inside:
      "No software can hold an open valve. The flow sensor finds the free flow at the next " +
      "beat; the pump calls it in its most urgent tone and commands nothing any more. What " +
      "flows past the valves flows all the same, a millilitre in the hour. Only an emptied " +
      "reservoir has nothing to discharge.",
  },
  "wrong-port": {
    title: "Twenty millilitres gone",
    told:
      "On the eleventh day 20 mL are injected and entered as a refill. This pump has no level " +
      "sensor.",
    task: "On day 26 the next refill is due. Say what happened at the last one.",
    hints: [
      "No alarm tells of it. The next needle does: how much does it find?",
      "Nothing is found where millilitres were expected. The pump's own port is one of two.",
    ],
    cause: "The injection went through the port that leads into the catheter",
    inside:
      "A refill is an entry; what it says is compared with what the next needle finds. Here 20 " +
      "mL went through the other port. The pump goes on by its account and finds nothing to " +
      "move, and the next refill finds nothing at all where millilitres were expected. " +
      "What the injected dose did in the spinal fluid is not computed here.",
  },
};
