// SPDX-License-Identifier: Apache-2.0
/** Enrolling: keys are drawn in this browser, and the clinic stands for their public halves. */
import { type Certificate, hexOf } from "@cisterna/link";
import { bytesIn } from "../air/call.ts";
import { tell, type Welcome } from "../clinic/client.ts";
import { type Device, drawDevice, type Halves } from "./keys.ts";

/** Both factors of who asks. */
export type Both = { readonly password: string; readonly code: string };

/** What the clinic answers. */
type Certified = {
  readonly name: string;
  readonly epoch: number;
  readonly signature: string;
};

/** The name under which a person's programmer is kept. */
export const deviceId = ({ clinic, account }: Welcome): string => `${clinic.clinic}/${account}`;

const certified =
  (session: Welcome, hand: Both) =>
  async ({ key, signing }: Halves): Promise<Certificate> => {
    const body = { key: hexOf(key), signing: hexOf(signing), ...hand };
    const answer = (await tell(session, "programmer-certificate", body)) as Certified;
    const { name, epoch, signature } = answer;
    return {
      claim: { role: "clinician", name, key, signing, epoch },
      signature: bytesIn(signature),
    };
  };

/** Makes this browser the programmer of who is signed in. */
export const enrol = (session: Welcome, hand: Both): Promise<Device> =>
  drawDevice(deviceId(session), certified(session, hand));
