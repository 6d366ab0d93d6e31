// SPDX-License-Identifier: Apache-2.0
/** `bench [NAME]`: how fast it is, with medians, on a machine that is named. */
import type { BenchEntry, Figure, Sample } from "../bench/bench.ts";
import { BENCHES } from "../bench/list.ts";
import { machine, machineLine } from "../bench/machine.ts";
import { type CommandModule, done, type Io, operandOf } from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import { refusedOutcome } from "../shell/refusal.ts";

type Measured = { readonly name: string; readonly figures: readonly Figure[] };

const rounded = (value: number): number => Number(value.toPrecision(4));

const sampleJson = ({ median, fastest, slowest, repetitions }: Sample, unit: string) => ({
  median: { value: rounded(median), unit },
  fastest: { value: rounded(fastest), unit },
  slowest: { value: rounded(slowest), unit },
  repetitions,
});

const peerJson = ({ sample, peer, unit }: Figure) =>
  peer === undefined
    ? {}
    : {
        peer: { what: peer.what, ...sampleJson(peer.sample, unit) },
        beyond: { value: rounded(sample.median - peer.sample.median), unit },
        ratio: rounded(sample.median / peer.sample.median),
      };

const tailJson = ({ tail, unit }: Figure) =>
  tail === undefined ? {} : { [`p${tail.share}`]: { value: rounded(tail.value), unit } };

const tailText = ({ tail, unit }: Figure): string =>
  tail === undefined ? "" : `; p${tail.share} ${rounded(tail.value)} ${unit}`;

/** What could not be measured has no sample: only that it was left out is said. */
const isAbsent = ({ sample }: Figure): boolean => sample.repetitions === 0;

const figureJson = (figure: Figure) => ({
  what: figure.what,
  ...(isAbsent(figure) ? {} : sampleJson(figure.sample, figure.unit)),
  ...tailJson(figure),
  ...peerJson(figure),
  ...(figure.target === undefined ? {} : { target: figure.target }),
});

const peerText = ({ sample, peer, unit }: Figure): string => {
  if (peer === undefined) return "";
  const beyond = rounded(sample.median - peer.sample.median);
  const ratio = rounded(sample.median / peer.sample.median);
  const median = rounded(peer.sample.median);
  return `; ${peer.what} ${median} ${unit}, beyond it ${beyond} ${unit}, ratio ${ratio}`;
};

const figureText = (figure: Figure): string => {
  const { what, unit, sample, target } = figure;
  if (isAbsent(figure)) return `  ${what}`;
  const spread = `${rounded(sample.fastest)} to ${rounded(sample.slowest)}`;
  const median = `median ${rounded(sample.median)} ${unit}`;
  const asked = target === undefined ? "" : `; target: ${target}`;
  const repeated = `(${spread}, ${sample.repetitions} times)`;
  return `  ${what}: ${median} ${repeated}${tailText(figure)}${peerText(figure)}${asked}`;
};

const runAll = async (entries: readonly BenchEntry[], io: Io): Promise<readonly Measured[]> => {
  const measured: Measured[] = [];
  for (const [place, entry] of entries.entries()) {
    const { bench } = await entry.load();
    const progress = (share: number) => io.progress((place + share) / entries.length, entry.name);
    measured.push({ name: entry.name, figures: await bench.measure(progress) });
  }
  return measured;
};

const unknown = (read: string) => {
  const names = BENCHES.map((each) => each.name);
  const near = nearest(read, names);
  return refusedOutcome([
    {
      kind: "unknown-bench",
      path: "NAME",
      read,
      ...(near === undefined ? {} : { near }),
      accepted: names.join(", "),
    },
  ]);
};

/** The command `bench`. */
export const command: CommandModule = {
  name: "bench",
  summary: "How fast it is, with medians",
  example: "bench cold-start",
  operands: [
    {
      name: "NAME",
      about: BENCHES.map(({ name, summary }) => `${name} (${summary})`).join(", "),
      needed: false,
    },
  ],
  options: [],
  run: async (request, io) => {
    const read = operandOf(request, 0);
    const chosen = BENCHES.filter((each) => read === undefined || each.name === read);
    if (chosen.length === 0) return unknown(read ?? "");
    const on = machine();
    const measured = await runAll(chosen, io);
    const json = measured.map(({ name, figures }) => ({ name, figures: figures.map(figureJson) }));
    const text = measured.flatMap(({ name, figures }) => [name, ...figures.map(figureText)]);
    return done({ machine: on, benches: json }, `${[machineLine(on), ...text].join("\n")}\n`);
  },
};
