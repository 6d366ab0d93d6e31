// SPDX-License-Identifier: Apache-2.0
/** `body PROTOCOL`: a drug given without a pump and sampled, as in a published study. */
import { type Protocol, type ProtocolRefusal, runPopulation, runProtocol } from "@cisterna/body";
import { accepted, type Result } from "@cisterna/quantity";
import { pathFrom } from "../case/problem.ts";
import { openProtocol } from "../case/protocol.ts";
import { experimentDocument, experimentText } from "../run/experiment.ts";
import { populationDocument, populationText } from "../run/population.ts";
import { type PlaceOf, protocolSentence, refusalInFile } from "../run/protocol.ts";
import { type CommandModule, done, type Outcome, operandOf } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { problemsOutcome } from "./plan.ts";

const notCarriedOut = (
  file: string,
  refusals: readonly ProtocolRefusal[],
  placeOf: PlaceOf,
): Outcome => {
  const lines = refusals.map((each) => {
    const { line, column } = placeOf(pathFrom(each.path));
    return `${file}:${line}:${column} ${each.path}: ${protocolSentence(each)}`;
  });
  return {
    status: 1,
    json: { refusals: refusals.map((each) => refusalInFile(each, placeOf)) },
    text: `${lines.join("\n")}\n`,
  };
};

/** Told how far the members of a population are, a share between 0 and 1. */
type Seen = (share: number) => void;

const inOne = (protocol: Protocol): Result<Outcome, ProtocolRefusal> => {
  const course = runProtocol(protocol);
  return course.ok
    ? accepted(done(experimentDocument(course.value), experimentText(protocol, course.value)))
    : course;
};

const inMany = (protocol: Protocol, members: number, seen: Seen) => {
  const course = runPopulation(protocol, (count) => seen(count / members));
  return course.ok
    ? accepted(done(populationDocument(course.value), populationText(protocol, course.value)))
    : course;
};

/** Carries out the text of a protocol file: what the command does, without a file system. */
export const bodyOutcome = (file: string, text: string, seen: Seen = () => undefined): Outcome => {
  const reading = openProtocol(text);
  if (!reading.ok) return problemsOutcome(file, reading.refusals);
  const { value: protocol, placeOf } = reading.value;
  const { subject } = protocol;
  const outcome =
    subject.kind === "one" ? inOne(protocol) : inMany(protocol, subject.members, seen);
  return outcome.ok ? outcome.value : notCarriedOut(file, outcome.refusals, placeOf);
};

/** `./cisterna body`. */
export const command: CommandModule = {
  name: "body",
  summary: "A drug given without a pump, as in a published study",
  example: "body examples/15-morphine-bolus.protocol.yaml",
  operands: [
    { name: "PROTOCOL", about: "protocol file (YAML or JSON); - for standard input", needed: true },
  ],
  options: [],
  details: [
    "Times are given in h, concentrations in mcg/mL; peak time, half-life and arrival in min.",
    "In a population every number has its median, 5th and 95th percentile (docs/population.md).",
    "The protocol file is described in docs/schema/protocol.schema.json.",
  ].join("\n"),
  run: async (request, io) => {
    const file = operandOf(request, 0) ?? "-";
    const reading = await io.readText(file);
    if (!reading.ok) return refusedOutcome(reading.refusals);
    return bodyOutcome(file, reading.value, (share) => io.progress(share, "carrying out"));
  },
};
