// SPDX-License-Identifier: Apache-2.0
/** The lab's engine on the stories that the app is built with. */
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { advance, labOf, perform } from "../src/lab/engine.ts";
import { frameOf, type Sample, sampleOf } from "../src/lab/frame.ts";
import { packed, unpacked } from "../src/lab/pack.ts";
import type { Story } from "../src/lab/story.ts";
import { stories, storiesText } from "../stories.ts";

const HOUR = 3_600_000;
const STORIES = unpacked<readonly Story[]>(storiesText());

const story = (id: string): Story => {
  const found = STORIES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no story ${id}`);
  return found;
};

const played = (id: string, hours: number, grain = HOUR) => {
  const lab = labOf(story(id));
  const samples: Sample[] = [];
  advance(lab, { upto: hours * HOUR, grain }, (each) => samples.push(sampleOf(each)));
  return { lab, samples, frame: frameOf(lab) };
};

test("stories come out of their text as they went in", () => {
  expect(STORIES).toEqual(stories());
  expect(unpacked(packed({ n: 12n, list: [1, null, "2"] }))).toEqual({
    n: 12n,
    list: [1, null, "2"],
  });
});

test("the pump's log does not depend on how often the lab looks", () => {
  for (const { id } of STORIES) {
    const [coarse, fine] = [played(id, 100, 12 * HOUR), played(id, 100, HOUR)];
    expect(coarse.lab.stage.scene.log, id).toEqual(fine.lab.stage.scene.log);
    expect(coarse.frame.account, id).toEqual(fine.frame.account);
  }
});

describe("what is inside and what the pump says", () => {
  test("agree while nothing is wrong", () => {
    const { frame } = played("morphine", 30 * 24);
    expect(frame.account.mode).toBe("running");
    expect(frame.truth.moved).toBe(frame.account.delivered);
    expect(frame.account.alarms).toEqual([]);
    const [morphine] = frame.drugs;
    expect(morphine?.given).toBeCloseTo(60_000, 0);
  });
  test("part under a wear that no sensor sees", () => {
    const { frame } = played("silent-over-infusion", 744);
    expect(frame.truth.moved / frame.account.delivered).toBeGreaterThan(1.19);
    expect(frame.heard).toBeNull();
    expect(frame.account.alarms).toEqual([]);
  });
  test("a disconnected catheter gives nothing to the spine and keeps the pump content", () => {
    const lab = labOf(story("morphine"));
    const fault = "catheter-disconnected";
    perform(lab, { kind: "fault", fault, lasts: milliseconds(48 * HOUR), severity: 500 });
    advance(lab, { upto: 24 * HOUR, grain: HOUR });
    const frame = frameOf(lab);
    expect(frame.drugs[0]?.given).toBe(0);
    expect(frame.truth.astray).toBeGreaterThan(190_000);
    expect(frame.account.mode).toBe("running");
  });
});

test("what a person does is in the log with the pump's answer, and in the acts", () => {
  const lab = labOf(story("morphine"));
  advance(lab, { upto: HOUR, grain: HOUR });
  perform(lab, { kind: "press" });
  perform(lab, { kind: "press" });
  const kinds = lab.stage.scene.log.map(({ kind }) => kind);
  expect(kinds).toEqual(["programmed", "bolus-granted", "refused"]);
  expect(lab.acts.map(({ by }) => by)).toEqual(["person", "person"]);
});
