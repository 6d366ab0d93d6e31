// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of a calculation and how it becomes a command: keys in, an answer out, every refusal of
 * every key at once. A calculation calls `therapy` and `quantity`; it has no arithmetic of its own.
 */
import { accepted, type Result } from "@cisterna/quantity";
import type { CommandModule, Option, Outcome, Refusal, Request } from "../shell/command.ts";
import { done, valuesOf } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { type Answer, printed } from "./answer.ts";
import type { Key, Keys, Values } from "./key.ts";

/** Keys that belong together; of several forms, exactly one is to be given. */
type Forms<K extends Keys> = readonly (readonly (keyof K & string)[])[];

/** One arithmetic step. */
type Calculation<K extends Keys> = {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  readonly keys: K;
  /** Where some keys stand for others. Keys that are in no form are needed or not by their row. */
  readonly forms?: Forms<K>;
  /** Keys of which none may stand without the others. */
  readonly together?: readonly (readonly (keyof K & string)[])[];
  readonly details?: string;
  /** Refuses: what can be read and not be done. */
  readonly compute: (values: Values<K>) => Result<Answer, Refusal>;
};

const optionsOf = (keys: Keys): readonly Option[] =>
  Object.entries(keys).map(([name, { about, value, needed, repeatable }]) => ({
    name,
    value,
    about,
    needed,
    repeatable,
  }));

const missing = (name: string, key: Key<unknown> | undefined, forms = ""): Refusal => ({
  kind: "missing-option",
  path: name,
  accepted: `${key?.about ?? name}${forms}`,
});

/** Refusals of the forms: what is missing of the form meant, what does not go with it. */
const formRefusals = <K extends Keys>(
  { keys, forms }: Calculation<K>,
  given: ReadonlySet<string>,
): readonly Refusal[] => {
  if (forms === undefined) return [];
  const offer = forms.map((form) => form.join(" + ")).join(", or ");
  const lacking = (form: readonly string[]) => form.filter((name) => !given.has(name));
  const present = (form: readonly string[]) => form.length - lacking(form).length;
  const ranked = forms.toSorted(
    (a, b) =>
      Number(lacking(a).length > 0) - Number(lacking(b).length > 0) || present(b) - present(a),
  );
  const meant = ranked[0] ?? [];
  const all = new Set<string>(forms.flat());
  return [
    ...lacking(meant).map((name) => missing(name, keys[name], `; the whole: ${offer}`)),
    ...[...given]
      .filter((name) => all.has(name) && !(meant as readonly string[]).includes(name))
      .map((path): Refusal => ({ kind: "conflicting-options", path, accepted: offer })),
  ];
};

/** What is missing beside a key that does not stand alone. */
const lonely = <K extends Keys>(
  { keys, together = [] }: Calculation<K>,
  given: ReadonlySet<string>,
): readonly Refusal[] =>
  together
    .filter((set) => set.some((name) => given.has(name)))
    .flatMap((set) => set.filter((name) => !given.has(name)))
    .map((name) => missing(name, keys[name]));

const readings = (keys: Keys, request: Request) =>
  Object.entries(keys)
    .filter(([name, key]) => !key.needed || request.options.has(name))
    .map(([name, key]) => ({ name, reading: key.read(valuesOf(request, name), name) }));

const refusalsOf = <K extends Keys>(
  calculation: Calculation<K>,
  request: Request,
): readonly Refusal[] => {
  const given = new Set(request.options.keys());
  return [
    ...formRefusals(calculation, given),
    ...lonely(calculation, given),
    ...readings(calculation.keys, request).flatMap(({ reading }) =>
      reading.ok ? [] : reading.refusals,
    ),
  ];
};

const valuesFrom = <K extends Keys>({ keys }: Calculation<K>, request: Request): Values<K> =>
  Object.fromEntries(
    readings(keys, request).map(({ name, reading }) => [name, reading.ok ? reading.value : null]),
  ) as Values<K>;

const carryOut = <K extends Keys>(calculation: Calculation<K>, request: Request): Outcome => {
  const answer = calculation.compute(valuesFrom(calculation, request));
  if (!answer.ok) return refusedOutcome(answer.refusals);
  const entered = new Map([...request.options].map(([name, texts]) => [name, texts.join(", ")]));
  return done(answer.value.json, printed(answer.value.lines, entered));
};

const DETAILS = `A quantity is a number, a space and a unit: "2 mg/d", "500 mcg/mL", "0.048 mL/d".`;

/** The command of a calculation. */
export const calculationCommand = <K extends Keys>(calculation: Calculation<K>): CommandModule => ({
  name: calculation.name,
  summary: calculation.summary,
  example: calculation.example,
  operands: [],
  options: optionsOf(calculation.keys),
  details: calculation.details === undefined ? DETAILS : `${DETAILS}\n${calculation.details}`,
  check: (request) => refusalsOf(calculation, request),
  run: (request) => carryOut(calculation, request),
});

/** An answer that nothing stands against. */
export const given = (answer: Answer): Result<Answer, Refusal> => accepted(answer);
