// SPDX-License-Identifier: Apache-2.0
/**
 * Paper of the night: what a clinic works by when its server or network is not there. The radar
 * and the custody of drugs are printed once a night, kept in the database for some nights, and laid
 * into a folder where the settings name one.
 */
import type { Paper } from "@cisterna/paper";
import { assert, printDay } from "@cisterna/quantity";
import { noteAccess } from "../desk/access.ts";
import type { Desk, Served } from "../desk/desk.ts";
import { dropNights, keepNight, NIGHTLY, nightsIn } from "../desk/night.ts";
import { printed, revisionOf } from "../desk/paper.ts";
import { instantIn } from "../desk/zone.ts";
import { recordOf } from "../fact/kinds.ts";
import { dayNumber, dayText } from "../radar/calendar.ts";
import type { Report } from "../report/report.ts";
import type { Language } from "../report/voice.ts";
import { inClinic } from "../store/scope.ts";
import { CISTERNA } from "./night.ts";

/** How the night is printed. */
export type Press = {
  readonly language: Language;
  readonly paper: Paper;
  /** Nights that are kept, this one counted. */
  readonly nights: number;
};

/** The clinic's day of now. */
const tonight = (desk: Desk, { zone }: Served): string => printDay(instantIn(zone, desk.now()));

/** The first night that is kept. */
export const firstKept = (desk: Desk, served: Served, { nights }: Press): string =>
  dayText(dayNumber(tonight(desk, served)) - nights + 1);

type Wish = { readonly row: Report; readonly night: string; readonly press: Press };

/** Prints one report and keeps it; whether nobody else had done it meanwhile. */
const printOne = async (
  desk: Desk,
  served: Served,
  { row, night, press: { language, paper } }: Wish,
): Promise<boolean> => {
  const { clinic } = served;
  const made = desk.now();
  const subject = recordOf(row.subject, null);
  const standing = await served.record.look();
  const source = { row, standing, subject };
  const revision = revisionOf(source);
  const pdf = await printed(desk, served, { ...source, patient: null, asked: { language, paper } });
  assert(pdf.ok && pdf.value !== null, "a report of the night is of no patient", { row: row.name });
  const { value: bytes } = pdf;
  return inClinic(desk.db, clinic, async (scope) => {
    const { name } = row;
    const isKept = await keepNight(scope, clinic, { night, name, made, revision, bytes });
    const look = { clinic, account: CISTERNA.id, what: `report-${row.name}`, subject };
    if (isKept) await noteAccess(scope, { ...look, result: "kept", emergency: null, at: made });
    return isKept;
  });
};

/**
 * Prints what is not there yet of a clinic's night and lets go of nights that are too old; gives
 * how many were printed. Law: done again, by whichever server, it leaves the same behind.
 */
export const printNight = async (desk: Desk, served: Served, press: Press): Promise<number> => {
  const { clinic } = served;
  const night = tonight(desk, served);
  const kept = await inClinic(desk.db, clinic, async (scope) => {
    await dropNights(scope, clinic, firstKept(desk, served, press));
    return nightsIn(scope, clinic);
  });
  let count = 0;
  for (const row of NIGHTLY) {
    if (kept.some((each) => each.night === night && each.name === row.name)) continue;
    if (await printOne(desk, served, { row, night, press })) count += 1;
  }
  return count;
};
