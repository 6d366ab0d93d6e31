// SPDX-License-Identifier: Apache-2.0
/**
 * A ward: a bedside where a program runs, a clinician's programmer and a patient's controller have
 * paired, and somebody means harm. An attack tells a story twice, once with the attacker and once
 * without; what differs afterwards is its effect.
 */
import { assert, milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { hours, minutes, steady } from "../../pump/test/sample.ts";
import {
  type Bytes,
  type Channel,
  type Guards,
  type Kit,
  type Known,
  type Reply,
  received,
} from "../src/index.ts";
import {
  ask,
  type Bedside,
  bedside,
  dial,
  envelope,
  type Line,
  pairByCard,
  pairWith,
  person,
  programme,
  stranger,
  wait,
} from "./bedside.ts";

export const DOCTOR = person(10, "clinician");
export const COLLEAGUE = person(30, "clinician");
export const ENGINEER = person(40, "service");
export const PATIENT = stranger(20, "patient");
export const ATTACKER = stranger(66, "clinician");

/** The running program in a later version, with another rate. */
export const program = (version: number, change: Partial<Program> = {}) =>
  ({
    kind: "program",
    program: { ...steady, ...change, version },
    replaces: version === 1 ? null : version - 1,
    catheter: null,
  }) as const;

/** A program of twice the rate: what an attacker would like to run. */
export const doubled = (version: number) =>
  program(version, {
    week: steady.week.map(({ from, rate }) => ({ from, rate: pulsesPerDay(rate * 2) })),
    limits: { ...steady.limits, hour: pulses(80), day: pulses(1_200) },
  });

/** Who is known to the pump. */
export type Ward = Bedside & {
  readonly doctor: Known;
  readonly patient: Known;
  /** Whether the story leaves out the step that protects, where it is no guard but a step. */
  readonly careless: boolean;
};

/** What is different about a ward: a guard taken away, other cryptography, other chance. */
export type Change = {
  readonly guards?: Partial<Guards>;
  readonly kit?: Partial<Kit>;
  readonly careless?: boolean;
};

/** Lets somebody pair, in a role. */
export const invite = (
  scene: Bedside,
  line: Line,
  role: "patient" | "clinician" | "service",
): Bytes => {
  const reply = ask(scene, line, { kind: "invite", role, ...envelope(scene) });
  assert(reply?.kind === "invited", "an invitation", { reply });
  return reply.secret;
};

/** A ward on which all is well. */
export const ward = (change: Change = {}): Ward => {
  const scene = bedside(change);
  const doctor = pairByCard(scene, DOCTOR);
  const line = dial(scene, DOCTOR, doctor);
  const receipt = programme(scene, line, { who: DOCTOR, told: program(1) });
  assert(receipt?.kind === "receipt", "a program that runs", { receipt });
  const patient = pairWith(scene, PATIENT, invite(scene, line, "patient"));
  assert(patient !== null, "the patient's controller pairs");
  ask(scene, line, { kind: "leave" });
  wait(scene, minutes(20));
  return Object.assign(scene, { doctor, patient, careless: change.careless ?? false });
};

/** The kinds of what was refused, or what came otherwise. */
export const seenIn = (reply: Reply | null): string => {
  if (reply === null) return "silence";
  if (reply.kind === "refused") return reply.refusals.map(({ kind }) => kind).join(", ");
  return reply.kind;
};

/** An attacker's frame: straight to the pump, by the attacker's own transmitter. */
export const strike = (scene: Ward, bytes: Bytes, channel: Channel): string => {
  const arrival = { at: scene.now, channel, bytes, record: () => ({ log: [], upto: 0 }) };
  const turn = received(scene.kit, scene, arrival);
  scene.head = turn.head;
  scene.pump = turn.pump;
  scene.notes.push(...turn.notes);
  return turn.answer === null ? "silence" : "answered";
};

/** The frames that callers sent while something was done. */
export const recorded = (scene: Ward, work: () => void): readonly Bytes[] => {
  const before = scene.heard.length;
  work();
  return scene.heard.slice(before).flatMap(({ from, bytes }) => (from === "caller" ? [bytes] : []));
};

/** The frames that callers sent while something was done and nothing arrived. */
export const intercepted = (scene: Ward, work: () => void): readonly Bytes[] => {
  const air = scene.air;
  const held = new Map<string, Bytes>();
  scene.air = (bytes) => {
    held.set(bytes.join(), bytes);
    return [];
  };
  work();
  scene.air = air;
  return [...held.values()];
};

/** Requirements that attacks try. */
export type Attacked =
  | `REQ-0${27 | 28 | 60 | 61 | 62 | 66 | 67}`
  | `REQ-0${79 | 80 | 81 | 82 | 83 | 84 | 85 | 87}`;

/** A way of doing harm, and what is to come of it. */
export type Attack = {
  readonly title: string;
  readonly requirement: Attacked;
  /** What is seen of it at best: nothing at all, or these refusals. */
  readonly seen: string;
  /** The defence that is taken away in the second run. */
  readonly without: Change;
  /** The story; the attacker acts in it only if `harm`. */
  readonly story: (scene: Ward, harm: boolean) => string;
  /** Whether it came to something; otherwise: whether the pump is another one a day later. */
  readonly effect?: (struck: Ward, spared: Ward, seen: string) => boolean;
};

const aDayLater = (struck: Ward, spared: Ward): boolean => {
  for (const scene of [struck, spared])
    wait(scene, milliseconds(spared.now + hours(24)) - scene.now);
  return JSON.stringify(struck.pump) !== JSON.stringify(spared.pump);
};

/** What an attack comes to under a change. */
export const told = (
  attack: Attack,
  change: Change,
): { readonly seen: string; readonly effect: boolean } => {
  const [struck, spared] = [ward(change), ward(change)];
  const seen = attack.story(struck, true);
  attack.story(spared, false);
  return { seen, effect: (attack.effect ?? aDayLater)(struck, spared, seen) };
};
