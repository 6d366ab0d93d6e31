// SPDX-License-Identifier: Apache-2.0
/** Signatures: who signed a patient's visits, read from the patient's chronicle. */
import { type Chronicle, SIGNED, type Told } from "../course/told.ts";
import { timeIn } from "../desk/zone.ts";
import { visitCommitted } from "../visit/step.ts";
import type { Signed, Signer } from "./report.ts";

type Payload = {
  readonly name: string;
  readonly meaning: string;
  readonly events: readonly string[];
};

const payloadOf = ({ event }: Told) => event.data.payload;

const signersOf = (told: readonly Told[], hash: string): readonly Signer[] =>
  told
    .filter(({ event }) => event.kind === SIGNED)
    .filter((each) => (payloadOf(each) as Payload).events.includes(hash))
    .map((each) => ({
      name: (payloadOf(each) as Payload).name,
      meaning: (payloadOf(each) as Payload).meaning,
      at: timeIn(each.from.zone, each.event.at),
      hash,
    }));

/** Who signed each visit of a chronicle that was committed. */
export const signedIn = ({ told }: Chronicle): Signed =>
  new Map(
    told
      .filter(({ event }) => event.kind === visitCommitted.kind)
      .map((each) => [String(payloadOf(each)["visit"]), signersOf(told, each.event.hash)]),
  );
