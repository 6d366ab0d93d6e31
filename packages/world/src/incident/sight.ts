// SPDX-License-Identifier: Apache-2.0
/**
 * Sights: what must be seen of an incident, against what was. A broken expectation says what was
 * found in its place.
 */
import { type Controller, datesOf, modeOf, runningRate, signalOf } from "@cisterna/pump";
import {
  assert,
  type Dimension,
  durationOf,
  exceeds,
  flowOfPulses,
  inNanolitres,
  type Milliseconds,
  milliseconds,
  minus,
  nanolitres,
  print,
  type Quantity,
  type Volume,
  volumeOf,
} from "@cisterna/quantity";
import { reconcile } from "@cisterna/therapy";
import { massAcross, type Volumes } from "../line.ts";
import type { Between, Expected, Incident, Seen, Sight } from "./incident.ts";
import { type Lived, lived, type Picture } from "./stage.ts";

type Of<K extends Seen["kind"]> = Extract<Seen, { readonly kind: K }>;

/** What of an expectation was found; `holds` says whether it is what was expected. */
type Found = Omit<Sight, "that">;

/** Moments that an expectation looks at. */
const momentsOf = (seen: Seen): readonly Milliseconds[] => {
  switch (seen.kind) {
    case "mode":
    case "flow":
    case "heard":
    case "inside":
    case "replacement":
    case "reconciled":
      return [seen.at];
    case "event":
    case "alarm":
    case "delivered":
    case "moved":
    case "at-tip":
      return [seen.from, seen.upto];
    case "judged":
      return [];
  }
};

const pictureAt = ({ pictures }: Lived, at: number): Picture => {
  const picture = pictures.get(at);
  assert(picture !== undefined, "every moment that is asked about was looked at", { at });
  return picture;
};

const within = <D extends Dimension>(
  value: Quantity<D>,
  { least, most }: Expected<Quantity<D>>,
): boolean => !exceeds(least, value) && !exceeds(value, most);

const eventFound = (life: Lived, seen: Of<"event">): Found => {
  const inTime = life.log.filter(({ at }) => at >= seen.from && at <= seen.upto);
  const found = inTime.some(
    (event) =>
      event.kind === seen.event &&
      (seen.because === null ||
        (event.kind === "refused" && event.refusals.some(({ kind }) => kind === seen.because))),
  );
  const kinds = [...new Set(inTime.map(({ kind }) => kind))].join(", ");
  return { holds: found === seen.happens, found: kinds === "" ? "no event" : kinds };
};

const alarmFound = (life: Lived, { from, upto, fault, happens }: Of<"alarm">): Found => {
  const alarms = life.log.flatMap((event) =>
    event.kind === "fault-found" && event.at >= from && event.at <= upto ? [event.fault] : [],
  );
  const names = [...new Set<string>(alarms)];
  const found = names.length === 0 ? "no alarm" : names.join(", ");
  return { holds: names.includes(fault) === happens, found };
};

const heardFound = (life: Lived, { at, fault }: Of<"heard">): Found => {
  const signal = signalOf(pictureAt(life, at).pump, at);
  return { holds: (signal?.fault ?? null) === fault, found: signal?.fault ?? "silence" };
};

const replacementFound = (life: Lived, { at, within: expected }: Of<"replacement">): Found => {
  const { replaceBy } = datesOf(pictureAt(life, at).pump);
  if (replaceBy === null) return { holds: false, found: "no date" };
  const left = durationOf(milliseconds(Math.max(0, replaceBy - at)));
  return { holds: within(left, expected), found: print(left, "d") };
};

const ofVolume = (volume: Volume, expected: Expected<Volume>): Found => ({
  holds: within(volume, expected),
  found: print(volume, "mL"),
});

/** Volume that truly left the reservoir through the mechanism in a span. */
const movedIn = (life: Lived, { from, upto }: Between): Volume =>
  volumeOf(nanolitres(pictureAt(life, upto).moved - pictureAt(life, from).moved));

/** Volume that by the pump's own account left it in a span. */
const volumeIn = (life: Lived, { from, upto }: Between): Volume => {
  const [before, after] = [pictureAt(life, from).pump, pictureAt(life, upto).pump];
  const count = after.delivered.pulses - before.delivered.pulses;
  return volumeOf(nanolitres(count * after.device.pulse));
};

/** Volume of each fluid that left the tip in a span. */
const tipIn = (life: Lived, { from, upto }: Between): Volumes => {
  const [before, after] = [pictureAt(life, from).tip, pictureAt(life, upto).tip];
  return after.map((volume, fluid) => nanolitres(volume - (before[fluid] ?? 0)));
};

const atTipFound = (life: Lived, seen: Of<"at-tip">): Found => {
  const mass = massAcross(life.fluids, seen.drug, tipIn(life, seen));
  return { holds: within(mass, seen.mass), found: print(mass, "mg") };
};

/** The pump's own account of a fill, against what the needle found. */
const reconciledFound = (life: Lived, { plan }: Incident, seen: Of<"reconciled">): Found => {
  const { pump, inside } = pictureAt(life, seen.at);
  const { reservoir, residual } = plan.constants;
  const refill = life.log.findLast((event) => event.kind === "refilled" && event.at <= seen.at);
  const filled = volumeOf(
    refill?.kind === "refilled"
      ? refill.volume
      : inNanolitres(minus(plan.of.reservoir.volume, residual), "down"),
  );
  const { verdicts } = reconcile({
    filled,
    programmed: minus(filled, volumeOf(pump.reservoir)),
    aspirated: volumeOf(inside),
    reservoir,
  });
  const kinds = verdicts.map(({ kind }) => kind);
  return { holds: kinds.includes(seen.verdict), found: kinds.join(", ") };
};

const foundOf = (life: Lived, incident: Incident, seen: Seen): Found => {
  switch (seen.kind) {
    case "event":
      return eventFound(life, seen);
    case "mode": {
      const mode = modeOf(pictureAt(life, seen.at).pump);
      return { holds: mode === seen.mode, found: mode };
    }
    case "flow": {
      const { pump } = pictureAt(life, seen.at);
      const flow = flowOfPulses(runningRate(pump), pump.device.pulse);
      return { holds: within(flow, seen.flow), found: print(flow, "mL/d") };
    }
    case "alarm":
      return alarmFound(life, seen);
    case "heard":
      return heardFound(life, seen);
    case "delivered":
      return ofVolume(volumeIn(life, seen), seen.volume);
    case "moved":
      return ofVolume(movedIn(life, seen), seen.volume);
    case "inside":
      return ofVolume(volumeOf(pictureAt(life, seen.at).inside), seen.volume);
    case "replacement":
      return replacementFound(life, seen);
    case "at-tip":
      return atTipFound(life, seen);
    case "judged": {
      const said = seen.found.includes(seen.check);
      return { holds: said, found: seen.found.join(", ") };
    }
    case "reconciled":
      return reconciledFound(life, incident, seen);
  }
};

/** Every incident is watched by the laws of the storm besides. */
const lawful = ({ violations }: Lived): Sight => ({
  that: "No law of the storm is broken.",
  holds: violations.length === 0,
  found: violations.map(({ law }) => law).join(", ") || "none",
});

/**
 * Lives through an incident and looks. `controller` is for tests of broken ones.
 * Law: equal incidents give equal sights.
 */
export const sightsOf = (incident: Incident, controller?: Controller): readonly Sight[] => {
  const life = lived(incident, incident.seen.flatMap(momentsOf), controller);
  return [
    ...incident.seen.map((seen) => ({ that: seen.that, ...foundOf(life, incident, seen) })),
    lawful(life),
  ];
};
