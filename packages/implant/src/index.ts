// SPDX-License-Identifier: Apache-2.0
/** Virtual implants as a process hosts them: stores on disk, telemetry heads, air and sounders. */
export * from "./air.ts";
export { type Authorities, authoritiesIn, type Card, cardIn, cardText } from "./card.ts";
export type { Clock } from "./clock.ts";
export { wallClock } from "./clock.ts";
export { deviceNamed } from "./description.ts";
export * from "./hosting.ts";
export { lockFolder } from "./lock.ts";
export * from "./made.ts";
export * from "./refusal.ts";
export * from "./serve.ts";
export type { Tone } from "./sounder.ts";
