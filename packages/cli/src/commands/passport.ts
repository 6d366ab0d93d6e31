// SPDX-License-Identifier: Apache-2.0
/** `passport`: what travels with the patient, made and read. */
import type { CommandGroup } from "../shell/command.ts";

/** The command `passport`. */
export const command: CommandGroup = {
  name: "passport",
  summary: "The pump passport: made and signed by the clinic, read by anybody, offline",
  example: "passport read passport.txt --trust t.json",
  commands: [
    {
      name: "key",
      summary: "Makes a clinic's key for signing passports",
      load: () => import("../passport/key.ts"),
    },
    {
      name: "make",
      summary: "Makes a signed passport of a case, as text and as a card with a QR code",
      load: () => import("../passport/make.ts"),
    },
    {
      name: "read",
      summary: "Checks a passport and gives its five answers, as of now",
      load: () => import("../passport/read.ts"),
    },
  ],
};
