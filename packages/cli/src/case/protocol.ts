// SPDX-License-Identifier: Apache-2.0
/** The reader of protocol files: text in, a protocol for the body out, or every problem at once. */
import type { Giving, Protocol, Sampling, SubjectAsked } from "@cisterna/body";
import { accepted, assert, type Result } from "@cisterna/quantity";
import { type ProtocolFile, protocolFile } from "../schema/protocol.ts";
import type { Tree } from "./document.ts";
import { type Found, type Read, readBy, valueAt } from "./grammar.ts";
import type { Path, Problem } from "./problem.ts";

const BOLUS = ["dose", "volume", "over"] as const;
const INFUSION = ["rate", "flow", "for"] as const;
const FORMS = "either dose, volume and over, or rate, flow and for";

const isThere = (tree: Tree, path: Path): boolean => valueAt(tree, path) !== undefined;

const absent = (path: Path): Found => ({ kind: "missing-key", path, accepted: FORMS });

/** A bolus or an infusion, and all that it needs. How long may be left out in the steady state. */
const oneForm = (tree: Tree): readonly Found[] => {
  const give = valueAt(tree, ["give"]);
  if (typeof give !== "object" || Array.isArray(give)) return [];
  const bolus = BOLUS.filter((key) => isThere(tree, ["give", key]));
  const infusion = INFUSION.filter((key) => isThere(tree, ["give", key]));
  if (bolus.length === 0) {
    const needed = infusion.length === 0 ? (["dose"] as const) : (["rate", "flow"] as const);
    return needed
      .filter((key) => !isThere(tree, ["give", key]))
      .map((key) => absent(["give", key]));
  }
  return [
    ...infusion.map(
      (key): Found => ({ kind: "both-given", path: ["give", key], atKey: true, accepted: FORMS }),
    ),
    ...BOLUS.filter((key) => !bolus.includes(key)).map((key) => absent(["give", key])),
  ];
};

const loneEnds = (tree: Tree): readonly Found[] => {
  const sample = valueAt(tree, ["sample"]);
  if (!Array.isArray(sample)) return [];
  return sample.flatMap((_, index): readonly Found[] => {
    const given = ["every", "until"].filter((key) => isThere(tree, ["sample", index, key]));
    if (given.length !== 1) return [];
    const lacking = given[0] === "every" ? "until" : "every";
    const path = ["sample", index, lacking];
    return [{ kind: "missing-key", path, accepted: "every and until together" }];
  });
};

const crossing = (tree: Tree): readonly Found[] => [...oneForm(tree), ...loneEnds(tree)];

const subjectOf = (file: ProtocolFile["subject"]): SubjectAsked =>
  typeof file === "string" ? { kind: "one", name: file } : { kind: "population", ...file };

const givingOf = ({ at, dose, volume, over, ...infusion }: ProtocolFile["give"]): Giving => {
  if (dose !== undefined && volume !== undefined && over !== undefined)
    return { kind: "bolus", dose, at, volume, over };
  const { rate, flow } = infusion;
  assert(rate !== undefined && flow !== undefined, "a protocol that was read gives something");
  return { kind: "infusion", rate, at, flow, for: infusion.for ?? null };
};

const samplingOf = (file: ProtocolFile["sample"][number]): Sampling => ({
  site: file.site,
  at: file.at ?? [],
  series:
    file.every === undefined || file.until === undefined
      ? null
      : { every: file.every, until: file.until },
  halfLife: file.half_life ?? null,
  arrival: file.arrival ?? null,
});

const protocolOf = (file: ProtocolFile): Protocol => ({
  subject: subjectOf(file.subject),
  drug: file.drug,
  give: givingOf(file.give),
  sample: file.sample.map(samplingOf),
  steady: file.steady ?? false,
});

/**
 * The protocol that a file states, with the way back to its places for what the body refuses.
 * Refuses: every problem of the file at once.
 */
export const openProtocol = (text: string): Result<Read<Protocol>, Problem> => {
  const reading = readBy(text, protocolFile, crossing);
  if (!reading.ok) return reading;
  return accepted({ ...reading.value, value: protocolOf(reading.value.value) });
};

/** The protocol that a file states (YAML or JSON). Refuses: every problem of the file at once. */
export const readProtocol = (text: string): Result<Protocol, Problem> => {
  const reading = openProtocol(text);
  return reading.ok ? accepted(reading.value.value) : reading;
};
