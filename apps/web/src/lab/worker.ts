// SPDX-License-Identifier: Apache-2.0
/**
 * The lab's worker: the one clock of the lab. Twenty times a second it brings the engine to where
 * time should be, or as far as it gets, and tells the screen what is new.
 */
import { sightsOf } from "@cisterna/world";
import { advance, type Lab, labOf, nowOf, perform } from "./engine.ts";
import { frameOf, type Sample, sampleOf } from "./frame.ts";
import { LONGEST, type Order, SPEEDS, type Told } from "./talk.ts";

const TICK_MS = 50;
/** Of each tick so much may be work; the rest is for messages. */
const WORK_MS = 40;
const HOUR_MS = 3_600_000;

/** One lab, its pace, and how much the screen has been told of it. */
type Desk = {
  readonly lab: Lab;
  rate: number;
  woken: number;
  told: { events: number; acts: number };
  sampled: number;
  samples: Sample[];
};

let desk: Desk | null = null;

const tell = (message: Told): void => postMessage(message);

/** How far apart looks are: fine enough for the eye at each pace, never over an hour. */
const grainOf = (rate: number): number => Math.min(HOUR_MS, Math.max(1000, rate * (TICK_MS / 2)));

const report = (at: Desk, behind: boolean): void => {
  const { lab, told } = at;
  const { log } = lab.stage.scene;
  tell({
    kind: "news",
    behind,
    news: {
      frame: frameOf(lab),
      samples: at.samples,
      events: log.slice(told.events),
      acts: lab.acts.slice(told.acts),
    },
  });
  at.samples = [];
  at.told = { events: log.length, acts: lab.acts.length };
};

const sample = (at: Desk, spacing: number): void => {
  const now = nowOf(at.lab);
  if (now < at.sampled + spacing) return;
  at.sampled = now;
  at.samples.push(sampleOf(at.lab));
};

/** Brings the lab to an instant, in pieces, until the tick's share of work is used up. */
const bring = (at: Desk, upto: number, grain: number): boolean => {
  const end = Math.min(upto, LONGEST);
  const started = performance.now();
  while (nowOf(at.lab) < end) {
    if (performance.now() - started > WORK_MS) return false;
    const next = Math.min(end, nowOf(at.lab) + grain);
    advance(at.lab, { upto: next, grain });
    sample(at, grain / 2);
  }
  return true;
};

const tick = (): void => {
  const at = desk;
  const woken = performance.now();
  if (at === null) return;
  const passed = Math.min(woken - at.woken, 4 * TICK_MS);
  at.woken = woken;
  if (at.rate === 0 || nowOf(at.lab) >= LONGEST) return;
  const kept = bring(at, nowOf(at.lab) + passed * at.rate, grainOf(at.rate));
  report(at, !kept);
};

/** A jump is done whole, however long it takes. */
const forward = (at: Desk, by: number): void => {
  const upto = Math.min(nowOf(at.lab) + by, LONGEST);
  const grain = grainOf(by <= HOUR_MS ? SPEEDS.hour : SPEEDS.day);
  advance(at.lab, { upto, grain }, () => sample(at, grain / 2));
  report(at, false);
};

const begin = (lab: Lab): Desk => ({
  lab,
  rate: 0,
  woken: performance.now(),
  told: { events: 0, acts: 0 },
  sampled: Number.NEGATIVE_INFINITY,
  samples: [],
});

const obey = (order: Exclude<Order, { kind: "begin" }>, at: Desk): void => {
  switch (order.kind) {
    case "run":
      at.rate = order.rate;
      return;
    case "forward":
      forward(at, order.by);
      return;
    case "do":
      perform(at.lab, order.deed);
      report(at, false);
      return;
    case "check":
      tell({ kind: "checked", sights: sightsOf(at.lab.story.incident) });
      return;
  }
};

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.kind === "begin") {
    desk = begin(labOf(data.story));
    report(desk, false);
  } else if (desk !== null) obey(data, desk);
});

setInterval(tick, TICK_MS);
