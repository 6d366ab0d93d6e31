// SPDX-License-Identifier: Apache-2.0
/** Matching: whether a resource has what a search parameter asks for. */
import type { Coding, Identifier, Period, Reference, Resource } from "@medplum/fhirtypes";
import { instantIn } from "../desk/zone.ts";
import type { Param } from "./types.ts";

/** The values of a resource at a path, lists opened. */
const valuesAt = (value: unknown, path: readonly string[]): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  if (value === undefined || value === null) return [];
  const [first, ...rest] = path;
  return first === undefined ? [value] : valuesAt((value as Record<string, unknown>)[first], rest);
};

const valuesOf = (resource: Resource, { on }: Param): readonly unknown[] =>
  on.flatMap((path) => valuesAt(resource, path.split(".")));

type Token = { readonly system: string | undefined; readonly code: string };

const tokensIn = (value: unknown): readonly Token[] => {
  if (typeof value !== "object" || value === null) {
    return [{ system: undefined, code: String(value) }];
  }
  const { coding } = value as { readonly coding?: readonly Coding[] };
  if (coding !== undefined) return coding.flatMap(tokensIn);
  const { system, code, value: number } = value as Coding & Identifier;
  const said = code ?? number;
  return said === undefined ? [] : [{ system, code: said }];
};

const isToken = (value: unknown, asked: string): boolean => {
  const bar = asked.indexOf("|");
  const code = asked.slice(bar + 1);
  const system = bar < 0 ? null : asked.slice(0, bar);
  return tokensIn(value).some(
    (each) =>
      (code === "" || each.code === code) && (system === null || (each.system ?? "") === system),
  );
};

const isReference = (value: unknown, asked: string): boolean => {
  const { reference } = value as Reference;
  return reference === asked || (!asked.includes("/") && reference?.split("/")[1] === asked);
};

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  const { text } = value as { readonly text?: string };
  return text === undefined ? [] : [text];
};

/** A text begins with what is asked, or one of its words does. */
const isText = (value: unknown, asked: string): boolean =>
  textsIn(value).some((text) => {
    const [whole, start] = [folded(text), folded(asked)];
    return whole.startsWith(start) || whole.split(/\s+/).some((word) => word.startsWith(start));
  });

/** From when until when, both in milliseconds; the end is not part of it. */
type Span = { readonly from: number; readonly upto: number };

const DAY = "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)";
const TIME = "(?:T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,3})\\d*)?)?(Z|[+-]\\d\\d:\\d\\d)?)?";
const PARTS = new RegExp(`^${DAY}${TIME})?)?$`);

const local = (zone: string, epochMs: number): number =>
  epochMs - instantIn(zone, epochMs).offsetMinutes * 60_000;

const offsetOf = (text: string): number => {
  if (text === "Z") return 0;
  const size = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return (text.startsWith("-") ? -size : size) * 60_000;
};

/** The span that a date or time stands for: a day is a day on the clinic's calendar. */
const spanOf = (text: string, zone: string): Span | null => {
  const match = PARTS.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const at = (y: number, m: number, d: number): number => {
    const time = Date.UTC(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
    const whole = time + Number((fraction ?? "0").padEnd(3, "0"));
    return offset === undefined ? local(zone, whole) : whole - offsetOf(offset);
  };
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const from = at(y, m, d);
  if (m > 11 || d < 1 || new Date(Date.UTC(y, m, d)).getUTCMonth() !== m) return null;
  if (month === undefined) return { from, upto: at(y + 1, m, d) };
  if (day === undefined) return { from, upto: at(y, m + 1, d) };
  if (hour === undefined) return { from, upto: at(y, m, d + 1) };
  return {
    from,
    upto: from + (second === undefined ? 60_000 : fraction === undefined ? 1_000 : 1),
  };
};

const spanIn = (value: unknown, zone: string): Span | null => {
  if (typeof value === "string") return spanOf(value, zone);
  const { start, end } = value as Period;
  const first = start === undefined ? null : spanOf(start, zone);
  const last = end === undefined ? null : spanOf(end, zone);
  return { from: first?.from ?? -Infinity, upto: last?.upto ?? Infinity };
};

const COMPARED: Readonly<Record<string, (value: Span, asked: Span) => boolean>> = {
  eq: (value, asked) => value.from >= asked.from && value.upto <= asked.upto,
  ne: (value, asked) => value.from < asked.from || value.upto > asked.upto,
  gt: (value, asked) => value.upto > asked.upto,
  ge: (value, asked) => value.upto > asked.from,
  lt: (value, asked) => value.from < asked.from,
  le: (value, asked) => value.from < asked.upto,
  sa: (value, asked) => value.from >= asked.upto,
  eb: (value, asked) => value.upto <= asked.from,
};

/** What a date may begin with. */
export const DATE_PREFIXES: readonly string[] = Object.keys(COMPARED);

const prefixOf = (text: string): readonly [prefix: string, date: string] =>
  /^[a-z]{2}/.test(text) ? [text.slice(0, 2), text.slice(2)] : ["eq", text];

/** Whether a text can be asked of a date. */
export const isDateAsked = (text: string): boolean => {
  const [prefix, date] = prefixOf(text);
  return prefix in COMPARED && spanOf(date, "UTC") !== null;
};

const isDate = (value: unknown, text: string, zone: string): boolean => {
  const [prefix, date] = prefixOf(text);
  const [span, asked] = [spanIn(value, zone), spanOf(date, zone)];
  const compare = COMPARED[prefix];
  return span !== null && asked !== null && compare?.(span, asked) === true;
};

const matches = (value: unknown, asked: string, { type, zone }: Param & { zone: string }) => {
  switch (type) {
    case "token":
      return isToken(value, asked);
    case "reference":
      return isReference(value, asked);
    case "string":
      return isText(value, asked);
    case "date":
      return isDate(value, asked, zone);
  }
};

/** What is asked of one parameter: any of these texts. */
export type Criterion = { readonly param: Param; readonly any: readonly string[] };

/** Whether a resource meets every criterion. Days are those of the zone's calendar. */
export const meets = (resource: Resource, criteria: readonly Criterion[], zone: string): boolean =>
  criteria.every(({ param, any }) => {
    const values = valuesOf(resource, param);
    return any.some((asked) => values.some((value) => matches(value, asked, { ...param, zone })));
  });
