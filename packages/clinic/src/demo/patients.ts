// SPDX-License-Identifier: Apache-2.0
/**
 * The patients of the demo clinic: invented people, each with an implant of the generic models. The
 * doses show the program and are no advice; every check that they raise is confirmed by name.
 */

/** One drug of a fluid. */
type Drug = { readonly drug: string; readonly concentration: string };

/** Doses that an invented patient may ask for. */
type OnDemand = {
  readonly dose: string;
  readonly over: string;
  readonly lockout: string;
  readonly per_day: number;
};

/** An invented patient, told by what is in the pump and since when. */
export type DemoPatient = {
  readonly id: string;
  readonly name: string;
  readonly born: string;
  readonly model: "generic-20" | "generic-40" | "generic-valve" | "generic-fixed";
  readonly drugs: readonly Drug[];
  /** What runs now. */
  readonly basal: string;
  /** What the first fill began with. */
  readonly began: string;
  readonly volume: string;
  readonly onFault: "minimum" | "stop" | "hold";
  readonly onDemand?: OnDemand;
  /** Days since the pump was filled. */
  readonly days: number;
};

type Line = readonly [
  name: string,
  born: string,
  model: DemoPatient["model"],
  drugs: string,
  basal: string,
  days: number,
];

/** Name, birth, pump, fluid (the first drug is the one doses are stated in), dose, days ago. */
const LINES: readonly Line[] = [
  ["Anna Berger", "1961-04-02", "generic-40", "morphine 10 mg/mL", "2 mg/d", 12],
  ["Bruno Keller", "1955-11-19", "generic-40", "morphine 20 mg/mL", "4 mg/d", 40],
  ["Carla Vogt", "1970-01-30", "generic-20", "baclofen 500 mcg/mL", "100 mcg/d", 55],
  ["David Roth", "1948-07-08", "generic-20", "baclofen 2000 mcg/mL", "300 mcg/d", 80],
  ["Elena Huber", "1983-03-14", "generic-40", "baclofen 1000 mcg/mL", "250 mcg/d", 21],
  ["Franz Moser", "1952-12-01", "generic-20", "morphine 10 mg/mL", "1.5 mg/d", 60],
  ["Greta Lang", "1966-09-23", "generic-valve", "morphine 10 mg/mL", "1 mg/d", 30],
  ["Hans Wolf", "1944-05-17", "generic-valve", "baclofen 1000 mcg/mL", "200 mcg/d", 70],
  ["Ida Sommer", "1978-08-05", "generic-40", "hydromorphone 5 mg/mL", "1 mg/d", 35],
  [
    "Jonas Frei",
    "1959-02-27",
    "generic-40",
    "morphine 10 mg/mL, bupivacaine 10 mg/mL",
    "2 mg/d",
    18,
  ],
  [
    "Karin Jost",
    "1963-06-11",
    "generic-40",
    "morphine 5 mg/mL, clonidine 100 mcg/mL",
    "1 mg/d",
    25,
  ],
  ["Lukas Arn", "1990-10-09", "generic-20", "baclofen 500 mcg/mL", "80 mcg/d", 10],
  ["Mara Studer", "1957-03-03", "generic-20", "morphine 10 mg/mL", "2 mg/d", 85],
  ["Nico Baum", "1972-12-24", "generic-40", "morphine 10 mg/mL", "3 mg/d", 75],
  ["Olga Hess", "1969-07-31", "generic-20", "baclofen 2000 mcg/mL", "400 mcg/d", 45],
  ["Paul Gerber", "1951-01-12", "generic-40", "hydromorphone 10 mg/mL", "2 mg/d", 50],
  ["Rosa Kunz", "1986-05-20", "generic-40", "baclofen 1000 mcg/mL", "350 mcg/d", 65],
  ["Simon Egli", "1947-09-06", "generic-20", "morphine 20 mg/mL", "3 mg/d", 33],
  ["Tina Marti", "1975-04-25", "generic-valve", "baclofen 2000 mcg/mL", "250 mcg/d", 28],
  ["Urs Zaugg", "1960-11-02", "generic-40", "morphine 10 mg/mL", "1.2 mg/d", 88],
  ["Vera Blum", "1982-02-16", "generic-20", "baclofen 1000 mcg/mL", "150 mcg/d", 15],
  [
    "Werner Senn",
    "1949-08-29",
    "generic-40",
    "morphine 20 mg/mL, bupivacaine 15 mg/mL",
    "4 mg/d",
    42,
  ],
  ["Xenia Suter", "1967-10-13", "generic-20", "hydromorphone 5 mg/mL", "0.8 mg/d", 58],
  ["Yves Nagel", "1954-06-07", "generic-40", "morphine 10 mg/mL", "2.4 mg/d", 5],
];

/** The first patient's doses on demand: those of examples/02-morphine-steady.yaml, our own. */
const ON_DEMAND: Readonly<Record<string, OnDemand>> = {
  "demo-1": { dose: "0.1 mg", over: "10 min", lockout: "2 h", per_day: 6 },
};

/** Whose dose was another one at first. */
const BEGAN: Readonly<Record<string, string>> = { "demo-14": "2.4 mg/d" };

const drugOf = (text: string): Drug => {
  const [drug = "", ...rest] = text.trim().split(" ");
  return { drug, concentration: rest.join(" ") };
};

const onDemandOf = (id: string): Pick<DemoPatient, "onDemand"> => {
  const onDemand = ON_DEMAND[id];
  return onDemand === undefined ? {} : { onDemand };
};

/** Every patient of the demo clinic. */
export const DEMO_PATIENTS: readonly DemoPatient[] = LINES.map(
  ([name, born, model, drugs, basal, days], index) => ({
    id: `demo-${index + 1}`,
    ...onDemandOf(`demo-${index + 1}`),
    name,
    born,
    model,
    drugs: drugs.split(",").map(drugOf),
    basal,
    began: BEGAN[`demo-${index + 1}`] ?? basal,
    volume: model === "generic-40" ? "40 mL" : "20 mL",
    onFault: drugs.startsWith("baclofen") ? "minimum" : "stop",
    days,
  }),
);
