// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic itself: its settings, each the clinic's own choice. Nothing here has a default that
 * acts; what a clinic has not said is asked for where it is needed.
 */
import { DRUG_IDS, WEEKDAYS } from "@cisterna/therapy";
import { z } from "zod";
import { factsAbout } from "../fact/fact.ts";
import { amount, count, day, line, list, mapping, prose, truth, word } from "../fact/field.ts";

/** Days on which the clinic is closed, first and last included. */
const closure = mapping(
  { from: day("First day"), upto: day("Last day"), why: line("Why, such as a holiday's name") },
  "Days on which the clinic is closed",
);

/** The clinic's own choices. */
export const settings = mapping(
  {
    name: line("Name of the clinic as documents show it"),
    phone: line("Where the clinic is reached at any hour"),
    alarm: amount("Reservoir volume at which a refill is due", "volume"),
    lead_time: count("Working days from an order until the drug is there", { from: 0, upto: 90 }),
    observation: amount("Least time of observation after a refill", "time"),
    book_ahead: count("Days before the due date on which an appointment has to stand", {
      from: 0,
      upto: 365,
    }),
    no_show_margin: count("Working days to be earlier for each of the last appointments missed", {
      from: 0,
      upto: 30,
    }),
    weekend: list(word("Weekday", WEEKDAYS), "Days of the week without refills", { empty: true }),
    closures: list(closure, "Days on which the clinic is closed", { empty: true }),
    controlled: list(word("Drug", DRUG_IDS), "Drugs that are kept under witness here", {
      empty: true,
    }),
    controlled_by: line("The law or list that names them").optional(),
  },
  "The clinic's own choices",
);

/** The clinic's own choices. */
export type Settings = z.output<typeof settings>;

/** A device or drug notice that somebody has to know of. */
export const notice = mapping(
  {
    notice: line("Number or title of the notice"),
    from: line("Whose notice"),
    on: day("Day of the notice"),
    models: list(line("Pump model"), "Pump models that it is about", { empty: true }),
    action: line("What has to be done"),
  },
  "A recall or safety notice",
);

/** A device or drug notice. */
export type NoticeEntry = z.output<typeof notice>;

const place = {
  drug: word("Drug of the formulary", DRUG_IDS),
  row: line("Key of the number, such as pacc-2017-maximum-dose-per-day"),
};

const quantityText = line("What the clinic's own copy says");

/** A number that somebody confirms: what stands where in the clinic's own copy of its source. */
export const confirmableNumber = mapping(
  {
    ...place,
    value: z.union([quantityText, mapping({ low: quantityText, high: quantityText }, "A range")], {
      error: () => "a quantity, or a mapping with low and high",
    }),
    differs: truth("Whether that is something else than was recalled here").optional(),
    page: line("Page of the clinic's copy"),
    acts: word("What a plan meets that breaks the number", ["refuse", "confirm"]),
  },
  "A number confirmed against the clinic's own copy of its source",
);

const confirmedNumber = confirmableNumber.extend({
  name: line("Who read it"),
  date: day("When"),
  signature: line("Account under which it was signed"),
});

/** A number that somebody confirmed. */
export type ConfirmedNumber = z.output<typeof confirmedNumber>;

/** The clinic's state. */
export type ClinicState = {
  readonly settings: Settings | null;
  readonly notices: readonly NoticeEntry[];
  /** The local formulary: numbers that act here because somebody read them. */
  readonly confirmed: readonly ConfirmedNumber[];
};

/** A clinic that has said nothing yet. */
export const EMPTY_CLINIC: ClinicState = { settings: null, notices: [], confirmed: [] };

const clinicFact = factsAbout<ClinicState>("clinic");

/** The clinic chose. */
export const clinicConfigured = clinicFact({
  kind: "clinic-configured",
  version: 1,
  payload: settings,
  evolve: (clinic, entry) => ({ ...clinic, settings: entry }),
});

/** A notice reached the clinic. */
export const noticeReceived = clinicFact({
  kind: "notice-received",
  version: 1,
  payload: notice,
  evolve: (clinic, entry) => ({ ...clinic, notices: [...clinic.notices, entry] }),
});

/** A number was confirmed against the clinic's own copy of its source. */
export const numberConfirmed = clinicFact({
  kind: "number-confirmed",
  version: 1,
  payload: confirmedNumber,
  evolve: (clinic, entry) => ({ ...clinic, confirmed: [...clinic.confirmed, entry] }),
});

/** A confirmation was taken back. */
export const numberWithdrawn = clinicFact({
  kind: "number-withdrawn",
  version: 1,
  payload: mapping({ ...place, because: prose("Why") }, "A confirmation taken back"),
  evolve: (clinic, { drug, row }) => ({
    ...clinic,
    confirmed: clinic.confirmed.filter((each) => each.drug !== drug || each.row !== row),
  }),
});
