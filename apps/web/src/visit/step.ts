// SPDX-License-Identifier: Apache-2.0
/** What every decision of a visit is given. */
import type { ImplantPacket, Packet, VisitView } from "./shapes.ts";
import type { Place, Send } from "./use-visit.ts";
import type { Words } from "./words.ts";

/** What every decision of a visit is given. */
export type StepProps = {
  readonly place: Place;
  readonly view: VisitView;
  readonly packet: Packet;
  readonly implant: ImplantPacket;
  readonly send: Send;
  readonly words: Words;
  /** Goes back to the plan. */
  readonly toPlan: () => void;
};
