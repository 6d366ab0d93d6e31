// SPDX-License-Identifier: Apache-2.0
/** `radar`: who runs dry first, by the record of a clinic, and what has to be done. */
import { BANDS, type Band, type ClinicRadar, openStore, radarOfAll } from "@cisterna/clinic";
import { PLACE_OPTIONS, settingsOf } from "../clinic/settings.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { NO_CLINIC, radarText } from "../text/en/radar.ts";

const isBand = (word: string): word is Band => (BANDS as readonly string[]).includes(word);

const check = (request: Request): readonly Refusal[] => {
  const read = optionOf(request, "band");
  if (read === undefined || isBand(read)) return [];
  return [{ kind: "unknown-value", path: "band", read, accepted: BANDS.join(", ") }];
};

const inBand = (radar: ClinicRadar, band: string | undefined): ClinicRadar => {
  const { list } = radar;
  if (list === null || band === undefined) return radar;
  return { ...radar, list: list.filter((each) => each.band === band) };
};

const outcomeOf = (radars: readonly ClinicRadar[]): Outcome => {
  const clinics = radars.map(({ clinic, name, asOf, list }) => ({
    clinic,
    name,
    as_of: asOf,
    configured: list !== null,
    implants: list ?? [],
  }));
  const text = radars.length === 0 ? NO_CLINIC : radars.map(radarText).join("\n\n");
  return done({ clinics }, `${text}\n`);
};

/** One calendar a clinic; of several each has its id in the file's name. */
const writeFeeds = async (radars: readonly ClinicRadar[], path: string, io: Io) => {
  for (const { clinic, feed } of radars) {
    const file = radars.length === 1 ? path : path.replace(/(\.ics)?$/, `-${clinic}.ics`);
    const written = await io.writeText(file, feed);
    if (!written.ok) return written.refusals;
  }
  return null;
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const settings = await settingsOf(request, io);
  if (!settings.ok) return refusedOutcome(settings.refusals);
  const opened = await openStore(settings.value, { make: false });
  if ("kind" in opened) return refusedOutcome([{ ...opened }]);
  try {
    const radars = await radarOfAll(opened.db, io.now().epochMs);
    const path = optionOf(request, "ics");
    const refusals = path === undefined ? null : await writeFeeds(radars, path, io);
    if (refusals !== null) return refusedOutcome(refusals);
    const band = optionOf(request, "band");
    return outcomeOf(radars.map((each) => inBand(each, band)));
  } finally {
    await opened.close();
  }
};

/** `./cisterna radar`. */
export const command: CommandModule = {
  name: "radar",
  summary: "Who runs dry first: every implant of a clinic by its worst-case empty date",
  example: "radar --data out/clinic",
  operands: [],
  options: [
    { name: "band", value: "BAND", about: `one band alone: ${BANDS.join(", ")}` },
    { name: "ics", value: "FILE", about: "calendar for other programs; it names no patient" },
    ...PLACE_OPTIONS,
  ],
  details: `Reads the database itself, so nobody may be served from its folder meanwhile; the app
and the interface show the same while it is served. That somebody looked is written down.`,
  check,
  run,
};
