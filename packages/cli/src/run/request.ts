// SPDX-License-Identifier: Apache-2.0
/**
 * What `run` is asked for beside the case: how long, how finely, with which patient and which
 * catheter, and where to write. Words flow in; a request or every reason why not flows out.
 */
import {
  accepted,
  assert,
  DAY_MS,
  type Instant,
  inMilliseconds,
  isNone,
  type Milliseconds,
  milliseconds,
  type Result,
  readInstant,
  readQuantity,
  refused,
} from "@cisterna/quantity";
import type { CatheterChoice, Presses } from "@cisterna/world";
import { type Option, optionOf, type Refusal, type Request } from "../shell/command.ts";

/** A run as it was asked for. */
export type RunRequest = {
  readonly upto: Milliseconds;
  readonly step: Milliseconds;
  readonly presses: Presses;
  readonly catheter: CatheterChoice;
  /** Folder for the series, or null. */
  readonly csv: string | null;
  /** File for the report, or null. */
  readonly html: string | null;
  /** Date printed on the report; null: the present. */
  readonly made: Instant | null;
};

const MOST_DAYS = 1000;
const MOST_MOMENTS = 200_000;
const MINUTE_MS = 60_000;
const CHOICES: readonly CatheterChoice[] = ["programmed", "low", "high"];
const DAYS = `a whole number of days from 1 to ${MOST_DAYS}`;
const STEP = 'a time from 1 min to 1 d, such as "10 min"';
const PRESSES = '"every 3 h", or "at 5 h, 26 h": times after the start';

/** The options of `run`; `--json` and `--help` are the shell's. */
export const RUN_OPTIONS: readonly Option[] = [
  { name: "days", value: "N", about: DAYS, needed: true },
  { name: "step", value: "TIME", about: `length of an output step, ${STEP}; 10 min if left out` },
  {
    name: "press",
    value: "WHEN",
    about: `when the patient presses the button: ${PRESSES}; never if left out`,
  },
  {
    name: "catheter",
    value: "END",
    about: `of a catheter known as a range: ${CHOICES.join(", ")}; programmed if left out`,
  },
  { name: "formulary", value: "FILE", about: "the clinic's local formulary" },
  { name: "csv", value: "DIR", about: "folder that exists, for the series as CSV" },
  { name: "html", value: "FILE", about: "writes a self-contained report with plots" },
  {
    name: "made",
    value: "DATE",
    about: "date printed on the report, ISO 8601 with its zone; the present if left out",
  },
];

type Part<T> = Result<T, Refusal>;

const daysOf = (text: string): Part<Milliseconds> => {
  const count = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_DAYS) return accepted(milliseconds(count * DAY_MS));
  return refused({ kind: "malformed-count", path: "days", read: text, accepted: DAYS });
};

/** A time written in an option, in ms. */
const timeIn = (
  text: string,
  option: { readonly path: string; readonly accepted: string },
): Part<Milliseconds> => {
  const time = readQuantity(text, "time");
  const about = { ...option, read: text };
  if (!time.ok) return refused({ ...about, kind: time.refusals[0].kind });
  if (isNone(time.value)) return refused({ ...about, kind: "zero-quantity" });
  return accepted(inMilliseconds(time.value, "nearest"));
};

const stepOf = (text: string): Part<Milliseconds> => {
  const step = timeIn(text, { path: "step", accepted: STEP });
  if (!step.ok || (step.value >= MINUTE_MS && step.value <= DAY_MS)) return step;
  return refused({ kind: "unknown-value", path: "step", read: text, accepted: STEP });
};

const pressesOf = (text: string): Part<Presses> => {
  const about = { path: "press", accepted: PRESSES };
  if (text.startsWith("every ")) {
    const interval = timeIn(text.slice("every ".length), about);
    if (!interval.ok) return interval;
    if (interval.value < MINUTE_MS) return refused({ ...about, kind: "unknown-value", read: text });
    return accepted({ kind: "every", interval: interval.value });
  }
  if (!text.startsWith("at ")) return refused({ ...about, kind: "malformed-quantity", read: text });
  const times = text
    .slice("at ".length)
    .split(",")
    .map((each) => timeIn(each.trim(), about));
  const wrong = times.find((each) => !each.ok);
  if (wrong !== undefined && !wrong.ok) return wrong;
  return accepted({ kind: "at", times: times.flatMap((each) => (each.ok ? [each.value] : [])) });
};

const choiceOf = (text: string): Part<CatheterChoice> => {
  const choice = CHOICES.find((each) => each === text);
  if (choice !== undefined) return accepted(choice);
  const offer = CHOICES.join(", ");
  return refused({ kind: "unknown-value", path: "catheter", read: text, accepted: offer });
};

const madeOf = (text: string): Part<Instant> => {
  const instant = readInstant(text);
  if (instant !== null) return accepted(instant);
  const offer = "a moment with its zone, such as 2026-03-01T09:00:00+01:00";
  return refused({ kind: "malformed-instant", path: "made", read: text, accepted: offer });
};

/** A file or a folder. An empty name would be the root of the disk, which nobody means. */
const placeIn =
  (path: string) =>
  (text: string): Part<string> =>
    text === "" ? refused({ kind: "missing-value", path, accepted: "a name" }) : accepted(text);

/** What no table of a run could show any more: steps, or presses, in the whole of it. */
const tooMany = (
  upto: Milliseconds,
  { path, each }: { readonly path: string; readonly each: Milliseconds },
): readonly Refusal[] => {
  const asked = Math.ceil(upto / each);
  const offer = `a longer interval, so that at most ${MOST_MOMENTS} fit into the run`;
  return asked > MOST_MOMENTS
    ? [{ kind: "unknown-value", path, asked, limit: MOST_MOMENTS, accepted: offer }]
    : [];
};

/** The value of an option read, or what stands for one that was left out. */
const optional = <T, D>(
  text: string | undefined,
  read: (text: string) => Part<T>,
  without: D,
): Part<T | D> => (text === undefined ? accepted(without) : read(text));

/** Reads the options of `run`. Refuses: every value that cannot be read, all at once. */
export const runRequestOf = (request: Request): Result<RunRequest, Refusal> => {
  const option = (name: string): string | undefined => optionOf(request, name);
  const never: Presses = { kind: "none" };
  const upto = daysOf(option("days") ?? "");
  const step = optional(option("step"), stepOf, milliseconds(10 * MINUTE_MS));
  const presses = optional(option("press"), pressesOf, never);
  const catheter = optional(option("catheter"), choiceOf, "programmed" as const);
  const made = optional(option("made"), madeOf, null);
  const csv = optional(option("csv"), placeIn("csv"), null);
  const page = optional(option("html"), placeIn("html"), null);
  const parts = [upto, step, presses, catheter, made, csv, page];
  const [first, ...rest] = [
    ...parts.flatMap((part) => (part.ok ? [] : part.refusals)),
    ...(upto.ok && step.ok ? tooMany(upto.value, { path: "step", each: step.value }) : []),
    ...(upto.ok && presses.ok && presses.value.kind === "every"
      ? tooMany(upto.value, { path: "press", each: presses.value.interval })
      : []),
  ];
  if (first !== undefined) return refused(first, ...rest);
  return accepted({
    upto: known(upto),
    step: known(step),
    presses: known(presses),
    catheter: known(catheter),
    csv: known(csv),
    html: known(page),
    made: known(made),
  });
};

const known = <T>(part: Part<T>): T => {
  assert(part.ok, "a request without refusals has every part");
  return part.value;
};
