// SPDX-License-Identifier: Apache-2.0
/** What a page does with both batch kernels: the same month by each, and how far they differ. */
import {
  batch,
  DRUGS,
  infusionInto,
  type Kernel,
  type Member,
  neuraxis,
  plainKernel,
  referenceAdult,
  SITES,
  siteProbe,
} from "../../../packages/body/src/index.ts";
import { simdKernel } from "../../../packages/simd/src/index.ts";

const HOURS = [1, 6, 24, 100, 720];

const members = (): readonly Member[] =>
  [0.3, 0.6, 1, 1.4, 1.8].map((stroke): Member => {
    const drug = DRUGS.find(({ name }) => name === "morphine");
    if (drug === undefined) throw new RangeError("morphine");
    const { canal } = referenceAdult;
    const strokes = canal.strokes.map((each) => ({ ...each, volume: stroke }));
    return [neuraxis({ ...referenceAdult, canal: { ...canal, strokes } }, drug)];
  });

const month = (kernel: Kernel): readonly Float64Array[] => {
  const given = members();
  const days = Array.from({ length: 30 }, (_, day) => 24 * day);
  const spells = days.flatMap((from) => [
    { way: 0, from, upto: from + 8, dose: 100 },
    { way: 0, from: from + 8, upto: from + 24, dose: 400 },
  ]);
  const regimen = { ways: [(model: Member[0]) => infusionInto(model, "T10")], spells, turns: [] };
  const probes = SITES.filter((site) => site !== "plasma").map(siteProbe);
  const trial = { regimen, probes, hours: HOURS, tolerance: 1e-3 };
  return batch(given, trial, kernel).map(({ concentrations }) => concentrations);
};

/** Name of the quick kernel here, and the greatest difference as a share of the highest value. */
export const compared = (): { readonly name: string | null; readonly difference: number } => {
  const quick = simdKernel();
  const [plain, other] = [month(plainKernel), month(quick ?? plainKernel)];
  const high = Math.max(...plain.flatMap((each) => [...each]));
  const off = plain.flatMap((each, at) =>
    [...each].map((value, place) => Math.abs(value - (other[at]?.[place] ?? Number.NaN)) / high),
  );
  return { name: quick?.name ?? null, difference: Math.max(...off) };
};
