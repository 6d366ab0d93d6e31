// SPDX-License-Identifier: Apache-2.0
/** One dose, from a prescription to the spinal fluid: a file of each station, one line each. */
import { createHash } from "node:crypto";
import * as body from "@cisterna/body";
import { advance, BARE, initial, statusOf, step } from "@cisterna/pump";
import * as q from "@cisterna/quantity";
import { append, headOf, verify } from "@cisterna/record";
import { judge } from "@cisterna/therapy";
import { sample } from "../packages/therapy/test/sample.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const run = (): readonly string[] => {
  // quantity: a dose and a concentration are exact, and only a named operation joins them
  const dose = q.quantity("2 mg/d", "dose-rate");
  const concentration = q.quantity("10 mg/mL", "concentration");
  const flow = q.flowFor(dose, concentration);

  // therapy: the case is judged; without a refusal there is a plan, and in it a program in pulses
  const { plan, checks } = judge(sample);
  if (plan === null) throw new Error(checks.map((check) => check.kind).join());
  const { program, pulse } = plan;

  // pump: the program is committed, a day goes by, whole pulses have left
  const [least, capacity, rate] = [q.pulsesPerDay(480), q.nanolitres(40e6), program.limits.rate];
  const device = { ...BARE, pulse, least, most: rate, capacity };
  const filled = { at: q.milliseconds(0), reservoir: q.nanolitres(38e6), fluid: program.fluid };
  const command = { kind: "program", id: "1", program, replaces: null, catheter: null } as const;
  const programmed = step(initial(device, filled), { at: filled.at, command });
  const later = advance(programmed.pump, q.DAY_MS);
  const volume = q.inNanolitres(q.volumeOfPulses(later.delivered.pulses, pulse), "nearest");

  // body: what left the pump pushes the line out at its tip; the mass goes into the spinal fluid
  const line = body.fillLine<string>(q.nanolitres(360_000), "morphine");
  const { out } = body.push(line, volume, "morphine");
  const mass = q.massIn(q.volumeOf(body.volumeOfFluid(out, "morphine")), concentration);
  const drug = body.drugNamed("morphine");
  if (!drug.ok) throw new Error("morphine has kinetics");
  const model = body.neuraxis(body.referenceAdult, drug.value);
  const spine = body.startRun(model);
  const source = body.infusionInto(model, "T10");
  const rate_mcg_h = (q.toNumber(mass) * 1000) / 24;
  body.advanceRun(spine, { ...body.stepsFor(24, 1 / 6), source, rate: rate_mcg_h });

  // record: what happened is sealed, and verifies
  const log = append([], { at: 0, actor: "example", kind: "programmed", data: { rate } }, sha256);
  const whole = log.ok && verify(log.value, sha256, headOf(log.value)).ok;
  const level = body.concentrationAt(spine, "T10")?.toPrecision(4);
  return [
    `quantity  ${q.print(dose, "mg/d")} is ${q.print(flow, "mL/d")}`,
    `therapy   ${checks.length} checks, none refuses; ${program.week[0]?.rate} pulses a day`,
    `pump      ${later.delivered.pulses} pulses after a day, ${statusOf(later).mode}`,
    `body      ${q.print(mass, "mg")} at the tip, ${level} mcg/mL at T10`,
    `record    one entry, ${whole ? "whole" : "broken"}`,
  ];
};

if (import.meta.main) process.stdout.write(`${run().join("\n")}\n`);
