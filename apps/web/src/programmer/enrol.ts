// SPDX-License-Identifier: Apache-2.0
/** Enrolling: keys are drawn in this browser, and the clinic stands for their public halves. */
import { type Certificate, hexOf } from "@cisterna/link";
import { bytesIn } from "../air/call.ts";
import { tell, type Welcome } from "../clinic/client.ts";
import { answerTo } from "../clinic/passkey.ts";
import type { Given } from "./credentials.tsx";
import { type Device, drawDevice, type Halves } from "./keys.ts";

/** What the clinic answers. */
type Certified = {
  readonly name: string;
  readonly epoch: number;
  readonly signature: string;
};

/** The name under which a person's programmer is kept. */
export const deviceId = ({ clinic, account }: Welcome): string => `${clinic.clinic}/${account}`;

const certified =
  (session: Welcome, given: Given) =>
  async ({ key, signing }: Halves): Promise<Certificate> => {
    const input = { key: hexOf(key), signing: hexOf(signing) };
    const hand =
      given === "passkey" ? { passkey: await answerTo(session, { to: "certify", input }) } : given;
    const body = { ...input, ...hand };
    const answer = (await tell(session, "programmer-certificate", body)) as Certified;
    const { name, epoch, signature } = answer;
    return {
      claim: { role: "clinician", name, key, signing, epoch },
      signature: bytesIn(signature),
    };
  };

/** Makes this browser the programmer of who is signed in. */
export const enrol = (session: Welcome, given: Given): Promise<Device> =>
  drawDevice(deviceId(session), certified(session, given));
