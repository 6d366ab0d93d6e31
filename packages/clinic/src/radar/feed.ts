// SPDX-License-Identifier: Apache-2.0
/**
 * The calendar feed: what the radar knows of days, as iCalendar. It names implants by the patient's
 * id and never by name, since a feed is read by calendars elsewhere.
 */
import { type Instant, readInstant } from "@cisterna/quantity";
import ical, { ICalEventTransparency } from "ical-generator";
import { view } from "../course/standing.ts";
import { mapping } from "../fact/field.ts";
import { dayNumber, dayText } from "./calendar.ts";
import { radarOf } from "./practice.ts";
import type { Urgency } from "./watch.ts";

const HALF_HOUR_MS = 30 * 60_000;

const dateOf = (text: string): Date => new Date(readInstant(text)?.epochMs ?? 0);

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** An iCalendar document of a list. Law: the same list and time give the same text. */
export const feedOf = (list: readonly Urgency[], clinic: string, now: Instant): string => {
  const calendar = ical({
    name: `${clinic}: refills`,
    prodId: { company: "Cisterna", product: "radar" },
  });
  const stamp = new Date(now.epochMs);
  for (const { patient, implant, appointment, act_by, due, band, reasons } of list) {
    const subject = `${patient} ${implant}`;
    if (appointment !== null) {
      const start = dateOf(appointment);
      calendar.createEvent({
        id: `${patient}.${implant}.refill`,
        start,
        end: new Date(start.getTime() + HALF_HOUR_MS),
        stamp,
        summary: `Refill ${subject}`,
      });
    }
    if (act_by === null || due === null) continue;
    calendar.createEvent({
      id: `${patient}.${implant}.act-by`,
      start: midnight(act_by),
      end: midnight(dayText(dayNumber(act_by) + 1)),
      allDay: true,
      timezone: "UTC",
      stamp,
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: `Refill at the latest: ${subject}`,
      description: `${band}: ${reasons.join(", ")}; at worst due ${due}`,
    });
  }
  return calendar.toString();
};

/** The calendar feed of the clinic. */
export const calendarFeed = view({
  name: "calendar",
  subject: "clinic",
  about: "Appointments and last days for a refill as an iCalendar feed, without names",
  who: ["physician", "nurse", "coordinator", "administrator"],
  asks: mapping({}, "Nothing"),
  read: (practice, { now }) => ({
    type: "text/calendar",
    text: feedOf(radarOf(practice, now) ?? [], practice.clinic.settings?.name ?? "Clinic", now),
  }),
});
