// SPDX-License-Identifier: Apache-2.0
/** `program advance`: the clinic's word reaches a pump that an older certificate is void. */
import { nodeCrypto } from "@cisterna/crypto";
import { advanceEpoch, epochText } from "@cisterna/link";
import { type Contact, type Taken, turnedDown } from "./contact.ts";
import { clinicIn, EPOCH_OPTION, epochIn } from "./enrol.ts";
import { unheardRefusals } from "./refusal.ts";
import type { Given, Step } from "./step.ts";

const take = async (contact: Contact, given: Given): Promise<Taken> => {
  const [clinic, epoch] = [
    await clinicIn(contact.io, given("clinic") ?? ""),
    epochIn(given("epoch")),
  ];
  if (!clinic.ok) return turnedDown(clinic.refusals);
  if (!epoch.ok) return turnedDown(epoch.refusals);
  const signature = nodeCrypto.sign(clinic.value, epochText(epoch.value));
  const word = { epoch: epoch.value, signature };
  const said = await advanceEpoch(contact.remote, contact.kit, word);
  if (said.kind !== "done") return turnedDown(unheardRefusals(said));
  return {
    refusals: [],
    json: { epoch: epoch.value },
    lines: [`Epoch ${epoch.value}: certificates of an earlier one are void at this pump.`],
  };
};

/** `advance`. */
export const advance: Step = {
  name: "advance",
  summary: "Ends every certificate of an earlier epoch: after a programmer was lost",
  example: "program advance CIS-0001 --me doctor.json --clinic demo/state/authority.json --epoch 2",
  role: "clinician",
  channel: "near",
  options: [
    { name: "clinic", value: "FILE", about: "the authorities of the implants", needed: true },
    EPOCH_OPTION,
  ],
  details: [
    "Signed by the clinic's key; the number only goes up. Certify your own device first",
    "(program certify), or this is the last session that the pump gives it.",
  ].join("\n"),
  check: (given) => {
    const epoch = epochIn(given("epoch"));
    return epoch.ok ? [] : epoch.refusals;
  },
  take,
};
