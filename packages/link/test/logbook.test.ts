// SPDX-License-Identifier: Apache-2.0
/** The logbook: whatever was asked for has its entry, with both times, versions and who it was. */
import { assert } from "@cisterna/quantity";
import { array, constantFrom, assert as law, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { minutes } from "../../pump/test/sample.ts";
import {
  type Bytes,
  type Dossier,
  dossierIn,
  joined,
  type Known,
  logbookOf,
  NOTES_KEPT,
  type Recorded,
  type Told,
} from "../src/index.ts";
import { ask, contentsFor, dial, type Person, tell, wait } from "./bedside.ts";
import { DOCTOR, ENGINEER, PATIENT, type Ward, ward } from "./ward.ts";
import { engineerOf, imageOf, update } from "./workshop.ts";

const RUNS = Number(process.env["CISTERNA_RUNS"] ?? 60);

/** When the pump's clock began, on the wall. */
const BEGAN = 1_700_000_000_000;

/** What was asked, by whom, and when: what has to be found again. */
type Asked = { readonly at: number; readonly slot: number; readonly id: string };

type Story = {
  readonly scene: Ward;
  readonly engineer: Known;
  readonly asked: Asked[];
  /** Moments at which firmware was renewed. */
  readonly renewed: number[];
};

const begun = (): Story => {
  const scene = ward();
  return { scene, engineer: engineerOf(scene), asked: [], renewed: [] };
};

/** Tells the pump something in a session of its own, and remembers that it was asked. */
const told = ({ scene, asked }: Story, who: Person, known: Known, what: Told): void => {
  const line = dial(scene, who, known);
  tell(scene, line, what);
  const id = scene.ids.toString(16).padStart(32, "0");
  asked.push({ at: scene.now, slot: known.slot, id });
  ask(scene, line, { kind: "leave" });
};

const ACTS: Readonly<Record<string, (story: Story) => void>> = {
  "the doctor stops": (story) =>
    told(story, DOCTOR, story.scene.doctor, {
      ...{ kind: "stop", reason: "test", maximum: minutes(90) },
    }),
  "the doctor resumes": (story) => told(story, DOCTOR, story.scene.doctor, { kind: "resume" }),
  "the patient asks": (story) =>
    told(story, PATIENT, story.scene.patient, { kind: "request", askedAt: story.scene.now }),
  "the patient stops": (story) =>
    told(story, PATIENT, story.scene.patient, {
      ...{ kind: "stop", reason: "test", maximum: minutes(90) },
    }),
  "the engineer resumes": (story) => told(story, ENGINEER, story.engineer, { kind: "resume" }),
  "the engineer updates": ({ scene, engineer, renewed }) => {
    const line = dial(scene, ENGINEER, engineer);
    const version = renewed.length + 2;
    const content = contentsFor(scene.pump).firmware;
    const seen = update(scene, line, imageOf(scene, { ware: "firmware", version, content }));
    assert(seen === "kept", "the update is kept", { seen });
    renewed.push(scene.now);
    ask(scene, line, { kind: "leave" });
  },
  "the doctor says how late it is": ({ scene }) => {
    const line = dial(scene, DOCTOR, scene.doctor);
    ask(scene, line, { kind: "date", wall: BEGAN + scene.now });
    ask(scene, line, { kind: "leave" });
  },
  "time goes by": ({ scene }) => wait(scene, minutes(45)),
};

const readWhole = (scene: Ward, who: Person, known: Known): Dossier => {
  const line = dial(scene, who, known);
  ask(scene, line, { kind: "date", wall: BEGAN + scene.now });
  let [bytes, resume]: [Bytes, Bytes | null] = [new Uint8Array(0), null];
  for (let length = 1; bytes.length < length; ) {
    const piece = ask(scene, line, { kind: "read", resume, from: bytes.length, since: 0 });
    assert(piece?.kind === "piece", "a piece of the reading", { piece });
    resume = piece.hash;
    length = piece.length;
    bytes = joined(bytes, piece.bytes);
  }
  ask(scene, line, { kind: "leave" });
  const dossier = dossierIn(bytes);
  assert(dossier !== null, "a reading");
  return dossier;
};

type Book = ReturnType<typeof logbookOf>;

const hasEntry = (book: Book, { at, slot, id }: Asked): boolean =>
  book.some(({ what, actor }) => {
    const isHis = actor.kind === "peer" && actor.slot === slot && actor.name !== null;
    const isAnswer = "command" in what && what.command === `${slot}-${id}`;
    return isHis && what.at === at && (isAnswer || what.kind === "refused");
  });

/** What is wrong with a logbook of a story. */
const complaints = ({ asked, renewed }: Story, dossier: Dossier, recorded: Recorded) => {
  const book = logbookOf(recorded);
  const all = [...dossier.log, ...dossier.diary];
  const last = new Map(renewed.map((at, index) => [at, index + 2]));
  const versionAt = (at: number) => [...last].findLast(([from]) => from <= at)?.[1] ?? 1;
  return [
    ...(book.length === all.length ? [] : ["an entry is missing"]),
    ...all.filter((what) => !book.some((each) => each.what === what)).map(() => "not in it"),
    ...(book.every(({ at }, index) => at >= (book[index - 1]?.at ?? 0)) ? [] : ["out of order"]),
    ...(book.every(({ at, wall }) => wall === BEGAN + at) ? [] : ["another time on the wall"]),
    ...(book.every(({ at, versions }) => versions?.firmware === versionAt(at))
      ? []
      : ["another version"]),
    ...(asked.every((each) => hasEntry(book, each)) ? [] : ["nobody asked"]),
  ];
};

const lived = (acts: readonly string[]): { story: Story; dossier: Dossier } => {
  const story = begun();
  for (const act of acts) ACTS[act]?.(story);
  const { scene } = story;
  return { story, dossier: readWhole(scene, DOCTOR, scene.doctor) };
};

describe("the logbook of a pump", () => {
  test("[REQ-075 holds] has both times, versions and actor for whatever was asked", () => {
    const acts = array(constantFrom(...Object.keys(ACTS)), { maxLength: 12 });
    law(
      property(acts, (each) => {
        const { story, dossier } = lived(each);
        expect(complaints(story, dossier, dossier)).toEqual([]);
      }),
      { numRuns: Math.min(RUNS, 60) },
    );
  });

  const BROKEN: readonly (readonly [string, Partial<Recorded>, string])[] = [
    ["without the link's own refusals", { diary: [] }, "nobody asked"],
    ["without what was told of the wall", { diary: [] }, "another time on the wall"],
    ["that has forgotten who the slots are", { peers: [] }, "nobody asked"],
    ["without the pump's events", { log: [] }, "nobody asked"],
  ];

  test.each(BROKEN)("[REQ-075 breaks] %s is caught", (_, change, complaint) => {
    const { story, dossier } = lived([...Object.keys(ACTS), "the doctor stops"]);
    expect(complaints(story, dossier, dossier)).toEqual([]);
    expect(complaints(story, dossier, { ...dossier, ...change })).toContain(complaint);
  });

  test("[REQ-075 breaks] that knows only the versions of now is caught", () => {
    const { story, dossier } = lived(["time goes by", "the engineer updates", "time goes by"]);
    assert(dossier.wares !== null, "the wares can be read");
    const wares = { ...dossier.wares, changes: [] };
    expect(complaints(story, dossier, { ...dossier, wares })).toContain("another version");
  });

  test("says null where nobody said how late it is, and where the wares cannot be read", () => {
    const { dossier } = lived(["the doctor stops"]);
    const book = logbookOf({ ...dossier, diary: [], wares: null });
    expect(book.length).toBeGreaterThan(0);
    expect(book.every(({ wall, versions }) => wall === null && versions === null)).toBe(true);
  });
});

test("a patient's controller reads no diary, says no date, and its try is noted", () => {
  const scene = ward();
  const line = dial(scene, PATIENT, scene.patient);
  const refused = { kind: "role-may-not", role: "patient", asked: "date" };
  expect(ask(scene, line, { kind: "date", wall: BEGAN })).toMatchObject({ refusals: [refused] });
  const own = readWhole(scene, PATIENT, scene.patient);
  expect(own).toMatchObject({ diary: [], peers: [] });
  const all = readWhole(scene, DOCTOR, scene.doctor);
  expect(all.diary).toContainEqual(
    expect.objectContaining({ kind: "refused", slot: scene.patient.slot, refusals: [refused] }),
  );
});

test("an emergency and a forgotten device are told from peers", () => {
  const { dossier } = lived([]);
  const at = dossier.status.now;
  const diary = [
    { at, kind: "emergency-opened", session: 7 },
    { at, kind: "forgotten", slot: 99, by: 98 },
    { at, kind: "update-kept" },
  ] as const;
  expect(logbookOf({ ...dossier, log: [], diary }).map(({ actor }) => actor)).toEqual([
    { kind: "emergency" },
    { kind: "peer", slot: 98, name: null },
    { kind: "pump" },
  ]);
});

test(`of notes the last ${NOTES_KEPT} are kept`, () => {
  const scene = ward();
  const line = dial(scene, DOCTOR, scene.doctor);
  for (let turn = 0; turn <= NOTES_KEPT; turn += 1) {
    ask(scene, line, { kind: "date", wall: BEGAN + turn });
  }
  expect(scene.head.diary).toHaveLength(NOTES_KEPT);
  expect(scene.head.diary.at(-1)).toMatchObject({ kind: "dated", wall: BEGAN + NOTES_KEPT });
});
