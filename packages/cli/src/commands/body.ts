// SPDX-License-Identifier: Apache-2.0
/** `body PROTOCOL`: a drug given without a pump and sampled, as in a published study. */
import { runProtocol } from "@cisterna/body";
import { pathFrom } from "../case/problem.ts";
import { openProtocol } from "../case/protocol.ts";
import { experimentDocument, experimentText } from "../run/experiment.ts";
import { type PlaceOf, protocolSentence, refusalInFile } from "../run/protocol.ts";
import { type CommandModule, done, type Outcome, operandOf } from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { problemsOutcome } from "./plan.ts";

type Refusals = Extract<ReturnType<typeof runProtocol>, { ok: false }>["refusals"];

const notCarriedOut = (file: string, refusals: Refusals, placeOf: PlaceOf): Outcome => {
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

/** Carries out the text of a protocol file: what the command does, without a file system. */
export const bodyOutcome = (file: string, text: string): Outcome => {
  const reading = openProtocol(text);
  if (!reading.ok) return problemsOutcome(file, reading.refusals);
  const { value: protocol, placeOf } = reading.value;
  const course = runProtocol(protocol);
  return course.ok
    ? done(experimentDocument(course.value), experimentText(protocol, course.value))
    : notCarriedOut(file, course.refusals, placeOf);
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
    "The protocol file is described in docs/schema/protocol.schema.json.",
  ].join("\n"),
  run: async (request, io) => {
    const file = operandOf(request, 0) ?? "-";
    const reading = await io.readText(file);
    return reading.ok ? bodyOutcome(file, reading.value) : refusedOutcome(reading.refusals);
  },
};
