// SPDX-License-Identifier: Apache-2.0
/**
 * Handshake patterns of the Noise protocol framework as data: who knows whose static key before,
 * and what each message carries. After revision 34 of noiseprotocol.org.
 */

/** What a message carries or mixes: keys sent (`e`, `s`), agreements, the pre-agreed secret. */
export type Token = "e" | "s" | "ee" | "es" | "se" | "ss" | "psk";

/** A pattern: messages alternate, the initiator begins. */
export type Pattern = {
  readonly name: string;
  /** Whose static key the other side knows before the first message. */
  readonly known: { readonly initiator: boolean; readonly responder: boolean };
  readonly messages: readonly (readonly Token[])[];
};

/** The three patterns of the link: pairing, programmer, patient's controller. */
export const PATTERNS = {
  pairing: {
    name: "XXpsk3",
    known: { initiator: false, responder: false },
    messages: [["e"], ["e", "ee", "s", "es"], ["s", "se", "psk"]],
  },
  programmer: {
    name: "IK",
    known: { initiator: false, responder: true },
    messages: [
      ["e", "es", "s", "ss"],
      ["e", "ee", "se"],
    ],
  },
  patient: {
    name: "KK",
    known: { initiator: true, responder: true },
    messages: [
      ["e", "es", "ss"],
      ["e", "ee", "se"],
    ],
  },
} as const satisfies Readonly<Record<string, Pattern>>;

/** The name that is hashed first: both sides must mean the same algorithms. */
export const protocolName = ({ name }: Pattern): string => `Noise_${name}_25519_ChaChaPoly_SHA256`;

/** Whether the pattern mixes a pre-agreed secret; then ephemeral keys are mixed as keys, too. */
export const isSecretKeyed = ({ messages }: Pattern): boolean =>
  messages.some((tokens) => tokens.includes("psk"));
