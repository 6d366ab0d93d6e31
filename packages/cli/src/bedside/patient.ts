// SPDX-License-Identifier: Apache-2.0
/** What a patient may ask of a pump: a dose, how it is, to be still. */
import type { Refusal as PumpRefusal } from "@cisterna/pump";
import { durationOf, milliseconds } from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { programRows, statusLines } from "../text/en/bedside.ts";
import { pumpReason } from "../text/en/pump.ts";
import { timeText } from "../text/en.ts";
import { type Contact, readAgain, type Taken } from "./contact.ts";
import { statusJson } from "./statement.ts";
import { type Step, toldTo } from "./step.ts";

const PATIENT = { role: "patient", options: [] } as const;
const MINUTE_MS = 60_000;

/** From when on a dose may be asked for again, on the pump's clock, as far as a refusal says it. */
const nextOf = (refusals: readonly Refusal[]): number | null => {
  const times = refusals.flatMap(({ until }) => (typeof until === "number" ? [until] : []));
  return times.length === 0 ? null : Math.max(...times);
};

const inMinutes = (span: number): string =>
  timeText(durationOf(milliseconds(Math.ceil(span / MINUTE_MS) * MINUTE_MS)));

/** Why not, and when it may be asked for again. */
const notNow = (taken: Taken, { dossier }: Contact): Taken => {
  const next = nextOf(taken.refusals);
  const why = taken.refusals.flatMap((each) =>
    each["by"] === "pump" ? [pumpReason(each as unknown as PumpRefusal)] : [],
  );
  const now = dossier.status.now;
  const when = next === null ? [] : [`The next may be asked for in ${inMinutes(next - now)}.`];
  const lines = why.length === 0 ? [] : [`No dose now: ${why.join("; ")}.`];
  const inMs = next === null ? {} : { next_in: { value: (next - now) / MINUTE_MS, unit: "min" } };
  return { ...taken, json: { ...taken.json, ...inMs }, lines: [...taken.lines, ...lines, ...when] };
};

const ask: Step = {
  ...PATIENT,
  name: "ask",
  summary: "Asks for a dose; says why not, and when the next may be asked for",
  example: "patient ask CIS-0001 --me mine.json",
  channel: "far",
  take: async (contact) => {
    const askedAt = contact.dossier.status.now;
    const taken = await toldTo(contact, { kind: "request", askedAt });
    return taken.refusals.length === 0 ? taken : notNow(taken, contact);
  },
};

const status: Step = {
  ...PATIENT,
  name: "status",
  summary: "How the pump is, what may be asked of it, and the next refill",
  example: "patient status CIS-0001 --me mine.json",
  channel: "far",
  take: async (contact) => {
    const { status: now, program, device } = contact.dossier;
    const own = programRows(program, device.pulse).filter(([label]) => label === "On demand");
    return {
      refusals: [],
      json: { status: statusJson(now, device.pulse) },
      lines: [
        ...statusLines(now, device.pulse),
        ...own.map(([label, text]) => `  ${label.toLowerCase()}: ${text}`),
      ],
    };
  },
};

const silence: Step = {
  ...PATIENT,
  name: "silence",
  summary: "The alarms are still for ten minutes; the device lies on the pump",
  example: "patient silence CIS-0001 --me mine.json",
  channel: "near",
  details: "With --far the alarms are heard again when the session ends.",
  take: async (contact) => {
    const taken = await toldTo(contact, { kind: "silence" });
    const again = await readAgain(contact, Number.MAX_SAFE_INTEGER);
    return again.ok ? taken : { ...taken, refusals: [...taken.refusals, ...again.refusals] };
  },
};

/** Every step of a patient. */
export const PATIENT_STEPS: readonly Step[] = [ask, status, silence];
