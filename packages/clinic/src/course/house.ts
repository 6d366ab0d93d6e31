// SPDX-License-Identifier: Apache-2.0
/** What the clinic decides for itself: its settings and the notices that reach it. */
import { facts } from "../fact/command.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { clinicConfigured, noticeReceived, type Settings, settings } from "./clinic.ts";
import { inOrder, notAhead } from "./rule.ts";
import { command } from "./standing.ts";

const closureOrder = ({ closures }: Settings): readonly (Refusal | null)[] =>
  closures.map(({ from, upto }, index) =>
    inOrder(`closures[${index}].upto`, { first: from, second: upto }),
  );

const openSometimes = ({ weekend }: Settings): Refusal | null =>
  new Set(weekend).size < 7
    ? null
    : refusal("out-of-range", "weekend", {
        read: weekend.join(", "),
        accepted: "at most six days of the week",
      });

/** Sets the clinic's own choices. */
export const configureClinic = command({
  name: "configure-clinic",
  subject: "clinic",
  about: "Sets the clinic's own choices: alarm volume, lead time, observation, closed days",
  who: ["physician", "administrator"],
  signature: "sign",
  input: settings,
  decide: (_, input) =>
    refusedBy([...closureOrder(input), openSometimes(input)]) ?? facts(clinicConfigured.of(input)),
});

/** Takes down a recall or a safety notice. */
export const recordNotice = command({
  name: "record-notice",
  subject: "clinic",
  about: "Takes down a recall or a safety notice; every implant of its models shows it",
  who: ["physician", "nurse", "pharmacist", "technician", "administrator"],
  input: noticeReceived.payload,
  decide: ({ clinic }, input, context) =>
    refusedBy([
      notAhead(input.on, "on", context),
      clinic.notices.some((each) => each.notice === input.notice)
        ? refusal("already-there", "notice", {
            read: input.notice,
            accepted: "a notice that is not recorded yet",
          })
        : null,
    ]) ?? facts(noticeReceived.of(input)),
});
