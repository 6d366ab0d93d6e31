// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of the protocol file: a drug given without a pump and sampled, as in a published
 * study. Names of subjects, drugs and sites are the body's; it refuses those it does not know.
 */
import { LARGEST_SEED, MOST_MEMBERS } from "@cisterna/body";
import type { Duration } from "@cisterna/quantity";
import { accepted, refused } from "@cisterna/quantity";
import { z } from "zod";
import {
  countField,
  freeTextField,
  list,
  mapping,
  oneGroupOf,
  quantityField,
  textField,
} from "./field.ts";

/** A population in place of one person. */
export const population = mapping(
  {
    population: freeTextField("Name of the population"),
    seed: countField("Seed of the draw", { from: 0, upto: LARGEST_SEED }),
    members: countField("How many persons", { from: 1, upto: MOST_MEMBERS }),
  },
  "A population in place of one person",
);

const time = (about: string) => quantityField(about, "time", { zero: true });

const give = mapping(
  {
    at: freeTextField("Where: a vertebral level, cisterna-magna or ventricle"),
    dose: quantityField("Mass of a bolus", "mass").optional(),
    volume: quantityField("Volume of the bolus", "volume").optional(),
    over: time("Time over which the bolus is given").optional(),
    rate: quantityField("Dose per time of an infusion", "dose-rate").optional(),
    flow: quantityField("Flow of the infusion", "flow").optional(),
    for: quantityField("How long the infusion runs", "time").optional(),
  },
  "What is given and where: a bolus (dose, volume, over) or an infusion (rate, flow, for)",
).meta(oneGroupOf(["dose", "volume", "over"], ["rate", "flow"]));

const window = z
  .tuple([time("Start of the window"), time("End of the window")], {
    error: () => "a list of two times, from and to",
  })
  .transform(([from, upto]): { readonly from: Duration; readonly upto: Duration } => ({
    from,
    upto,
  }))
  .meta({ description: "Window over which the half-life is fitted" });

const sampling = mapping(
  {
    site: freeTextField("A vertebral level, cisterna-magna, convexity, ventricle or plasma"),
    at: list(time("Time after the start of giving"), "Times of single samples").optional(),
    every: quantityField("Time from one sample to the next", "time").optional(),
    until: quantityField("Time of the last sample", "time").optional(),
    half_life: window.optional(),
    arrival: quantityField("Share of the fully mixed concentration", "ratio").optional(),
  },
  "What is sampled at one site",
).meta({ dependentRequired: { every: ["until"], until: ["every"] } });

const steady = textField<boolean>({
  about: "The steady state of an infusion in place of its course",
  accepted: "true or false",
  json: { type: "boolean" },
  read: (text) =>
    text === "true" || text === "false"
      ? accepted(text === "true")
      : refused({ kind: "unknown-word", accepted: "true or false" }),
});

/** The protocol file. */
export const protocolFile = mapping(
  {
    subject: z.union([freeTextField("Name of the person"), population], {
      error: () => "the name of a person, or a mapping with population, seed, members",
    }),
    drug: freeTextField("A drug of the formulary or a tracer"),
    give,
    sample: list(sampling, "What is sampled, in order"),
    steady: steady.optional(),
  },
  "A drug given without a pump and sampled, as in a published study",
);

/** A read protocol file, before it is put into the words of `body`. */
export type ProtocolFile = z.output<typeof protocolFile>;
