// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys: a challenge of the clinic to the browser, and what the authenticator says back. The
 * browser asks only at the clinic's own origin; anywhere else the address is told.
 */
import { Problem, proveAgain, tell, tellOpenly, type Welcome } from "./client.ts";

/** Loaded when the first passkey is used. */
const webauthn = () => import("@simplewebauthn/browser");

type Webauthn = Awaited<ReturnType<typeof webauthn>>;
type Requesting = Parameters<Webauthn["startAuthentication"]>[0]["optionsJSON"];
type Creating = Parameters<Webauthn["startRegistration"]>[0]["optionsJSON"];

type Challenge<Options> = { readonly origin: string; readonly options: Options };

/** Whether this browser can hold passkeys at all. */
export const knowsPasskeys = (): boolean => "PublicKeyCredential" in globalThis;

const checked = <Options>(document: unknown): Options => {
  const { origin, options } = document as Challenge<Options>;
  if (origin !== location.origin) throw new Problem("passkey-elsewhere", [], origin);
  if (!knowsPasskeys()) throw new Problem("passkey-unknown");
  return options;
};

/** Why an authenticator said nothing: it has the key already, or nobody wanted it to. */
const silence = (error: unknown): Problem =>
  error instanceof Error && error.name === "InvalidStateError"
    ? new Problem("passkey-there")
    : new Problem("passkey-silent");

const asked = async (options: Requesting): Promise<unknown> => {
  const { startAuthentication } = await webauthn();
  const { id, response } = await startAuthentication({ optionsJSON: options }).catch((error) => {
    throw silence(error);
  });
  return {
    passkey: id,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
  };
};

/** What a passkey says to sign in with, whoever's it is. */
export const answerToSignIn = async (clinic: string): Promise<unknown> =>
  asked(checked<Requesting>(await tellOpenly(clinic, "session/challenge", {})));

/** What an answer is for. */
type Purpose =
  | { readonly to: "prove" }
  | { readonly to: "certify"; readonly input: unknown }
  | {
      readonly to: "sign";
      readonly command: string;
      readonly patient?: string;
      readonly input: unknown;
    };

/** What a passkey of who is signed in says, for this purpose alone. */
export const answerTo = async (session: Welcome, purpose: Purpose): Promise<unknown> =>
  asked(checked<Requesting>(await tell(session, "challenge", purpose)));

/** Proves with a passkey that it is still the same person. */
export const proveHeld = async (session: Welcome): Promise<unknown> =>
  proveAgain(session, { passkey: await answerTo(session, { to: "prove" }) });

/** What an authenticator says of a new passkey of who is signed in. */
export const attestation = async (session: Welcome): Promise<unknown> => {
  const options = checked<Creating>(await tell(session, "challenge", { to: "enrol" }));
  const { startRegistration } = await webauthn();
  const { id, response } = await startRegistration({ optionsJSON: options }).catch((error) => {
    throw silence(error);
  });
  return {
    passkey: id,
    client_data: response.clientDataJSON,
    attestation: response.attestationObject,
  };
};
