// SPDX-License-Identifier: Apache-2.0
/** A pump list of another program, shown line by line, or taken into a clinic's record. */
import { importPumpList } from "@cisterna/clinic";
import { done, type Io, type Outcome, optionOf, type Request } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { listText } from "../text/en/pump-list.ts";
import { type Work, withStore } from "./copies.ts";
import { settingsOf } from "./settings.ts";

const noClinic = (clinic: string): Outcome =>
  refusedOutcome([
    { kind: "unknown-value", path: "clinic", read: clinic, accepted: "a clinic of the database" },
  ]);

const importWith =
  (io: Io, { clinic, dry }: { readonly clinic: string; readonly dry: boolean }): Work =>
  async ({ db }, file) => {
    const csv = await io.readText(file);
    if (!csv.ok) return refusedOutcome(csv.refusals);
    const wish = { clinic, csv: csv.value, now: io.now().epochMs, dry };
    const found = await importPumpList(db, wish);
    if (found === null) return noClinic(clinic);
    const ready = found.problems.length === 0;
    const json = { file, clinic, dry_run: dry, ready, ...found };
    const text = listText(found, { file, dry });
    return ready ? done(json, text) : { status: 1, json, text };
  };

/** Takes a list in, or says what would come of it. */
export const imported = async (request: Request, io: Io): Promise<Outcome> => {
  const settings = await settingsOf(request, io);
  if (!settings.ok) return refusedOutcome(settings.refusals);
  const clinic = optionOf(request, "clinic") ?? settings.value.clinic;
  const dry = request.options.has("dry-run");
  return withStore({ request, io, make: false }, importWith(io, { clinic, dry }));
};
