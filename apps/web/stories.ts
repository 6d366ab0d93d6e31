// SPDX-License-Identifier: Apache-2.0
/**
 * What the pump lab can be started with: the published incidents of `scenarios/` and three plain
 * cases of `examples/`. Read, judged and planned here, once, when the app is built, by the same
 * reader as on the command line; the browser gets values and no files.
 */
import { readdirSync, readFileSync } from "node:fs";
import { judge, type Plan } from "@cisterna/therapy";
import { type Incident, infusionOf } from "@cisterna/world";
import { readCase } from "../../packages/cli/src/case/case.ts";
import { readIncident } from "../../packages/cli/src/incident/file.ts";
import { packed } from "./src/lab/pack.ts";
import type { Story } from "./src/lab/story.ts";

const ROOT = new URL("../../", import.meta.url);

const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

const failed = (path: string, refusals: unknown): Error =>
  new Error(`${path}: ${JSON.stringify(refusals)}`);

const incidentStory = (name: string): Story => {
  const reading = readIncident(read(`scenarios/${name}`));
  if (!reading.ok) throw failed(name, reading.refusals);
  const { file, incident } = reading.value;
  return {
    id: name.replace(".yaml", ""),
    kind: "incident",
    hazards: file.hazards,
    sources: file.sources,
    incident,
  };
};

const planOf = (path: string): Plan => {
  const reading = readCase(read(path));
  if (!reading.ok) throw failed(path, reading.refusals);
  const { plan, checks } = judge(reading.value);
  if (plan === null) throw failed(path, checks);
  return plan;
};

/** A case in which nothing goes wrong unless somebody lets it. */
const plainStory = ([id, path]: readonly [string, string]): Story => {
  const plan = planOf(path);
  const incident: Incident = {
    plan,
    program: plan.program,
    line: infusionOf(plan, "programmed").line,
    fitted: { level: true, pressure: true, flow: false },
    spent: 100,
    done: [],
    seen: [],
  };
  return { id, kind: "plain", hazards: [], sources: [], incident };
};

const PLAIN = [
  ["morphine", "examples/02-morphine-steady.yaml"],
  ["baclofen", "examples/07-baclofen-bridged.yaml"],
  ["mixture", "examples/10-morphine-with-bupivacaine.yaml"],
] as const;

/** Every story, the plain ones first. */
export const stories = (): readonly Story[] => [
  ...PLAIN.map(plainStory),
  ...readdirSync(new URL("scenarios/", ROOT))
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map(incidentStory),
];

/** The stories as the text that the app fetches. */
export const storiesText = (): string => packed(stories());
