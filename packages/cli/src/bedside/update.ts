// SPDX-License-Identifier: Apache-2.0
/** `program update`: an image of the maker is brought to a pump by a service engineer's device. */
import { type Image, type Updated, updatePump } from "@cisterna/link";
import type { Refusal } from "../shell/command.ts";
import { flawText } from "../text/en/link.ts";
import { wareLines } from "../text/en/ware.ts";
import { type Contact, readAgain, type Taken, turnedDown } from "./contact.ts";
import { readImage } from "./image-file.ts";
import { unheardRefusals } from "./refusal.ts";
import type { Step } from "./step.ts";

const rolledBack = ({ flaw }: Updated): readonly Refusal[] =>
  flaw === null ? [] : [{ kind: "rolled-back", path: "PUMP", because: flawText(flaw), flaw }];

const doneText = ({ ware, version }: Updated): string =>
  `Taken on, tested and kept: ${ware} version ${version}. What it delivers did not wait for it.`;

const broughtTo = async (contact: Contact, image: Image): Promise<Taken> => {
  const said = await updatePump(contact.remote, contact.kit, image);
  if (said.kind !== "taken") return turnedDown(unheardRefusals(said));
  const again = await readAgain(contact, Number.MAX_SAFE_INTEGER);
  if (again.ok) contact.dossier = again.value;
  const { ware, version, state, flaw } = said;
  const { wares } = contact.dossier;
  const runs = wareLines(wares === null ? null : { ...wares, ended: null });
  const lines = [...(state === "kept" ? [doneText(said)] : []), ...runs];
  const json = { ware, version, state, flaw, wares };
  return { refusals: rolledBack(said), json, lines };
};

/** `update`. */
export const update: Step = {
  name: "update",
  summary: "Brings the maker's firmware, library or constants to a pump: tested, or rolled back",
  example: "program update CIS-0001 --me engineer.json --image firmware-2.json",
  role: "service",
  channel: "near",
  options: [{ name: "image", value: "FILE", about: "what pump image has written", needed: true }],
  details: [
    "Taken only if the maker signed it, it is for this model and newer than what runs, and whole.",
    "A session that is lost goes on where it stopped. Therapy goes on meanwhile, unchanged.",
  ].join("\n"),
  take: async (contact, given) => {
    const image = await readImage(contact.io, given("image") ?? "");
    return image.ok ? broughtTo(contact, image.value) : turnedDown(image.refusals);
  },
};
