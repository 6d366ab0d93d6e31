// SPDX-License-Identifier: Apache-2.0
/**
 * Mutation of case files: at text level (cuts, marks, lines), at tree level (keys, types, nesting),
 * and into cases that could be meant (sizes, orders, pumps). The n-th mutant of a seed is always
 * the same text.
 */
import { DRUG_IDS, MODEL_IDS } from "@cisterna/therapy";
import { parseDocument, stringify } from "yaml";

/** Numbers from 0 to below 1, by a seed (mulberry32). */
type Random = () => number;

const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const below = (random: Random, count: number): number => Math.floor(random() * count);

const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[below(random, from.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

const NUMBERS = [
  ...["0", "0.0", "1", "2", "10", "1000", "0.1", "0.5", "0.001", "0.000001", "0.000000000001"],
  ...["999999999999999999999999999999", "1e3", "-1", "+1", ".5", "5.", "1,5", "0x10", "NaN"],
  ...["Infinity", "1_000", "١٢", "9007199254740993", "00012", "1.0000000000000000000000000001"],
];
const UNITS = [
  ...["mg/d", "mcg/d", "mg/h", "mcg/h", "mg", "mcg", "ng", "pg", "g", "kg", "mL", "mcL", "nL"],
  ...["mg/mL", "mcg/mL", "g/mL", "mL/d", "mL/h", "nL/s", "d", "h", "min", "s", "ms", "cm", "mm"],
  ...["mL/cm", "%", "µg", "MG", "mg/L", "IU", "mL/min", "", "d/mg", "mg /d", "m"],
];
const WORDS = [
  ...DRUG_IDS,
  ...MODEL_IDS,
  ...["hold", "minimum", "stop", "bridge", "none", "prime-catheter", "prime-pump-and-catheter"],
  ...["yes", "no", "true", "null", "~", "", "naive", "tolerant", "mon", "sun", "T10", "S2", "Z9"],
  ...[
    "06:00",
    "24:00",
    "6:00",
    "00:00",
    "2026-03-01",
    "2026-03-01T09:00:00+01:00",
    "9999-12-31T23:59:59Z",
  ],
  ...[
    "0001-01-01T00:00:00Z",
    "2026-02-30T09:00:00Z",
    "2026-03-01T09:00:00",
    "__proto__",
    "constructor",
  ],
  ...[
    "tenfold",
    "\u202Emg",
    "😀",
    "morphine ",
    "ｍg",
    "a\u0000b",
    "'",
    '"',
    "#",
    "&a",
    "*a",
    "!!int 3",
  ],
];
const KEYS = [
  ...[
    "patient",
    "implant",
    "reservoir",
    "prescription",
    "before",
    "pump",
    "catheter",
    "drugs",
    "drug",
  ],
  ...["basal", "pattern", "periodic", "single", "on_demand", "titration", "transition", "on_fault"],
  ...[
    "dose",
    "over",
    "every",
    "first",
    "lockout",
    "per_day",
    "from",
    "rate",
    "days",
    "at",
    "volume",
  ],
  ...[
    "low",
    "high",
    "model",
    "tip",
    "implanted",
    "minimum_flow",
    "maximum_flow",
    "pulse",
    "tubing",
  ],
  ...["lockuot", "__proto__", "toString", "<<", "", "basal ", "Basal", "confirmed", "tolerance"],
];
const MARKS = [
  ...[
    "&a ",
    "*a",
    "!!int ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "{",
    "}",
    "[",
    "]",
    "\t",
    "<<: ",
    "|\n",
  ],
  ...[
    ">\n",
    ": ",
    "- ",
    "? ",
    "#",
    "'",
    '"',
    "\n",
    "\r\n",
    "\u2028",
    "\ufeff",
    "\u0000",
    ",",
    "\\",
    "\ud800",
  ],
];

const value = (random: Random): string =>
  random() < 0.6
    ? `${pick(random, NUMBERS)} ${pick(random, UNITS)}`
    : random() < 0.7
      ? pick(random, WORDS)
      : pick(random, NUMBERS);

/** One change of a text. */
type TextChange = (text: string, random: Random) => string;

const cut = (text: string, random: Random): readonly [string, string] => {
  const at = below(random, text.length + 1);
  return [text.slice(0, at), text.slice(at)];
};

const inLines =
  (change: (lines: string[], random: Random) => void): TextChange =>
  (text, random) => {
    const lines = text.split("\n");
    change(lines, random);
    return lines.join("\n");
  };

const inserted =
  (what: (random: Random) => string): TextChange =>
  (text, random) => {
    const [before, after] = cut(text, random);
    return before + what(random) + after;
  };

const replaceOne =
  (pattern: RegExp, by: readonly string[]): TextChange =>
  (text, random) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const match = pick(random, found);
    return (
      text.slice(0, match.index) + pick(random, by) + text.slice(match.index + match[0].length)
    );
  };

const TEXT_CHANGES: readonly TextChange[] = [
  (text, random) => cut(text, random)[0],
  (text, random) => {
    const [before, after] = cut(text, random);
    return before + after.slice(below(random, 12));
  },
  inserted((random) => pick(random, MARKS)),
  inserted((random) => String.fromCodePoint(below(random, 0x2ff))),
  inserted((random) => pick(random, MARKS).repeat(below(random, 400))),
  inLines((lines, random) => lines.splice(below(random, lines.length), 1)),
  inLines((lines, random) => lines.splice(below(random, lines.length), 0, pick(random, lines))),
  inLines((lines, random) => {
    const at = below(random, lines.length);
    lines[at] = `${" ".repeat(below(random, 5))}${(lines[at] ?? "").trimStart()}`;
  }),
  inLines((lines, random) => lines.push(pick(random, lines), pick(random, lines))),
  replaceOne(/\d+(?:\.\d+)?/g, NUMBERS),
  replaceOne(/(?<=\d )[a-zA-Z/%]+/g, UNITS),
  replaceOne(/[a-z_]+(?=:)/g, KEYS),
  replaceOne(/(?<=: )[a-z0-9-]+/g, WORDS),
];

/** A tree that can be changed. */
type Branch = { [key: string]: Leaf } | Leaf[];
type Leaf = string | Branch;

const branchesOf = (leaf: Leaf): readonly Branch[] => {
  if (typeof leaf === "string") return [];
  return [leaf, ...Object.values(leaf).flatMap(branchesOf)];
};

const nested = (random: Random): Leaf => {
  let leaf: Leaf = value(random);
  for (let depth = below(random, 40); depth > 0; depth -= 1)
    leaf = random() < 0.5 ? [leaf] : { a: leaf };
  return leaf;
};

/** A number of any size that can be entered; mostly a modest one. */
const size = (random: Random): string => {
  if (random() < 0.7) return String((1 + below(random, 200)) / pick(random, [10, 100, 1]));
  const digits = String(1 + below(random, 9999));
  return random() < 0.5 ? digits : `0.${"0".repeat(below(random, 5))}${digits}`;
};

/** A number near the one that stands there, or any. */
const resized = (random: Random, number: string): string => {
  if (random() < 0.85) return number;
  if (random() < 0.3) return size(random);
  return String(Number((Number(number) * pick(random, [0.1, 0.5, 0.9, 1.1, 2, 10])).toFixed(6)));
};

const massOf = (random: Random): string => `${size(random)} ${pick(random, ["mg", "mcg"])}`;
const rateOf = (random: Random): string =>
  `${size(random)} ${pick(random, ["mg/d", "mcg/d", "mg/h"])}`;
const timeOf = (random: Random): string =>
  `${size(random)} ${pick(random, ["min", "h", "d", "s"])}`;
const clockOf = (random: Random): string =>
  `${String(below(random, 24)).padStart(2, "0")}:${String(below(random, 60)).padStart(2, "0")}`;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const pattern = (random: Random): Leaf =>
  Array.from({ length: 1 + below(random, 6) }, () => ({
    from: clockOf(random),
    rate: rateOf(random),
    ...(random() < 0.5 ? {} : { days: [pick(random, DAYS), pick(random, DAYS)] }),
  }));

const bolus = (random: Random): { [key: string]: Leaf } => ({
  dose: massOf(random),
  over: timeOf(random),
});

const inlinePump = (random: Random): Leaf => ({
  reservoir: "40 mL",
  pulse: `${pick(random, ["1", "100", "2000", "0.5"])} nL`,
  minimum_flow: `${pick(random, ["0", "0.001", "0.048", "25"])} mL/d`,
  maximum_flow: `${pick(random, ["0.5", "24", "10000"])} mL/d`,
  low_reservoir: `${pick(random, ["0", "1", "50"])} mL`,
  residual: `${pick(random, ["0", "1", "60"])} mL`,
  tubing: `${pick(random, ["0", "0.2"])} mL`,
  over_error: `${pick(random, ["0", "10"])} %`,
  under_error: "10 %",
  modes: [
    "continuous",
    "pattern",
    "periodic",
    "on-demand",
    "bridge",
    "prime",
    "single",
    "titration",
  ],
});

const titration = (random: Random): Leaf =>
  Array.from({ length: 1 + below(random, 3) }, () => ({
    at: `20${20 + below(random, 60)}-0${1 + below(random, 9)}-01T08:00:00Z`,
    ...(random() < 0.5 ? { basal: rateOf(random) } : { pattern: pattern(random) }),
  }));

/** Something that could be meant, and the key under which it is. */
const grown = (random: Random): readonly [string, Leaf] =>
  pick(random, [
    () => ["pattern", pattern(random)] as const,
    () => ["basal", rateOf(random)] as const,
    () =>
      ["periodic", { ...bolus(random), every: timeOf(random), first: clockOf(random) }] as const,
    () => {
      const per_day = String(1 + below(random, 100));
      return ["on_demand", { ...bolus(random), lockout: timeOf(random), per_day }] as const;
    },
    () => ["single", bolus(random)] as const,
    () => ["titration", titration(random)] as const,
    () =>
      [
        "transition",
        pick(random, ["bridge", "prime-catheter", "prime-pump-and-catheter", "none"]),
      ] as const,
    () => ["on_fault", pick(random, ["hold", "minimum", "stop"])] as const,
  ])();

const withoutOther = (branch: Branch, key: string): void => {
  if (key === "pattern") Reflect.deleteProperty(branch, "basal");
  if (key === "basal") Reflect.deleteProperty(branch, "pattern");
};

/** A case that could be meant: other sizes, other orders, other pumps, at their right places. */
const likelyTree = (text: string, random: Random): string => {
  const sized = text.replace(/(?<=[ [{])\d+(?:\.\d+)?(?= [a-zA-Z])/g, (number) =>
    resized(random, number),
  );
  const tree = parseDocument(sized, { schema: "failsafe" }).toJS() as { [key: string]: Leaf };
  const { prescription, before, implant } = tree as { [key: string]: { [key: string]: Leaf } };
  for (let count = 1 + below(random, 4); count > 0; count -= 1) {
    const [key, leaf] = grown(random);
    const orders = before === undefined || random() < 0.7 ? prescription : before;
    if (orders === undefined) continue;
    orders[key] = leaf;
    withoutOther(orders, key);
  }
  if (implant !== undefined && random() < 0.3)
    implant["pump"] = random() < 0.5 ? inlinePump(random) : { model: pick(random, MODEL_IDS) };
  return stringify(tree);
};

const change = (branch: Branch, random: Random): void => {
  const keys = Object.keys(branch);
  const key = keys.length === 0 ? "x" : pick(random, keys);
  const at = branch as { [key: string]: Leaf };
  const held = at[key] ?? "";
  const action = below(random, 7);
  if (action === 0) Reflect.deleteProperty(branch, key);
  else if (action === 1) at[key] = value(random);
  else if (action === 2) at[key] = [held];
  else if (action === 3) at[key] = at[pick(random, keys.length === 0 ? ["x"] : keys)] ?? "";
  else if (action === 4) at[pick(random, KEYS)] = held;
  else if (action === 5) at[key] = nested(random);
  else at[pick(random, KEYS)] = random() < 0.5 ? value(random) : nested(random);
};

const changedTree = (text: string, random: Random): string => {
  const tree = parseDocument(text, { schema: "failsafe" }).toJS() as Leaf;
  for (let count = 1 + below(random, 4); count > 0; count -= 1) {
    const branches = branchesOf(tree).filter((branch) => Object.keys(branch).length > 0);
    if (branches.length > 0) change(pick(random, branches), random);
  }
  return random() < 0.5 ? JSON.stringify(tree, null, random() < 0.5 ? 2 : 0) : stringify(tree);
};

const changedText = (text: string, random: Random): string => {
  let changed = text;
  for (let count = 1 + below(random, 3); count > 0; count -= 1) {
    changed = pick(random, TEXT_CHANGES)(changed, random);
  }
  return changed;
};

/** The n-th mutant of a seed. */
export const mutant = (samples: readonly string[], seed: number, n: number): string => {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n, 0x85ebca6b));
  const text = pick(random, samples);
  const how = random();
  if (how < 0.35) return changedText(text, random);
  return how < 0.6 ? changedTree(text, random) : likelyTree(text, random);
};
