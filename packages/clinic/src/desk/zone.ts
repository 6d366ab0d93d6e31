// SPDX-License-Identifier: Apache-2.0
/** Zone: what the clock on the clinic's wall says. Times are stored in UTC and read in the zone. */
import { type Instant, printInstant } from "@cisterna/quantity";

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  return format;
};

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d))?/;

const minutesAt = (zone: string, epochMs: number): number => {
  const [, sign, hours, minutes] = OFFSET.exec(formatOf(zone).format(epochMs)) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -size : size;
};

/** Offsets change at whole quarters of an hour. */
const QUARTER_MS = 900_000;

const LAST = { zone: "", quarter: -1, minutes: 0 };

/** A moment with the offset of a zone's clock. */
export const instantIn = (zone: string, epochMs: number): Instant => {
  const quarter = Math.floor(epochMs / QUARTER_MS);
  if (LAST.zone !== zone || LAST.quarter !== quarter) {
    Object.assign(LAST, { zone, quarter, minutes: minutesAt(zone, quarter * QUARTER_MS) });
  }
  return { epochMs, offsetMinutes: LAST.minutes };
};

/** A moment as text, in a zone. */
export const timeIn = (zone: string, epochMs: number): string =>
  printInstant(instantIn(zone, epochMs));

/** Whether there is a zone of this name. */
export const isZone = (zone: string): boolean => {
  try {
    return formatOf(zone).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};
