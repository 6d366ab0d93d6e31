// SPDX-License-Identifier: Apache-2.0
/** What is read of the radar: the list, a patient's hand-over packet, the calendar feed. */

import type { Instant } from "@cisterna/quantity";
import { print, printInstant } from "@cisterna/quantity";
import { FORMULARY, pumpOf } from "@cisterna/therapy";
import { shownLine, shownReservoir } from "../course/line.ts";
import type { ImplantState } from "../course/patient.ts";
import { type Practice, standingOf, view } from "../course/standing.ts";
import { count, mapping, word } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import { expectedNow, planRunning, type Subject } from "../visit/case.ts";
import { fluidInLine } from "../visit/passing.ts";
import { shownDoses, shownPlan } from "../visit/shown.ts";
import { radarOf, radarOfPatient } from "./practice.ts";
import { BANDS, type Band, type Urgency } from "./watch.ts";

type Tally = Readonly<Record<Band, number>>;

const counted = (list: readonly Urgency[]): Tally => {
  const counts = Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>;
  for (const { band } of list) counts[band] += 1;
  return counts;
};

const tallies = new WeakMap<readonly Urgency[], Tally>();

/** How many implants stand in each band; counted once for a list. */
const tally = (list: readonly Urgency[]): Tally => {
  const counts = tallies.get(list) ?? counted(list);
  tallies.set(list, counts);
  return counts;
};

const MOST = 20_000;

/** Every implant of the clinic by urgency. */
export const radarPage = view({
  name: "radar",
  subject: "clinic",
  about: "Every implant by its worst-case empty date: band, reasons, next action",
  who: [...CARING, "administrator"],
  asks: mapping(
    {
      band: word("One band alone", BANDS).optional(),
      most: count("Rows at most", { from: 1, upto: MOST }).optional(),
    },
    "Which rows",
  ),
  read: (practice, { now, asked }) => {
    const list = radarOf(practice, now);
    if (list === null) return { as_of: printInstant(now), configured: false, bands: {}, rows: [] };
    const { band, most = MOST } = asked;
    const rows = band === undefined ? list : list.filter((each) => each.band === band);
    return {
      as_of: printInstant(now),
      configured: true,
      bands: tally(list),
      rows: rows.length <= most ? rows : rows.slice(0, most),
    };
  },
});

const dangersOf = ({ running }: ImplantState) =>
  (running?.reservoir.drugs ?? []).map(({ drug, concentration }) => ({
    drug,
    concentration,
    family: FORMULARY.get(drug)?.family ?? null,
  }));

const packetOf = (subject: Subject, now: Instant) => {
  const { implant } = subject;
  const { running, entry } = implant;
  const plan = running === null ? null : planRunning(subject, running);
  const expected = implant.emptied ? null : expectedNow(subject, now);
  const { mri, name, maker, programmable } = pumpOf(entry.pump.model);
  return {
    implant: entry,
    pump: { name, maker, mri, programmable },
    line: shownLine(entry),
    reservoir: shownReservoir(entry),
    in_line: fluidInLine(subject, now),
    running,
    plan: plan === null ? null : { ...shownPlan(plan), ...shownDoses(plan.of, plan.doses) },
    expected_now: expected === null ? null : print(expected, "mL"),
    drugs: dangersOf(implant),
    refills: implant.refills.slice(-6),
    scan: implant.scan,
  };
};

/** Everything that another clinic needs to take over a patient. */
export const handOverPacket = view({
  name: "hand-over-packet",
  subject: "patient",
  about: "Everything that another clinic needs to take over: contents, program, dates, open tasks",
  who: CARING,
  asks: mapping({}, "Nothing"),
  read: (practice: Practice, { now, patient: id }) => {
    const { patient, clinic } = standingOf(practice, id);
    if (patient.person === null || id === null) return null;
    const implants = patient.implants.filter(({ explant }) => explant === null);
    return {
      as_of: printInstant(now),
      clinic: { name: clinic.settings?.name ?? null, phone: clinic.settings?.phone ?? null },
      person: patient.person,
      handed_over: patient.handedOver,
      implants: implants.map((implant) => packetOf({ id, patient, implant }, now)),
      urgency: radarOfPatient(practice, { id, patient }, now),
      tasks: patient.tasks.filter(({ closed }) => closed === null),
      complications: patient.complications,
      trials: patient.trials,
      notices: clinic.notices.filter(({ models }) =>
        implants.some(({ entry }) => models.includes(entry.pump.model)),
      ),
    };
  },
});
