// SPDX-License-Identifier: Apache-2.0
/**
 * The patient's own sheet, in plain words and large letters: what is in the pump, when the next
 * refill is, what can be dangerous, whom to call.
 */
import type { Part } from "@cisterna/paper";
import { printDay } from "@cisterna/quantity";
import { type Drug, FORMULARY, pumpOf } from "@cisterna/therapy";
import type { ImplantState, Running } from "../course/patient.ts";
import { id } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import { instantFrom } from "../visit/written.ts";
import { fact, facts, notice, part, toned } from "./block.ts";
import { implantAsked } from "./prescription.ts";
import { asking, type Citing, citing, type Page, report, sheetOf } from "./report.ts";
import { type Shown, shownRunning, subjectIn } from "./therapy.ts";
import type { Voice } from "./voice.ts";

const contents = (page: Page, shown: Shown | null): readonly Part[] => {
  const { says, name, printed } = page.voice;
  if (shown === null) {
    return part(says.whatIsIn, notice("danger", says.unknownContents, says.unknownContentsLine));
  }
  const rows = shown.doses.map(({ drug, concentration, per_day }) =>
    fact(
      name("drugs", drug),
      says.gives(printed(per_day.replace("/d", ""))),
      `(${printed(concentration)})`,
    ),
  );
  return part(says.whatIsIn, facts(...rows));
};

const asked = ({ voice }: Page, running: Running | null): readonly Part[] => {
  const order = running?.prescription.on_demand;
  if (order === undefined) return [];
  const { says, amount } = voice;
  const text = says.mayAskText(
    amount(order.dose, "mass"),
    amount(order.lockout, "time"),
    order.per_day,
  );
  return part(says.mayAsk, { kind: "prose", text });
};

const refill = (page: Page, implant: ImplantState): readonly Part[] => {
  const { says, day, moment } = page.voice;
  const { running, entry } = implant;
  if (running === null) return [];
  const next = page.standing.patient.appointments
    .filter((each) => each.outcome === "open" && each.kind === "refill")
    .filter((each) => each.implant === undefined || each.implant === entry.implant)
    .filter(({ at }) => instantFrom(at).epochMs >= page.now.epochMs)
    .toSorted((a, b) => instantFrom(a.at).epochMs - instantFrom(b.at).epochMs)[0];
  return part(
    says.nextRefill,
    facts(
      toned(isPast(page, running.due) ? "danger" : "caution", fact(says.comeBy, day(running.due))),
      toned(
        next === undefined ? "caution" : "plain",
        fact(says.booked, next === undefined ? says.noAppointment : moment(next.at)),
      ),
    ),
    notice("danger", says.beforeDry, says.beforeDryLine),
  );
};

const isPast = ({ now }: Page, due: string): boolean => due.slice(0, 10) < printDay(now);

/** What is known of too much of a drug and of its sudden stop, each with its source. */
export const dangerFacts = (drug: Drug, cite: Citing, { says, name }: Voice) => {
  const { overdose, abruptStop, id: drugId } = drug;
  const called = name("drugs", drugId);
  const treated =
    overdose === null
      ? says.nothingRead
      : [
          says.antidotes[overdose.antidote],
          ...overdose.measures.map((each) => name("measures", each)),
        ].join("; ");
  return [
    toned(
      "danger",
      fact(says.tooMuch(called), treated, overdose === null ? "" : cite.mark(overdose.source)),
    ),
    toned(
      abruptStop?.danger === "none-known" ? "plain" : "danger",
      fact(
        says.sudden(called),
        abruptStop === null ? says.nothingRead : name("dangers", abruptStop.danger),
        abruptStop === null ? "" : cite.mark(abruptStop.source),
      ),
    ),
  ];
};

/** What is known of a pump in the magnet. */
export const magnetFacts = ({ entry }: ImplantState, cite: Citing, { says, name }: Voice) => {
  const { mri } = pumpOf(entry.pump.model);
  return mri.length === 0
    ? [toned("caution", fact(says.magnetTitle, says.magnetNothing))]
    : mri.map(({ behaviour, tesla, source }) =>
        toned(
          behaviour === "empty-before" ? "danger" : "plain",
          fact(
            says.magnetTitle,
            name("magnet", behaviour),
            [tesla.map((each) => `${each} T`).join(", "), cite.mark(source)].join(" ").trim(),
          ),
        ),
      );
};

/** The drugs of a fluid that the formulary knows. */
export const drugsIn = (running: Running | null): readonly Drug[] =>
  (running?.reservoir.drugs ?? [])
    .map(({ drug }) => FORMULARY.get(drug))
    .filter((each) => each !== undefined);

const calls = ({ standing, clinic, voice: { says } }: Page): readonly Part[] => {
  const { settings } = standing.clinic;
  const { contacts = [] } = standing.patient.person ?? {};
  return part(
    says.callTitle,
    facts(
      fact(settings?.name ?? clinic, settings?.phone ?? says.notKnown),
      ...contacts.map(({ name, phone, relation }) => fact(name, phone, relation ?? "")),
    ),
  );
};

/** The patient's own sheet. */
export const patientSheet = report({
  name: "patient-sheet",
  subject: "patient",
  about: "The patient's own sheet as a PDF, in plain words: contents, next refill, whom to call",
  who: [...CARING, "patient"],
  asks: asking({ implant: id("The implant; left out, the last one that is in").optional() }),
  write: (page, { implant: name }) => {
    const implant = implantAsked(page, name);
    if (implant === undefined) return null;
    const { running } = implant;
    const { voice } = page;
    const { says } = voice;
    const cite = citing();
    const shown = running === null ? null : shownRunning(subjectIn(page, implant), running);
    const dangers = drugsIn(running).flatMap((drug) => dangerFacts(drug, cite, voice));
    return sheetOf(page, {
      title: says.yourPump,
      subtitle: says.yourPumpOf(page.standing.patient.person?.name ?? ""),
      large: true,
      citing: cite,
      parts: [
        calls(page),
        refill(page, implant),
        contents(page, shown),
        asked(page, running),
        part(says.forTreaters, facts(...dangers, ...magnetFacts(implant, cite, voice))),
        part(says.always, { kind: "steps", items: says.alwaysItems }),
      ],
    });
  },
});
