// SPDX-License-Identifier: Apache-2.0
/**
 * Which fluid lies between reservoir and tip. After a change of drug or strength the line holds the
 * old fluid until a whole line of the new one has left the reservoir. Said only as far as the
 * record bears it: fluid is reckoned to move without mixing, the pump as slow or as fast as its
 * error, and what nobody can know is not claimed.
 */
import {
  add,
  canonical,
  exceeds,
  type Instant,
  lesser,
  milliseconds,
  multiply,
  none,
  ONE,
  plus,
  print,
  quantity,
  ratio,
  rational,
  subtract,
  times,
  toNumber,
  type Volume,
} from "@cisterna/quantity";
import { ledger, lineVolume, type Plan, sameFluid } from "@cisterna/therapy";
import type { FluidEntry } from "../course/entry/therapy.ts";
import type { Running } from "../course/patient.ts";
import { planRunning, type Subject } from "./case.ts";
import { fluidFrom, instantFrom } from "./written.ts";

/** Volume that has left the reservoir: by the program, at least and at most. */
type Sent = { readonly nominal: Volume; readonly least: Volume; readonly most: Volume };

/** A fluid in the reservoir: since when, through which programs, and what of it has left. */
type Stretch = {
  readonly sent: Sent;
  readonly plan: Plan;
  readonly programs: readonly Running[];
};

const DAY_MS = 86_400_000n;

/** What patients may have asked for on top: as much as the worst case allows. */
const askedAtMost = ({ prescription, wear }: Running, span: number): Volume =>
  prescription.on_demand === undefined
    ? none()
    : canonical(multiply(quantity(wear.flow, "flow"), rational(BigInt(span), DAY_MS)));

const sentBy = (running: Running, plan: Plan, until: Instant): Sent => {
  const span = Math.max(0, until.epochMs - instantFrom(running.since).epochMs);
  const upto = milliseconds(span);
  const there = quantity(running.left, "volume");
  const nominal = lesser(ledger(plan.program, plan.pulse, { upto, grants: [] }), there);
  const { overError, underError } = plan.constants;
  return {
    nominal,
    least: times(nominal, subtract(ONE, underError)),
    most: plus(times(nominal, add(ONE, overError)), askedAtMost(running, span)),
  };
};

const both = (one: Sent, other: Sent): Sent => ({
  nominal: plus(one.nominal, other.nominal),
  least: plus(one.least, other.least),
  most: plus(one.most, other.most),
});

const holdSame = (one: Running, other: Running): boolean =>
  sameFluid(fluidFrom(one.reservoir.drugs), fluidFrom(other.reservoir.drugs));

/** How long the last of some programs and those before it have had one fluid; null: not judged. */
const stretchOf = (
  subject: Subject,
  programs: readonly Running[],
  until: Instant,
): Stretch | null => {
  const last = programs.at(-1);
  const plan = last === undefined ? null : planRunning(subject, last);
  if (last === undefined || plan === null) return null;
  const sent = sentBy(last, plan, until);
  const earlier = programs.slice(0, -1);
  const before = earlier.at(-1);
  if (before === undefined || !holdSame(before, last)) return { sent, plan, programs: [last] };
  const rest = stretchOf(subject, earlier, instantFrom(last.since));
  return rest === null
    ? null
    : { sent: both(rest.sent, sent), plan, programs: [...rest.programs, last] };
};

/** Whether a whole line of the fluid has left the reservoir, however slow the pump was. */
const isThrough = ({ sent, plan }: Stretch): boolean =>
  !exceeds(lineVolume(plan.line).high, sent.least);

/** Whether not even the shortest way can have been passed, however fast the pump was. */
const isOnItsWay = ({ sent, plan, programs }: Stretch): boolean => {
  const tubingFirst = programs.some(
    ({ prescription }) => prescription.transition === "prime-catheter",
  );
  const way = tubingFirst ? plan.line.catheter.low : lineVolume(plan.line).low;
  return exceeds(way, sent.most);
};

/** What the stretch before left in the line; null: nothing that could be told. */
const leftBefore = (
  subject: Subject,
  earlier: readonly Running[],
  until: Instant,
): FluidEntry | null => {
  const stretch = stretchOf(subject, earlier, until);
  if (stretch === null || !isThrough(stretch)) return null;
  return earlier.at(-1)?.reservoir.drugs ?? null;
};

/** Whether the catheter was opened through its port since a moment, or nobody knows when. */
const wasOpened = ({ patient, implant }: Subject, since: string): boolean =>
  patient.accesses.some((access) => {
    if (access["implant"] !== implant.entry.implant) return false;
    const began = patient.visits.find(({ visit }) => visit === access["visit"])?.began;
    return began === undefined || instantFrom(began).epochMs >= instantFrom(since).epochMs;
  });

const volumes = ({ sent, plan }: Stretch) => {
  const { low, high } = lineVolume(plan.line);
  const [least, most] = [print(low, "mL"), print(high, "mL")];
  return {
    sent: print(sent.nominal, "mL"),
    line: least === most ? least : `${least} to ${most}`,
    /** Share of a line of the greatest volume that was passed by the program, at most 1. */
    share: Math.min(1, toNumber(ratio(sent.nominal, high))),
  };
};

/** Which fluid is in the line now; null: nothing runs. */
export const fluidInLine = (subject: Subject, now: Instant) => {
  const { programs, running, emptied } = subject.implant;
  if (running === null) return null;
  const untold = (since: string, because: "emptied" | "not-judged" | "opened" | "between") => ({
    kind: "untold" as const,
    ...{ since, because },
  });
  const stretch = stretchOf(subject, programs, now);
  const since = stretch?.programs[0]?.since ?? running.since;
  if (stretch === null) return untold(since, "not-judged");
  if (emptied) return untold(since, "emptied");
  if (wasOpened(subject, since)) return untold(since, "opened");
  if (isThrough(stretch)) return { kind: "through" as const, since, ...volumes(stretch) };
  if (!isOnItsWay(stretch)) return { ...untold(since, "between"), ...volumes(stretch) };
  const earlier = programs.slice(0, programs.length - stretch.programs.length);
  return {
    kind: "on-its-way" as const,
    ...{ since, ...volumes(stretch) },
    old: leftBefore(subject, earlier, instantFrom(since)),
  };
};
