// SPDX-License-Identifier: Apache-2.0
/**
 * The list of commands. A row costs nothing until its name is called: the module behind it is
 * loaded then, so that the command line starts as fast as Node does.
 */
import type { CommandGroup } from "./command.ts";

/** Every command of `./cisterna`. */
export const CISTERNA: CommandGroup = {
  name: "cisterna",
  summary: "An open implantable intrathecal drug delivery system in software",
  example: 'calc flow --dose "2 mg/d" --concentration "10 mg/mL"',
  commands: [
    {
      name: "calc",
      summary: "One arithmetic step, as a nurse or pharmacist checks it on paper",
      load: () => import("../commands/calc.ts"),
    },
    {
      name: "plan",
      summary: "Judges a case file: the plan, or every reason why not",
      load: () => import("../commands/plan.ts"),
    },
    {
      name: "run",
      summary: "Delivers a plan through pump, catheter and body on a virtual clock",
      load: () => import("../commands/run.ts"),
    },
    {
      name: "body",
      summary: "A drug given without a pump, as in a published study",
      load: () => import("../commands/body.ts"),
    },
    {
      name: "validate",
      summary: "The body's model against every published measurement collected",
      load: () => import("../commands/validate.ts"),
    },
    {
      name: "study",
      summary: "In-silico trials: a population, several regimens, what becomes of the drug",
      load: () => import("../commands/study.ts"),
    },
    {
      name: "formulary",
      summary: "What is known about each drug, with source and status of every number",
      load: () => import("../commands/formulary.ts"),
    },
    {
      name: "devices",
      summary: "Pumps and catheters, with source and status of every constant",
      load: () => import("../commands/devices.ts"),
    },
    {
      name: "accuracy",
      summary: "Start-up and trumpet curves of the pumps, as infusion pumps are judged",
      load: () => import("../commands/accuracy.ts"),
    },
    {
      name: "pump",
      summary: "Virtual implants as a process: served over WebSocket, their time and their air",
      load: () => import("../commands/pump.ts"),
    },
    {
      name: "program",
      summary: "A clinician's programmer at the terminal: pair, read, change, refill, stop, resume",
      load: () => import("../commands/program.ts"),
    },
    {
      name: "patient",
      summary: "A patient's controller at the terminal: ask for a dose, status, silence",
      load: () => import("../commands/patient.ts"),
    },
    {
      name: "passport",
      summary: "The pump passport: made and signed by the clinic, read by anybody, offline",
      load: () => import("../commands/passport.ts"),
    },
    {
      name: "clinic",
      summary: "A clinic: its people, patients, refills and radar, served on this machine",
      load: () => import("../commands/clinic.ts"),
    },
    {
      name: "radar",
      summary: "Who runs dry first: every implant of a clinic by its worst-case empty date",
      load: () => import("../commands/radar.ts"),
    },
    {
      name: "lab",
      summary: "Pump lab and simulator in the browser, served from this machine alone",
      load: () => import("../commands/lab.ts"),
    },
    {
      name: "trace",
      summary: "Hazards, requirements, and the tests that hold and break each",
      load: () => import("../commands/trace.ts"),
    },
    {
      name: "storm",
      summary: "Lives of pumps among people and faults, and the laws that none may break",
      load: () => import("../commands/storm.ts"),
    },
    {
      name: "explore",
      summary: "Every short history of a small pump at interesting instants",
      load: () => import("../commands/explore.ts"),
    },
    {
      name: "replay",
      summary: "Lives an incident or a scenario again, or checks the log of a record",
      load: () => import("../commands/replay.ts"),
    },
    {
      name: "bench",
      summary: "How fast it is, with medians",
      load: () => import("../commands/bench.ts"),
    },
  ],
};
