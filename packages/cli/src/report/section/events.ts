// SPDX-License-Identifier: Apache-2.0
/**
 * What happened in the run. Boluses on demand come by the hundred, so they are counted by the day;
 * everything else has its own row.
 */

import type { Event, Refusal } from "@cisterna/pump";
import { durationOf, later, milliseconds } from "@cisterna/quantity";
import { eventText } from "../../text/en/event.ts";
import { pumpReason } from "../../text/en/pump.ts";
import { html, type Markup, type Part } from "../page/markup.ts";
import { dayText, moment, spokenTime } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { Story } from "../story.ts";
import type { Section } from "./section.ts";

const DAY_MS = 86_400_000;
const MOST_ROWS = 40;

const isOnDemand = (event: Event): boolean =>
  (event.kind === "bolus-granted" && event.bolus.source === "on-demand") ||
  (event.kind === "bolus-settled" && event.source === "on-demand") ||
  (event.kind === "refused" && event.asked === "request");

const ALARMING: readonly Event["kind"][] = ["ran-dry", "stop-expired", "bolus-cancelled"];

const row = (story: Story, event: Event): readonly Part[] => {
  const time = durationOf(milliseconds(event.at));
  const text = eventText(event, story.plan);
  return [
    spokenTime(time),
    moment(later(story.start, time)),
    ALARMING.includes(event.kind) ? html`<strong>▲ ${text}</strong>` : text,
  ];
};

const singleTable = (story: Story): Markup => {
  const events = story.events.filter((event) => !isOnDemand(event));
  const shown = events.slice(0, MOST_ROWS);
  const table = tableMarkup({
    caption: "Events in order",
    compact: true,
    columns: [{ head: "Since the fill", amount: true }, { head: "At" }, { head: "What" }],
    rows: shown.map((event) => row(story, event)),
  });
  const left = events.length - shown.length;
  return left === 0
    ? table
    : html`${table}<p class="small">${left} more are in the run's record.</p>`;
};

/** Requests in a stretch of the run: how many were granted, and why others were not. */
type Stretch = {
  readonly day: number;
  readonly granted: number;
  readonly lockedOut: number;
  readonly numberReached: number;
  readonly otherwise: readonly string[];
};

/** Longer runs are told by the week. */
const DAYS_ALONE = 14;

const stretchOf = (events: readonly Event[], day: number): Stretch => {
  const refusals = events.flatMap((event) => (event.kind === "refused" ? [event.refusals[0]] : []));
  const count = (kind: Refusal["kind"]): number =>
    refusals.filter((refusal) => refusal.kind === kind).length;
  const told: readonly Refusal["kind"][] = ["locked-out", "daily-count-reached"];
  return {
    day,
    granted: events.filter((event) => event.kind === "bolus-granted").length,
    lockedOut: count("locked-out"),
    numberReached: count("daily-count-reached"),
    otherwise: refusals.filter(({ kind }) => !told.includes(kind)).map(pumpReason),
  };
};

const stretchesOf = (events: readonly Event[], days: number): readonly Stretch[] => {
  const size = days > DAYS_ALONE ? 7 : 1;
  const stretches = Array.from({ length: Math.ceil(days / size) }, (_, index) => index * size);
  return stretches.map((day) =>
    stretchOf(
      events.filter(({ at }) => at > day * DAY_MS && at <= (day + size) * DAY_MS),
      day,
    ),
  );
};

const others = (reasons: readonly string[]): string =>
  reasons.length === 0 ? "0" : `${reasons.length}: ${[...new Set(reasons)].join(", ")}`;

const stretchText = (story: Story, day: number): string => {
  const from = dayText(later(story.start, durationOf(milliseconds(day * DAY_MS))));
  const end = Math.min(story.days, day + (story.days > DAYS_ALONE ? 7 : 1));
  return `day ${day} to ${Math.ceil(end)}, from ${from}`;
};

const onDemandTable = (story: Story): Markup | null => {
  const { asked, granted } = story.presses;
  if (asked === 0) return null;
  const amount = true;
  return tableMarkup({
    caption: `Boluses on demand: asked for ${asked} times, granted ${granted} times`,
    compact: true,
    columns: [
      { head: "Since the fill" },
      { head: "Granted", amount },
      { head: "Refused: locked out", amount },
      { head: "Refused: number for 24 h reached", amount },
      { head: "Refused otherwise", amount },
    ],
    rows: stretchesOf(story.events.filter(isOnDemand), story.days).map((stretch) => [
      stretchText(story, stretch.day),
      stretch.granted,
      stretch.lockedOut,
      stretch.numberReached,
      others(stretch.otherwise),
    ]),
  });
};

const pressesText = ({ plan, presses }: Story): string =>
  plan.onDemand !== null && presses.asked === 0
    ? "In this run the patient asked for no bolus."
    : "";

/** The section of the events. */
export const eventsSection = (story: Story): Section => ({
  name: "events",
  heading: "What happened in the run",
  short: "Events",
  content: [
    singleTable(story),
    onDemandTable(story),
    html`<p class="small">${pressesText(story)} Last entry of the run's record: <code
      class="hash">${story.head}</code></p>`,
  ],
});
