// SPDX-License-Identifier: Apache-2.0
/** Both ends of a link in one process: a pump that was filled and a programmer that it knows. */
import { nodeRandom } from "@cisterna/crypto";
import {
  type Bytes,
  type Caller,
  type Crypto,
  certify,
  GUARDS,
  type Head,
  type Kit,
  type Known,
  quietHead,
  selfTestOf,
  type Vault,
} from "@cisterna/link";
import { BARE, CONTROLLER, initial, type Pump } from "@cisterna/pump";
import { assert, milliseconds, nanolitres } from "@cisterna/quantity";
import { samplePlan } from "./sample-case.ts";

const NOW = milliseconds(0);
const NAME = "bench";

/** Both ends of a link over one cryptography. */
export type Ends = {
  readonly kit: Kit;
  readonly caller: Caller;
  readonly known: Known;
  head: Head;
  pump: Pump;
  counter: number;
};

/** A pump of the plan. It was filled and never told anything. */
const plainPump = (): Pump => {
  const { program, pulse } = samplePlan();
  const capacity = nanolitres(40_000_000);
  const device = { ...BARE, pulse, least: program.minimum, most: program.limits.rate, capacity };
  return initial(device, { at: NOW, reservoir: capacity, fluid: "bench" });
};

/** Both ends over a cryptography; the pump knows the caller. */
export const endsOver = (crypto: Crypto): Ends => {
  const draw = (): Bytes => nodeRandom(32);
  const [clinic, maker, signing, own] = [draw(), draw(), draw(), draw()].map(crypto.signer);
  assert(clinic !== undefined && maker !== undefined, "four keys are drawn");
  assert(signing !== undefined && own !== undefined, "four keys are drawn");
  const [pair, mine, helloKey] = [crypto.pair(draw()), crypto.pair(draw()), draw()];
  const claim = { name: NAME, epoch: 0, key: mine.key, signing: own.key };
  const certificate = certify(crypto, clinic, { ...claim, role: "clinician" });
  const caller = {
    role: "clinician",
    own: mine,
    introduction: { certificate, software: 1 },
  } as const;
  const peer = {
    slot: 2,
    role: "clinician",
    name: NAME,
    key: mine.key,
    helloKey,
    counter: 0,
  } as const;
  const pumpClaim = {
    role: "pump",
    name: NAME,
    epoch: 0,
    key: pair.key,
    signing: signing.key,
  } as const;
  const vault: Vault = {
    ...{ pump: NAME, own: pair, signing, clinic: clinic.key, epoch: 0, software: 1 },
    ...{ certificate: certify(crypto, maker, pumpClaim), emergency: null, peers: [peer] },
  };
  const selfTest = selfTestOf(CONTROLLER);
  return {
    kit: { crypto, random: nodeRandom, controller: CONTROLLER, guards: GUARDS, selfTest },
    ...{ caller, known: { pump: NAME, key: pair.key, slot: 2, helloKey } },
    ...{ head: quietHead(vault, NOW, null), pump: plainPump(), counter: 0 },
  };
};
