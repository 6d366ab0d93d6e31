// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic on both of its databases, each waiting for the disk: events appended next to a bare
 * insert, visits committed, ten thousand implants on the radar, many readers, one record for other
 * systems, a hundred thousand events taken in, the start. Requests go over HTTP; who reads does so
 * in another thread of the same machine.
 */
import { backUp, openDatabase, restore } from "@cisterna/clinic";
import { assert } from "@cisterna/quantity";
import { type Bench, type Figure, type Progress, type Sample, sampleOf } from "./bench.ts";
import { crowd } from "./clinic/crowd.ts";
import { embeddedGround, type Ground, serverGround } from "./clinic/ground.ts";
import { CLINIC, type House, openHouse, SECRETS } from "./clinic/house.ts";
import { readThere } from "./clinic/readers.ts";
import { admitPilot, PILOT, refill } from "./clinic/refill.ts";
import { startUp } from "./clinic/start.ts";

/** How much of everything. */
export type Size = {
  readonly visits: number;
  readonly patients: number;
  readonly turns: number;
  readonly radars: number;
  readonly readers: number;
  readonly reads: number;
  readonly records: number;
  readonly starts: number;
};

const WHOLE: Size = {
  ...{ visits: 100, patients: 10_000, turns: 20, radars: 40 },
  ...{ readers: 200, reads: 4_000, records: 20, starts: 3 },
};

const highest = (values: readonly number[], share: number) => ({
  share,
  value: values.toSorted((a, b) => a - b)[Math.ceil((values.length * share) / 100) - 1] ?? 0,
});

type Part = (house: House, size: Size) => Promise<readonly Figure[]>;

const visits: Part = async (house, { visits: count }) => {
  const taken: number[] = [];
  for (let turn = 1; turn <= count; turn += 1) taken.push(await refill(house, turn));
  const what = "a visit committed, password and code proven";
  return [{ what, unit: "ms", sample: sampleOf(taken), tail: highest(taken, 99) }];
};

const append: Part = async (house, size) => {
  const { ours, bare, text, events } = await crowd(house, size);
  const peer = { what: "a bare insert of the same rows", sample: bare };
  const target = "ratio under 2: half the events a second";
  const other = { what: "a bare insert of them as one text", sample: text };
  return [
    { what: `${events} events appended`, unit: "ms", sample: ours, peer, target },
    { what: `${events} events appended, beside another`, unit: "ms", sample: ours, peer: other },
  ];
};

const reading = async (
  { address }: House,
  ask: { readonly paths: readonly string[]; readonly atOnce: number; readonly times: number },
) => readThere({ address, clinic: CLINIC, ...SECRETS, ...ask });

const radar: Part = async (house, { radars, patients }) => {
  const { each } = await reading(house, { paths: ["radar"], atOnce: 1, times: radars + 2 });
  const warm = each.slice(2);
  const what = `the radar of ${patients + 1} implants`;
  const target = "p95 under 100 ms";
  return [{ what, unit: "ms", sample: sampleOf(warm), tail: highest(warm, 95), target }];
};

const pages: Part = async (house, { readers, reads, patients }) => {
  const paths = Array.from(
    { length: 997 },
    (_, place) => `patients/p-${(place * 7) % patients}/hand-over-packet`,
  );
  const ask = { atOnce: readers, times: reads };
  const { each, all } = await reading(house, { paths, ...ask });
  const bare = await reading(house, { paths: ["../../health"], ...ask });
  const peer = { what: "the same readers of /api/health", sample: sampleOf(bare.each) };
  const what = `a patient's page under ${readers} readers`;
  const rate = (each.length / all) * 1000;
  return [
    { what, unit: "ms", sample: sampleOf(each), tail: highest(each, 99), peer },
    { what: "pages a second under them", unit: "/s", sample: sampleOf([rate]) },
  ];
};

const record: Part = async (house, { records, visits: count }) => {
  const paths = [`fhir/Patient/${PILOT}/$everything`];
  const { each } = await reading(house, { paths, atOnce: 1, times: records + 1 });
  const what = `$everything of a patient with ${count} visits`;
  return [{ what, unit: "ms", sample: sampleOf(each.slice(1)) }];
};

const takenIn = async (ground: Ground, house: House): Promise<readonly Figure[]> => {
  const lines: string[] = [];
  const start = performance.now();
  await backUp(house.db, async (line) => {
    lines.push(line);
  });
  const copied = performance.now() - start;
  const { place } = await ground.site();
  const db = await openDatabase(place);
  const begun = performance.now();
  const refusal = await restore(db, lines);
  const restored = performance.now() - begun;
  assert(refusal === null, "a backup of the bench is restored", { refusal });
  await db.destroy();
  const events = lines.filter((line) => line.startsWith('{"table":"event"')).length;
  const once = (value: number): Sample => sampleOf([value]);
  return [
    { what: `a backup of ${events} events`, unit: "ms", sample: once(copied) },
    { what: `${events} events taken in and verified`, unit: "ms", sample: once(restored) },
  ];
};

const PARTS: readonly Part[] = [append, visits, radar, pages, record];

/** Everything on one kind of database. */
export const measureOn = async (
  ground: Ground,
  size: Size,
  progress: Progress,
): Promise<readonly Figure[]> => {
  const { place, words } = await ground.site();
  const house = await openHouse(place);
  const figures: Figure[] = [];
  try {
    await admitPilot(house);
    await refill(house, 0);
    for (const [turn, part] of PARTS.entries()) {
      figures.push(...(await part(house, size)));
      progress((turn + 1) / (PARTS.length + 2));
    }
    figures.push(...(await takenIn(ground, house)));
    progress((PARTS.length + 1) / (PARTS.length + 2));
  } finally {
    await house.close();
  }
  figures.push(...(await startUp(words, size.starts)));
  return figures.map((figure) => ({ ...figure, what: `${ground.name}: ${figure.what}` }));
};

const NO_SERVER: Figure = {
  what: "PostgreSQL: none is installed here (initdb, pg_ctl)",
  unit: "ms",
  sample: sampleOf([]),
};

/** `bench clinic`. */
export const bench: Bench = {
  name: "clinic",
  measure: async (progress) => {
    const embedded = embeddedGround();
    const server = await serverGround();
    const figures: Figure[] = [];
    for (const [place, ground] of [embedded, server].entries()) {
      if (ground === null) {
        figures.push(NO_SERVER);
        continue;
      }
      try {
        figures.push(...(await measureOn(ground, WHOLE, (share) => progress((place + share) / 2))));
      } finally {
        await ground.close();
      }
    }
    return figures;
  },
};
