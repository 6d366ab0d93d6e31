// SPDX-License-Identifier: Apache-2.0
/**
 * The update as a programmer makes it: offered, sent from where the pump wants it, taken on, and
 * asked what came of it. After any loss it goes on where it stopped.
 */
import { LIMITS } from "../limits.ts";
import type { Image } from "../wire/image.ts";
import type { Reply } from "../wire/message.ts";
import { type CallerKit, envelopeOf, insist, type Remote } from "./line.ts";
import { type Unheard, unheard } from "./visit.ts";

/** What an image came to at a pump. */
export type Updated = Extract<Reply, { kind: "taken" }>;

type Sending = { readonly remote: Remote; readonly kit: CallerKit; readonly image: Image };

const offered = async ({ remote, kit, image }: Sending): Promise<Reply | null> => {
  const { label, signature } = image;
  const envelope = envelopeOf({ kit }, null);
  return insist(remote, (line) => ({ kind: "offer", label, signature, ...envelope(line) }));
};

/** Sends what is wanted until nothing is; the last reply. */
const sent = async ({ remote, image }: Sending, first: Reply | null): Promise<Reply | null> => {
  const { label, content } = image;
  let reply = first;
  while (reply?.kind === "wanted" && reply.from < label.size) {
    const { from } = reply;
    const bytes = content.slice(from, from + LIMITS.piece);
    if (bytes.length === 0) return reply;
    reply = await insist(remote, () => ({ kind: "put", hash: label.hash, from, bytes }));
  }
  return reply;
};

const taken = async ({ remote, kit, image }: Sending): Promise<Reply | null> => {
  const envelope = envelopeOf({ kit }, null);
  const { hash } = image.label;
  return insist(remote, (line) => ({ kind: "take", hash, ...envelope(line) }));
};

/** Brings an image to a pump. What it came to, or what the link has against it. */
export const updatePump = async (
  remote: Remote,
  kit: CallerKit,
  image: Image,
): Promise<Updated | Unheard> => {
  const sending = { remote, kit, image };
  const last = await sent(sending, await offered(sending));
  if (last?.kind !== "wanted") return unheard(last);
  const first = await taken(sending);
  // The test is made between this frame and the next.
  const reply =
    first?.kind === "taken" && first.state === "on-trial" ? await taken(sending) : first;
  return reply?.kind === "taken" ? reply : unheard(reply);
};
