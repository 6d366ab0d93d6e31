// SPDX-License-Identifier: Apache-2.0
/**
 * The picture of how a bolus of In-DTPA climbs: the fluid at three places over two hours, the share
 * at which a camera first sees it, and when it did.
 */
import { CALIBRATED, canalVolume, MEASUREMENTS, referenceAdult, runProtocol } from "@cisterna/body";
import { quantity } from "@cisterna/quantity";

const PLACES = [
  {
    site: "T6",
    id: "chamberlain1998-lumbar-thoracic",
    name: "thoracic",
    lift: 0,
    colour: "#1f5fa8",
  },
  {
    site: "C4",
    id: "chamberlain1998-lumbar-cervical",
    name: "cervical",
    lift: -5,
    colour: "#2a7d4f",
  },
  {
    site: "cisterna-magna",
    id: "chamberlain1998-lumbar-cisterna-magna",
    name: "cisterna magna",
    lift: 7,
    colour: "#b3400f",
  },
] as const;

const [WIDTH, HEIGHT] = [760, 380];
const [LEFT, RIGHT, TOP, BOTTOM] = [60, 120, 24, 44];
const MINUTES = 90;
const [LEAST, MOST] = [0.001, 2];

const across = (minutes: number): string =>
  (LEFT + (minutes / MINUTES) * (WIDTH - LEFT - RIGHT)).toFixed(1);

const up = (share: number): string => {
  const within = Math.min(Math.max(share, LEAST), MOST);
  const part = Math.log(within / LEAST) / Math.log(MOST / LEAST);
  return (HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)).toFixed(1);
};

type Curve = { readonly minutes: readonly number[]; readonly shares: readonly number[] };

const DOSE_MCG = 1000;

/** The fluid at each place as a share of what it would be, mixed into the whole canal. */
const curves = (): readonly Curve[] => {
  const time = (text: string) => quantity(text, "time");
  const found = runProtocol({
    subject: { kind: "one", name: referenceAdult.name },
    drug: "in-dtpa",
    give: {
      kind: "bolus",
      dose: quantity("1 mg", "mass"),
      at: "L3",
      volume: quantity("1 mL", "volume"),
      over: time("1 min"),
    },
    sample: PLACES.map(({ site }) => ({
      site,
      at: [],
      series: { every: time("1 min"), until: time(`${MINUTES} min`) },
      halfLife: null,
      arrival: null,
    })),
    steady: false,
  });
  if (!found.ok) throw new RangeError(JSON.stringify(found.refusals));
  const mixed = DOSE_MCG / canalVolume(referenceAdult);
  return found.value.samples.map(({ hours, concentrations }) => ({
    minutes: hours.map((hour) => hour * 60),
    shares: concentrations.map((value) => value / mixed),
  }));
};

const measuredAt = (id: string): number => {
  const value = MEASUREMENTS.find((each) => each.id === id)?.expected[0]?.value;
  if (typeof value !== "number") throw new RangeError(id);
  return value;
};

const placed = ({ id, name, lift, colour }: (typeof PLACES)[number], curve: Curve): string => {
  const points = curve.minutes.flatMap((at, index) => {
    const share = curve.shares[index] ?? 0;
    return share < LEAST ? [] : [`${across(at)},${up(share)}`];
  });
  const last = curve.shares.at(-1) ?? LEAST;
  const seen = across(measuredAt(id));
  const threshold = up(CALIBRATED.cameraThreshold);
  return `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.join(" ")}"/>
<text x="${across(MINUTES)}" y="${up(last)}" dx="8" dy="${4 + lift}" fill="${colour}">${name}</text>
<circle cx="${seen}" cy="${threshold}" r="5" fill="#ffffff" stroke="${colour}" stroke-width="2"/>`;
};

const axes = (): string => {
  const times = [0, 15, 30, 45, 60, 75, 90].map(
    (at) => `<text x="${across(at)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${at}</text>`,
  );
  const shares = [0.001, 0.01, 0.1, 1].map(
    (share) =>
      `<line x1="${LEFT}" y1="${up(share)}" x2="${WIDTH - RIGHT}" y2="${up(share)}" ` +
      `stroke="#d8d8d8"/><text x="${LEFT - 8}" y="${up(share)}" dy="4" ` +
      `text-anchor="end">${share}</text>`,
  );
  return [...times, ...shares].join("\n");
};

/** The picture as SVG. */
export const arrivalPicture = (): string => {
  const all = curves();
  const threshold = up(CALIBRATED.cameraThreshold);
  const drawn = PLACES.map((place, index) => placed(place, all[index] as Curve));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" \
font-family="system-ui, sans-serif" font-size="12" role="img">
<title>A bolus of In-DTPA at L3 over 90 min at three places, and when a camera first saw it</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${axes()}
<line x1="${LEFT}" y1="${threshold}" x2="${WIDTH - RIGHT}" y2="${threshold}" stroke="#555555" \
stroke-dasharray="5 4"/>
${drawn.join("\n")}
<text x="${LEFT}" y="${TOP - 8}">share of the mixed concentration; dashed: first seen (fitted); \
rings: first seen by the camera</text>
<text x="${across(45)}" y="${HEIGHT - 8}" text-anchor="middle">minutes after a bolus at L3</text>
</svg>
`;
};
