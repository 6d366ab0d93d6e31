// SPDX-License-Identifier: Apache-2.0
/**
 * Crossings of the case file: what no single field can see. They look at what was written, so that
 * they speak even where another field is wrong.
 */
import { DRUG_IDS } from "@cisterna/therapy";
import type { Tree } from "./document.ts";
import { type Found, valueAt } from "./grammar.ts";
import type { Path } from "./problem.ts";

const KNOWN_DRUGS: ReadonlySet<unknown> = new Set(DRUG_IDS);

/** The drugs named in a list, each with its place in it. Unknown names are refused elsewhere. */
const drugsAt = (tree: Tree, path: Path): readonly { drug: string; index: number }[] => {
  const items = valueAt(tree, path);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: Tree, index) => {
    const drug = valueAt(item, ["drug"]);
    return typeof drug === "string" && KNOWN_DRUGS.has(drug) ? [{ drug, index }] : [];
  });
};

const drugTwice = (tree: Tree, path: Path): readonly Found[] => {
  const drugs = drugsAt(tree, path);
  return drugs
    .filter(({ drug, index }) => drugs.some((each) => each.drug === drug && each.index < index))
    .map(({ index }) => ({
      kind: "drug-twice",
      path: [...path, index, "drug"],
      accepted: "each drug once",
    }));
};

const everyDrugKnown = (tree: Tree, path: Path): boolean => {
  const items = valueAt(tree, path);
  return Array.isArray(items) && drugsAt(tree, path).length === items.length && items.length > 0;
};

const doseOfAbsent = (tree: Tree, place: { drugs: Path; doseOf: Path }): readonly Found[] => {
  const doseOf = valueAt(tree, place.doseOf);
  if (!everyDrugKnown(tree, place.drugs) || !KNOWN_DRUGS.has(doseOf)) return [];
  const drugs = drugsAt(tree, place.drugs).map((each) => each.drug);
  if (drugs.some((drug) => drug === doseOf)) return [];
  const accepted = `one of ${[...new Set(drugs)].join(", ")}`;
  return [{ kind: "dose-of-not-in-reservoir", path: place.doseOf, accepted }];
};

const isMapping = (value: Tree | undefined): boolean =>
  typeof value === "object" && !Array.isArray(value);

/** Exactly one of `basal` and `pattern`. */
const oneBasal = (tree: Tree, path: Path): readonly Found[] => {
  if (!isMapping(valueAt(tree, path))) return [];
  const [basal, pattern] = ["basal", "pattern"].map((key) => valueAt(tree, [...path, key]));
  const accepted = "either basal or pattern";
  if (basal === undefined && pattern === undefined)
    return [{ kind: "missing-key", path: [...path, "basal"], accepted }];
  if (basal === undefined || pattern === undefined) return [];
  return [{ kind: "both-given", path: [...path, "pattern"], atKey: true, accepted }];
};

const CATHETER: Path = ["implant", "catheter"];

/** A catheter's volume stands once: stated, or following from one measure of its lumen. */
const oneVolume = (tree: Tree): readonly Found[] => {
  const given = ["volume", "implanted", "per_length", "inner_diameter"].filter(
    (key) => valueAt(tree, [...CATHETER, key]) !== undefined,
  );
  const doubled = given.includes("volume")
    ? given.slice(1)
    : given.filter((key) => key === "inner_diameter" && given.includes("per_length"));
  return doubled.map((key) => ({
    kind: "both-given",
    path: [...CATHETER, key],
    atKey: true,
    accepted: "either volume, or implanted with at most one of per_length and inner_diameter",
  }));
};

const titrationSteps = (tree: Tree): readonly Path[] => {
  const steps = valueAt(tree, ["prescription", "titration"]);
  return Array.isArray(steps) ? steps.map((_, index) => ["prescription", "titration", index]) : [];
};

/** Everything about a case file that concerns more than one field. */
export const caseCrossing = (tree: Tree): readonly Found[] => [
  ...drugTwice(tree, ["reservoir", "drugs"]),
  ...drugTwice(tree, ["before", "drugs"]),
  ...doseOfAbsent(tree, { drugs: ["reservoir", "drugs"], doseOf: ["prescription", "dose_of"] }),
  ...doseOfAbsent(tree, { drugs: ["before", "drugs"], doseOf: ["before", "dose_of"] }),
  ...[["prescription"], ["before"], ...titrationSteps(tree)].flatMap((path) =>
    oneBasal(tree, path),
  ),
  ...oneVolume(tree),
];
