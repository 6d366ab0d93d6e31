// SPDX-License-Identifier: Apache-2.0
/** Changes of one's own account, each with its hand; what is shown is read again afterwards. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Problem, proveAgain, tellOnce, type Welcome } from "../clinic/client.ts";
import { answerTo, attestation, proveHeld } from "../clinic/passkey.ts";
import type { Proof } from "./hand.tsx";

/** Whether somebody was away for so long that a change needs a proof. */
export const isAway = (error: unknown): boolean =>
  error instanceof Problem && error.kind === "prove-yourself";

/** A change, what proves who wants it, and what its signature means where it has one. */
type Change = {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly proof: Proof | null;
  readonly meaning: string | null;
};

const handFor = async (session: Welcome, { command, input, proof, meaning }: Change) => {
  if (proof === null || meaning === null) return undefined;
  if (proof !== "passkey") return { ...proof, meaning };
  return { meaning, passkey: await answerTo(session, { to: "sign", command, input }) };
};

const tellChange = async (session: Welcome, wanted: Change): Promise<void> => {
  const hand = await handFor(session, wanted);
  const { command, input } = wanted;
  await tellOnce(session, { path: command, input, hand, key: crypto.randomUUID() });
};

/** Who was away and proves it with the change has not to do so twice. */
const change = async (session: Welcome, wanted: Change): Promise<void> => {
  const { proof } = wanted;
  try {
    await tellChange(session, wanted);
  } catch (error) {
    if (!isAway(error) || proof === null) throw error;
    if (proof === "passkey") await proveHeld(session);
    else await proveAgain(session, { password: proof.password });
    await tellChange(session, wanted);
  }
};

/** A new passkey of who is signed in, made by the authenticator that answers. */
type Enrolment = { readonly name: string; readonly proof: Proof; readonly meaning: string };

/** The changes. */
export const useAccount = (session: Welcome) => {
  const queries = useQueryClient();
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: ["session"] }) };
  const alter = useMutation({ mutationFn: (wanted: Change) => change(session, wanted), ...again });
  const enrol = useMutation({
    mutationFn: async ({ name, proof, meaning }: Enrolment) => {
      const input = { name, attestation: await attestation(session) };
      await change(session, { command: "enrol-passkey", input, proof, meaning });
    },
    ...again,
  });
  return { alter, enrol };
};
