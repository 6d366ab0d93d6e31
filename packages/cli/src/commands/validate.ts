// SPDX-License-Identifier: Apache-2.0
/** `validate`: the body's model against every measurement that was collected. */
import { validate } from "@cisterna/body";
import { validationDocument, validationText } from "../run/validation.ts";
import { type CommandModule, done } from "../shell/command.ts";

/** `./cisterna validate`. */
export const command: CommandModule = {
  name: "validate",
  summary: "The body's model against every published measurement collected",
  example: "validate",
  operands: [],
  options: [],
  details: [
    "Each is computed under its own protocol. What counts as met, and which papers the fit saw,",
    "was written down before the fit: docs/split.md. The page of it is docs/validation.md, the",
    "document of --json is described in docs/schema/validation.schema.json.",
  ].join("\n"),
  run: () => {
    const verdicts = validate();
    return done(validationDocument(verdicts), validationText(verdicts));
  },
};
