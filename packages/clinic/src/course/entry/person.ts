// SPDX-License-Identifier: Apache-2.0
/** Entries about the person: who the patient is and whom to call. */
import type { z } from "zod";
import { amount, day, line, list, mapping, word } from "../../fact/field.ts";

const contact = mapping(
  {
    name: line("Who"),
    relation: line("What they are to the patient").optional(),
    phone: line("Where they are reached"),
  },
  "Somebody to call",
);

/** What is known of a patient. */
export const person = mapping(
  {
    name: line("Name as the patient gives it"),
    born: day("Day of birth"),
    sex: word("Administrative sex", ["female", "male", "other", "unknown"]).optional(),
    weight: amount("Body weight", "mass").optional(),
    tolerance: word("Whether the patient has been taking opioids", [
      "naive",
      "tolerant",
    ]).optional(),
    identifiers: list(
      mapping(
        {
          system: line("Whose numbering, as an address or a name"),
          value: line("The number"),
        },
        "A number under which others know the patient",
      ),
      "Numbers under which others know the patient",
    ).optional(),
    phone: line("Where the patient is reached").optional(),
    language: line("Language for the patient's sheet, such as en").optional(),
    allergies: list(line("To what"), "Known allergies", { empty: true }).optional(),
    contacts: list(contact, "Whom to call", { empty: true }).optional(),
  },
  "A patient of the clinic",
);

/** What is known of a patient. */
export type PersonEntry = z.output<typeof person>;

/** A change of what is known: the keys that are there replace, the others stay. */
export const personChange = person.partial();
