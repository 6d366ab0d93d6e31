// SPDX-License-Identifier: Apache-2.0
/**
 * Draft: the passport of what runs in an implant, before it is signed. It states what the record
 * knows; where the record does not know what is in the pump, there is none.
 */
import { type Disclosed, fromWire, type Passport, passportOf, toWire } from "@cisterna/passport";
import { accepted, type Instant, type NonEmpty, type Result, refused } from "@cisterna/quantity";
import type { Settings } from "../course/clinic.ts";
import type { ImplantState, Running } from "../course/patient.ts";
import { programToRecord } from "../course/rule.ts";
import { type Refusal, refusal } from "../fact/refusal.ts";
import { planRunning, type Subject } from "../visit/case.ts";
import { instantFrom } from "../visit/written.ts";

/** A passport before it is signed, and the visit since which what it states runs. */
type Draft = { readonly passport: Passport; readonly visit: string };

/** What a draft is made of beside the implant. */
type Making = {
  readonly settings: Settings | null;
  readonly now: Instant;
  readonly id: string;
  readonly shows: readonly string[];
};

const no = (kind: Refusal["kind"], words: { read: string; accepted: string }) =>
  refused(refusal(kind, "implant", words));

const sooner = (one: Instant, other: Instant): Instant =>
  other.epochMs < one.epochMs ? other : one;

/** The soonest of all that makes a refill due: the plan's date, and the fluid's own age. */
const dueOf = (due: Instant, { due: said, wear }: Running): Instant =>
  [said, ...(wear.stable === undefined ? [] : [wear.stable])].map(instantFrom).reduce(sooner, due);

const disclosed = ({ id, patient }: Subject, shows: readonly string[]): Disclosed => ({
  name: shows.includes("name") ? (patient.person?.name ?? null) : null,
  born: shows.includes("born") ? (patient.person?.born ?? null) : null,
  id: shows.includes("id") ? id : null,
});

/** A passport that every reader reads: what does not fit into its fields is refused here. */
const readable = (passport: Passport): Result<Passport, Refusal> => {
  const read = fromWire(toWire(passport));
  if (read.ok) return accepted(passport);
  const fields = read.refusals.map((each) => ("field" in each ? each.field : each.kind));
  return no("out-of-range", {
    read: fields.join(", "),
    accepted: "a name and a telephone of the clinic, and a name of the patient, of at most 80",
  });
};

const standing = ({ running, emptied }: ImplantState): Running | null => (emptied ? null : running);

const openVisit = ({ patient, implant }: Subject): string | undefined =>
  patient.visits.find(({ end, implant: of }) => end === null && of === implant.entry.implant)
    ?.visit;

const unknown = (implant: string): { readonly ok: false; readonly refusals: NonEmpty<Refusal> } =>
  no("not-there", {
    read: implant,
    accepted: "an implant of which the record knows what is in it and what runs",
  });

/**
 * The passport of an implant as of now. Refuses: a clinic without a telephone; an implant of which
 * nobody knows what is in it; one in the middle of a visit; one that was programmed since, and the
 * record does not know how; what no reader could read.
 */
export const draftOf = (subject: Subject, making: Making): Result<Draft, Refusal> => {
  const { settings, now, id, shows } = making;
  const { implant } = subject.implant.entry;
  const running = standing(subject.implant);
  const open = openVisit(subject);
  if (settings === null) {
    return no("not-there", { read: "", accepted: "configure-clinic first: name and telephone" });
  }
  if (open !== undefined) {
    return no("unit-of-work-unfinished", {
      read: open,
      accepted: `${open} committed or abandoned first`,
    });
  }
  const programmed = programToRecord(subject.patient, implant);
  if (programmed !== undefined) {
    return no("unit-of-work-unfinished", {
      read: programmed.because,
      accepted: "that program brought into the record first, by a visit of programming",
    });
  }
  if (running === null) return unknown(implant);
  const plan = planRunning(subject, running);
  if (plan === null) return unknown(implant);
  const made = passportOf(plan, {
    id,
    issued: now,
    issuer: { name: settings.name, phone: settings.phone },
    patient: disclosed(subject, shows),
  });
  if (!made.ok) {
    const [{ drug }] = made.refusals;
    return no("out-of-range", { read: drug, accepted: "a concentration of whole ng/mL" });
  }
  const { due } = made.value;
  const passport = readable({ ...made.value, due: dueOf(due, running) });
  return passport.ok ? accepted({ passport: passport.value, visit: running.visit }) : passport;
};
