// SPDX-License-Identifier: Apache-2.0
/** The code of the second factor in the demo: what elsewhere an authenticator shows. */
import { demoCode } from "@cisterna/clinic";
import { done, type Io, type Outcome, type Request } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { settingsOf } from "./settings.ts";

/** Shows the code that everybody in the demo clinic signs a prescription with now. */
export const code = async (request: Request, io: Io): Promise<Outcome> => {
  const settings = await settingsOf(request, io);
  if (!settings.ok) return refusedOutcome(settings.refusals);
  const { data } = settings.value;
  const shown = await demoCode(data, io.now().epochMs);
  const because = "no demo clinic was ever kept there";
  return shown === null
    ? refusedOutcome([{ kind: "no-record", path: data, because }])
    : done({ code: shown }, `${shown}\n`);
};
