// SPDX-License-Identifier: Apache-2.0
/**
 * `accuracy [MODEL]`: trumpet and start-up of every mode of the pumps whose constants are known, as
 * infusion pumps are judged, computed from the simulated pump's pulses.
 */
import { print, toUcum } from "@cisterna/quantity";
import { PUMPS, type Pump } from "@cisterna/therapy";
import type { Accuracy, Bell } from "@cisterna/world";
import { type Judged, judgedModel } from "../accuracy/judged.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  type Refusal,
} from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { accuracyText } from "../text/en/accuracy.ts";

const percent = (share: number | null) =>
  share === null ? null : { value: Number((100 * share).toPrecision(6)), unit: "%" };

const bellJson = ({ minutes, over, under }: Bell) => ({
  window: { value: minutes, unit: "min" },
  over: percent(over),
  under: percent(under),
});

const modeJson = ({ name, mode, flow, trumpet, overall, startUp }: Accuracy) => ({
  name,
  mode,
  flow: toUcum(flow, "mL/d"),
  trumpet: trumpet.map(bellJson),
  overall: percent(overall),
  start_up: { every: { value: 0.5, unit: "min" }, pulses_per_day: [...startUp] },
});

const judgedJson = ({ model, modes, missing: gaps }: Judged) => ({
  model,
  ...(gaps.length === 0 ? {} : { missing: gaps }),
  modes: modes.map(modeJson),
});

const judgeAll = (pumps: readonly Pump[], io: Io): readonly Judged[] =>
  pumps.map((pump, index) => {
    io.progress(index / pumps.length, `judging ${pump.id}`);
    return judgedModel(pump);
  });

const unknown = (read: string): Refusal => {
  const names = [...PUMPS.keys()];
  const near = nearest(read, names);
  return {
    kind: "unknown-model",
    path: "MODEL",
    read,
    ...(near === undefined ? {} : { near }),
    accepted: names.join(", "),
  };
};

/** What a model lacks for being judged: an unverified constant informs and never acts. */
const lacking = ({ missing: gaps }: Judged, read: string): Outcome =>
  refusedOutcome([{ kind: "constants-missing", path: "MODEL", read, missing: gaps.join(", ") }]);

/** `./cisterna accuracy`. */
export const command: CommandModule = {
  name: "accuracy",
  summary: "Start-up and trumpet curves of the pumps, as infusion pumps are judged",
  example: "accuracy generic-40",
  operands: [{ name: "MODEL", about: "a pump of the device table", needed: false }],
  options: [],
  details: [
    "Errors are the worst of all windows of a length, from the second hour on, in per cent of what",
    "was programmed in the window. docs/accuracy.md shows the curves.",
  ].join("\n"),
  run: (request, io) => {
    const read = operandOf(request, 0);
    const chosen = [...PUMPS.values()].filter(({ id }) => read === undefined || id === read);
    if (chosen.length === 0) return refusedOutcome([unknown(read ?? "")]);
    const judged = judgeAll(chosen, io);
    const [one] = judged;
    if (read !== undefined && one !== undefined && one.modes.length === 0) {
      return lacking(one, read);
    }
    const json =
      read === undefined ? { models: judged.map(judgedJson) } : judged.map(judgedJson)[0];
    return done(json, `${accuracyText(judged, (flow) => print(flow, "mL/d"))}\n`);
  },
};
