// SPDX-License-Identifier: Apache-2.0
/**
 * What a pump is told on the bench: one program for each mode that it has, scaled to its own
 * reservoir and flows. The device's constants flow in, programs made in the usual way flow out. The
 * proportions are ours: they exercise a mode and are no prescription for anybody.
 */
import {
  DAY,
  type DoseRate,
  doseFor,
  type Flow,
  flowOver,
  type Instant,
  inNanolitres,
  isNone,
  later,
  type Mass,
  type Milliseconds,
  massIn,
  milliseconds,
  minus,
  type Nanolitres,
  quantity,
  rational,
  same,
  times,
  volumeOver,
} from "@cisterna/quantity";
import {
  type CompletePump,
  type Fluid,
  type Mode,
  type Prescription,
  type Program,
  programOf,
  WEEKDAYS,
} from "@cisterna/therapy";

/** One thing that a pump is told on the bench. `name` is unique among those of a pump. */
export type Trial = {
  readonly name: string;
  readonly mode: Mode;
  readonly program: Program;
  readonly pulse: Nanolitres;
  /** When the button is pressed, after the start. */
  readonly presses: readonly Milliseconds[];
};

/** With one milligram in a millilitre a dose and its flow are the same number. */
const CONCENTRATION = quantity("1 mg/mL", "concentration");
const FLUID: Fluid = [{ drug: "morphine", concentration: CONCENTRATION }];
const START: Instant = { epochMs: 0, offsetMinutes: 0 };

/** The flow that a pump is usually run at: a full reservoir lasts so long. */
const USUALLY_LASTS = quantity("90 d", "time");

const share = (numerator: number, denominator: number) =>
  rational(BigInt(numerator), BigInt(denominator));

/** The usual flow of a pump. */
export const usualFlow = ({ constants }: CompletePump): Flow => {
  const { reservoir, residual, minimumFlow, maximumFlow } = constants;
  return same(minimumFlow, maximumFlow)
    ? minimumFlow
    : flowOver(minus(reservoir, residual), USUALLY_LASTS);
};

const doseAt = (flow: Flow, part = share(1, 1)): DoseRate =>
  doseFor(times(flow, part), CONCENTRATION);

/** A part of what a flow gives in a day. */
const portionOf = (flow: Flow, part: ReturnType<typeof share>): Mass =>
  massIn(times(volumeOver(flow, DAY), part), CONCENTRATION);

const plain = (flow: Flow, part?: ReturnType<typeof share>): Prescription => ({
  doseOf: "morphine",
  basal: { kind: "continuous", dose: doseAt(flow, part) },
  periodic: null,
  onDemand: null,
  single: null,
  titration: [],
  transition: null,
  onFault: "hold",
  confirmed: [],
});

/** Five quarters of the usual flow by day, half of it by night. */
const patterned = (flow: Flow): Prescription => ({
  ...plain(flow),
  basal: {
    kind: "pattern",
    steps: [
      { from: 6 * 60, dose: doseAt(flow, share(5, 4)), days: WEEKDAYS },
      { from: 22 * 60, dose: doseAt(flow, share(1, 2)), days: WEEKDAYS },
    ],
  },
});

/** Half of the usual flow, the other half as four boluses a day. */
const periodic = (flow: Flow): Prescription => ({
  ...plain(flow, share(1, 2)),
  periodic: {
    dose: portionOf(flow, share(1, 8)),
    over: quantity("30 min", "time"),
    every: quantity("6 h", "time"),
    first: 3 * 60,
  },
});

/** The usual flow, and a bolus of one hour of it whenever the button is pressed. */
const onDemand = (flow: Flow): Prescription => ({
  ...plain(flow),
  onDemand: {
    dose: portionOf(flow, share(1, 24)),
    over: quantity("15 min", "time"),
    lockout: quantity("2 h", "time"),
    perDay: 12,
  },
});

/** A quarter of a day's volume at the beginning. */
const single = (flow: Flow): Prescription => ({
  ...plain(flow),
  single: { dose: portionOf(flow, share(1, 4)), over: quantity("1 h", "time") },
});

/** Half of the usual flow for twelve hours, then all of it. */
const titrated = (flow: Flow): Prescription => ({
  ...plain(flow, share(1, 2)),
  titration: [{ at: later(START, quantity("12 h", "time")), basal: plain(flow).basal }],
});

type Told = {
  readonly name: string;
  readonly mode: Mode;
  readonly prescription: Prescription;
  readonly transition?: "prime" | "bridge";
  readonly presses?: readonly Milliseconds[];
};

const HOURS = 3_600_000;
/** Four presses in a day, none at an edge of anything. */
const PRESSES = [2.5, 7.1, 13.3, 20.9].map((hour) => milliseconds(Math.round(hour * HOURS)));

const toldTo = (pump: CompletePump): readonly Told[] => {
  const { minimumFlow, maximumFlow } = pump.constants;
  const flow = usualFlow(pump);
  const usual = plain(flow);
  const all: readonly Told[] = [
    ...(isNone(minimumFlow) || same(minimumFlow, flow)
      ? []
      : [{ name: "least", mode: "continuous", prescription: plain(minimumFlow) } as const]),
    { name: "usual", mode: "continuous", prescription: usual },
    ...(same(maximumFlow, flow)
      ? []
      : [{ name: "most", mode: "continuous", prescription: plain(maximumFlow) } as const]),
    { name: "pattern", mode: "pattern", prescription: patterned(flow) },
    { name: "periodic", mode: "periodic", prescription: periodic(flow) },
    { name: "on-demand", mode: "on-demand", prescription: onDemand(flow), presses: PRESSES },
    { name: "single", mode: "single", prescription: single(flow) },
    { name: "titration", mode: "titration", prescription: titrated(flow) },
    { name: "prime", mode: "prime", prescription: usual, transition: "prime" },
    { name: "bridge", mode: "bridge", prescription: usual, transition: "bridge" },
  ];
  return all.filter(({ mode }) => pump.modes.includes(mode));
};

/** Through the pump's tubing: a prime at full speed, a bridge a quarter above the usual flow. */
const transitionOf = ({ constants }: CompletePump, kind: "prime" | "bridge", flow: Flow) => ({
  kind,
  volume: constants.tubing,
  rate: kind === "prime" ? constants.maximumFlow : times(flow, share(5, 4)),
});

/** Everything that a pump is told on the bench, one trial for each mode that it has. */
export const trialsOf = (pump: CompletePump): readonly Trial[] => {
  const { minimumFlow, maximumFlow } = pump.constants;
  const pulse = inNanolitres(pump.constants.pulse, "nearest");
  return toldTo(pump).map(({ name, mode, prescription, transition, presses = [] }) => ({
    name,
    mode,
    pulse,
    presses,
    program: programOf({
      prescription,
      onFault: "hold",
      fluid: FLUID,
      scale: { pulse, concentration: CONCENTRATION },
      start: START,
      range: { least: minimumFlow, most: maximumFlow },
      transition: transition === undefined ? null : transitionOf(pump, transition, usualFlow(pump)),
    }),
  }));
};
