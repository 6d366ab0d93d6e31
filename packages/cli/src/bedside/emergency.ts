// SPDX-License-Identifier: Apache-2.0
/**
 * `program emergency`: somebody who has never paired and holds the patient's emergency card. Reads
 * the pump, has it give less, or stops it; raises and starts nothing. The session is a new one each
 * time, through the coil, and the pump tells the patient of it.
 */
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import { type Caller, dialOn, emergencyCounters, type Remote } from "@cisterna/link";
import {
  accepted,
  compare,
  flowOfPulses,
  inPulsesPerDay,
  type Nanolitres,
  type PulsesPerDay,
  pulsesPerDay,
  type Rational,
  type Result,
  rational,
  readQuantity,
  refused,
  times,
} from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { addressIn, URL_OPTION } from "../pump/address.ts";
import {
  type CommandModule,
  type Io,
  type Option,
  type Outcome,
  operandOf,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { besideLines, programLines, statusLines } from "../text/en/bedside.ts";
import { inSession, KIT, type Taken, type Talk, turnedDown } from "./contact.ts";
import { type Invited, onCard } from "./pair.ts";
import { openRadio } from "./radio.ts";
import { statusJson } from "./statement.ts";
import { type Given, outcomeOf, REASON, STOP_MAXIMUM, spanIn, toldTo } from "./step.ts";

const ALL: Rational = rational(1n);

/** What is left of a flow. Refuses: what is no share, or not between none and all of it. */
const shareIn = (read: string): Result<Rational, Refusal> => {
  const share = readQuantity(read, "ratio");
  const about = { path: "lower", read, accepted: 'a share of what runs such as "50 %"' };
  if (!share.ok) return refused({ ...about, kind: share.refusals[0].kind });
  const isPart = share.value.n > 0n && compare(share.value, ALL) < 0;
  return isPart ? accepted(share.value) : refused({ ...about, kind: "not-a-part" });
};

/**
 * The running program with a share of every rate, and without boluses. What it gives in a fault is
 * no more than the most that it then runs at.
 */
const lowered = (program: Program, share: Rational, pulse: Nanolitres): Program => {
  const part = (rate: PulsesPerDay): PulsesPerDay =>
    inPulsesPerDay(times(flowOfPulses(rate, pulse), share), pulse, "down");
  const week = program.week.map(({ from, rate }) => ({ from, rate: part(rate) }));
  const fastest = Math.max(...week.map(({ rate }) => rate));
  return {
    ...program,
    version: program.version + 1,
    week,
    minimum: pulsesPerDay(Math.min(program.minimum, fastest)),
    ...{ periodic: null, onDemand: null, single: null, transition: null },
  };
};

const NO_PROGRAM: Refusal = { kind: "no-program", path: "PUMP" };

const lower = async (talk: Talk, given: Given): Promise<Taken> => {
  const share = shareIn(given("lower") ?? "");
  if (!share.ok) return turnedDown(share.refusals);
  const { program, device } = talk.dossier;
  if (program === null) return turnedDown([NO_PROGRAM]);
  const after = lowered(program, share.value, device.pulse);
  const replaces = program.version;
  const told = { kind: "program", program: after, replaces, catheter: null } as const;
  const taken = await toldTo(talk, told);
  const beside = ["Beside what ran (→ what is new)", ...besideLines(program, after, device.pulse)];
  return { ...taken, lines: [...(taken.refusals.length === 0 ? beside : []), ...taken.lines] };
};

const stop = async (talk: Talk, given: Given): Promise<Taken> => {
  const maximum = spanIn(given, "maximum");
  if (!maximum.ok) return turnedDown(maximum.refusals);
  return toldTo(talk, { kind: "stop", reason: given("reason") ?? "", maximum: maximum.value });
};

const read = async ({ dossier }: Talk): Promise<Taken> => {
  const { status, program, device } = dossier;
  return {
    refusals: [],
    json: { status: statusJson(status, device.pulse), program },
    lines: [...statusLines(status, device.pulse), ...programLines(program, device.pulse)],
  };
};

type Deed = (talk: Talk, given: Given) => Promise<Taken>;

const DEEDS: Readonly<Record<string, Deed>> = {
  stop,
  lower,
  "cancel-bolus": (talk) => toldTo(talk, { kind: "cancel-bolus" }),
};

const deedsOf = (given: Given): readonly string[] =>
  Object.keys(DEEDS).filter((name) => given(name) !== undefined);

/** Hands out the session of a card; whoever holds it has no name. */
const remoteOf = (io: Io, invited: Invited, radio: Parameters<typeof dialOn>[1]): Remote => {
  const own = nodeCrypto.pair(nodeRandom(32));
  const caller: Caller = { role: "emergency", own, introduction: null };
  const next = emergencyCounters(() => io.now().epochMs);
  return {
    line: null,
    dial: () => dialOn(KIT, radio, { caller, channel: "near", counter: next(), ...invited }),
  };
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const given: Given = (option) => optionOf(request, option);
  const pump = operandOf(request, 0) ?? "";
  const [card, address] = [await onCard(io, given("card") ?? "", "emergency"), addressIn(request)];
  const refusals = [card, address].flatMap((each) => (each.ok ? [] : each.refusals));
  if (!card.ok || !address.ok) return refusedOutcome(refusals);
  if (card.value.pump !== pump) {
    const other = { kind: "other-card", path: "card", read: card.value.pump, accepted: pump };
    return refusedOutcome([other]);
  }
  const radio = await openRadio(address.value, pump, "near");
  if (!radio.ok) return refusedOutcome(radio.refusals);
  const [deed] = deedsOf(given);
  const doing = DEEDS[deed ?? ""] ?? read;
  const session = { kit: KIT, remote: remoteOf(io, card.value, radio.value) };
  try {
    const done = await inSession(session, Number.MAX_SAFE_INTEGER, (talk) => doing(talk, given));
    if (!done.ok) return refusedOutcome(done.refusals);
    return outcomeOf(done.value, done.value.talk.dossier.device.pulse);
  } finally {
    radio.value.close();
  }
};

const check = (request: Request): readonly Refusal[] => {
  const given: Given = (option) => optionOf(request, option);
  const deeds = deedsOf(given);
  if (deeds.length > 1) {
    return [{ kind: "conflicting-options", path: deeds.join(" and "), accepted: "one of them" }];
  }
  const share = given("lower") === undefined ? null : shareIn(given("lower") ?? "");
  const isStop = deeds[0] === "stop";
  const lacking = [REASON, STOP_MAXIMUM].filter(({ name }) => isStop && given(name) === undefined);
  return [
    ...lacking.map(({ name }) => ({ kind: "missing-option", path: name })),
    ...(share === null || share.ok ? [] : share.refusals),
  ];
};

const optional = (option: Option): Option => ({ ...option, needed: false });

/** `program emergency`. */
export const emergency: CommandModule = {
  name: "emergency",
  summary: "Reads, lowers or stops a pump by the patient's emergency card, through the coil",
  example: "program emergency CIS-0001 --card demo/state/CIS-0001/card.json",
  operands: [{ name: "PUMP", about: "name of the pump, as the card says it", needed: true }],
  options: [
    { name: "card", value: "FILE", about: "the patient's card", needed: true },
    { name: "stop", value: null, about: "stops every delivery; with --reason and --maximum" },
    {
      name: "lower",
      value: "SHARE",
      about: 'every rate to this share, such as "50 %"; no boluses',
    },
    { name: "cancel-bolus", value: null, about: "ends every bolus that flows" },
    optional(REASON),
    optional(STOP_MAXIMUM),
    URL_OPTION,
  ],
  details: [
    "Without one of them the pump is only read. Nothing is raised, started or resumed by a card;",
    "the patient hears of the session, which ends after 30 minutes, and the pump's log keeps it.",
  ].join("\n"),
  check,
  run,
};
