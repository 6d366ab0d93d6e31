// SPDX-License-Identifier: Apache-2.0
/** Updates of an implant on disk: what was kept is there again, whatever was cut off. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeCrypto } from "@cisterna/crypto";
import {
  type Image,
  invite,
  leave,
  type Radio,
  type Remote,
  readPump,
  sealedImage,
  type ToldWares,
  updatePump,
  type Ware,
} from "@cisterna/link";
import { assert, DAY_MS, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { steady } from "../../pump/test/sample.ts";
import { contentsOf, deviceNamed, flawedContentsOf, type Hosting } from "../src/index.ts";
import {
  type Doctor,
  doctorOf,
  folderOf,
  type HandClock,
  hosted,
  jsonIn,
  kitOf,
  type Paired,
  pairByCard,
  personOf,
  programmed,
  remoteOf,
} from "./ward.ts";

const MODEL = "generic-20";
const FLUID = "morphine 20/1";

const FILL = {
  kind: "exchange",
  aspirated: nanolitres(0),
  volume: nanolitres(20_000_000),
  fluid: FLUID,
  program: { ...steady, fluid: FLUID, minimum: pulsesPerDay(480) },
  replaces: null,
  catheter: null,
} as const;

type Place = { readonly hosting: Hosting; readonly clock: HandClock };

type Workshop = Place & {
  readonly folder: string;
  readonly doctor: Doctor;
  readonly paired: Paired;
  readonly engineer: Doctor;
  readonly known: Paired;
};

/** A pump that runs, with a doctor and an engineer who have paired. */
const workshop = async (): Promise<Workshop> => {
  const folder = folderOf(["one"]);
  const { hosting, clock } = await hosted(folder, { speed: 3_600 });
  const doctor = doctorOf(folder);
  const place = { hosting, clock, folder };
  const paired = await pairByCard(place, doctor, "one");
  const remote = remoteOf(place, doctor, paired);
  const by = { clock, doctor, paired };
  expect(await programmed(remote, by, { told: FILL, expects: 0 })).toBe("switched");
  const invited = await invite(remote, kitOf(clock), "service");
  assert(invited.kind === "invited", "an engineer may pair");
  await leave(remote);
  const engineer = personOf(folder, "service");
  const known = await pairByCard(place, engineer, "one", invited.secret);
  return { ...place, doctor, paired, engineer, known };
};

const imageOf = (
  folder: string,
  {
    ware = "firmware",
    version = 2,
    flawed = false,
  }: Partial<{ ware: Ware; version: number; flawed: boolean }> = {},
): Image => {
  const { maker = "" } = jsonIn(folder, "state", "authority.json");
  const device = deviceNamed(MODEL);
  assert(device !== null, "a model of which implants are made");
  const content = (flawed ? flawedContentsOf(device) : contentsOf(device))[ware];
  const signer = nodeCrypto.signer(Uint8Array.from(Buffer.from(maker, "hex")));
  return sealedImage(nodeCrypto, signer, { ware, model: MODEL, version, content });
};

const updated = async (
  at: Place,
  { engineer, known }: Pick<Workshop, "engineer" | "known">,
  image: Image,
): Promise<string> => {
  const remote = remoteOf(at, engineer, known);
  const said = await updatePump(remote, kitOf(at.clock), image);
  await leave(remote);
  if (said.kind === "taken") return `${said.state} ${said.flaw?.kind ?? ""}`.trim();
  return said.kind === "refused" ? said.refusals.map(({ kind }) => kind).join(", ") : said.kind;
};

const readAt = async (at: Place, { doctor, paired }: Workshop) => {
  const remote = remoteOf(at, doctor, paired);
  const read = await readPump(remote, kitOf(at.clock), 0);
  assert(read.kind === "read", "the pump is read");
  await leave(remote);
  return read.dossier;
};

const versionsOf = (wares: ToldWares | null): readonly number[] =>
  wares === null
    ? []
    : [wares.firmware, wares.library, wares.constants].map((each) => each.version);

/** The folder as it is this moment, as a kill would leave it. */
const snapshotOf = (folder: string): string => {
  const copy = mkdtempSync(join(tmpdir(), "cisterna-cut-"));
  cpSync(folder, copy, { recursive: true });
  return copy;
};

const WARES: readonly Ware[] = ["firmware", "library", "constants"];

describe("an update of an implant", () => {
  test("[REQ-087 holds] is kept on disk, and told by the pump after it was at rest", async () => {
    const scene = await workshop();
    for (const ware of WARES) {
      expect(await updated(scene, scene, imageOf(scene.folder, { ware }))).toBe("kept");
    }
    scene.hosting.stop();
    const again = await hosted(scene.folder, { speed: 3_600 });
    const { wares, status, diary } = await readAt(again, scene);
    expect(versionsOf(wares)).toEqual([2, 2, 2]);
    expect(wares).toMatchObject({ model: MODEL, spare: null });
    expect(wares?.changes).toHaveLength(6);
    const kept = diary.filter(({ kind }) => kind === "update-kept");
    expect(kept).toHaveLength(3);
    expect(diary.map(({ kind }) => kind)).toContain("committed");
    expect(status.mode).toBe("running");
    expect(await updated(again, scene, imageOf(scene.folder))).toBe("not-newer");
    again.hosting.stop();
  });

  test.each(WARES)("[REQ-087 holds] of flawed %s is rolled back; it delivers on", async (ware) => {
    const scene = await workshop();
    const image = imageOf(scene.folder, { ware, flawed: true });
    expect(await updated(scene, scene, image)).toMatch(/^rolled-back /);
    scene.clock.pass(24_000);
    const { wares, status } = await readAt(scene, scene);
    expect(versionsOf(wares)).toEqual([1, 1, 1]);
    expect(wares?.ended).toMatchObject({ ware, version: 2 });
    expect(status.delivered.pulses).toBe(480);
    scene.hosting.stop();
  });

  test("for an implant of before there were any begins with what it was made with", async () => {
    const scene = await workshop();
    scene.hosting.stop();
    const state = join(scene.folder, "state", "one");
    for (const copy of ["a", "b"]) rmSync(join(state, `wares.${copy}`), { force: true });
    const again = await hosted(scene.folder, { speed: 3_600 });
    expect(versionsOf((await readAt(again, scene)).wares)).toEqual([1, 1, 1]);
    again.hosting.stop();
  });

  test("[REQ-087 holds] of wares that are damaged is refused, and it delivers", async () => {
    const scene = await workshop();
    await updated(scene, scene, imageOf(scene.folder));
    scene.hosting.stop();
    const state = join(scene.folder, "state", "one");
    for (const copy of ["a", "b"]) writeFileSync(join(state, `wares.${copy}`), "spoiled");
    const again = await hosted(scene.folder, { speed: 3_600 });
    expect(await updated(again, scene, imageOf(scene.folder, { version: 3 }))).toBe("no-wares");
    again.clock.pass(24_000);
    const { wares, status } = await readAt(again, scene);
    expect(wares).toBeNull();
    expect(status.delivered.pulses).toBe(480);
    again.hosting.stop();
  });
});

/** What an implant that was cut off comes to: its versions, and how it runs. */
const woken = async (folder: string, scene: Workshop) => {
  const again = await hosted(folder, { speed: 3_600 });
  // The copies share one history of calls: no counter may be used in two of them.
  scene.paired.counter += 1_000;
  scene.known.counter += 1_000;
  const { wares, status, program, diary } = await readAt(again, scene);
  const versions = versionsOf(wares).join();
  const done = await updated(again, scene, imageOf(folder));
  again.hosting.stop();
  rmSync(folder, { recursive: true });
  const back = diary.filter(({ kind }) => kind === "update-rolled-back").length;
  return { versions, stage: wares?.spare?.stage ?? null, done, back, mode: status.mode, program };
};

/** The radio of an engineer at work, with a picture of the disk before every frame. */
const watched = (remote: Remote, picture: () => void): Remote => {
  const watch = (radio: Radio): Radio => ({
    ...radio,
    send: (frame) => {
      picture();
      radio.send(frame);
    },
  });
  return {
    line: null,
    dial: async () => {
      const line = await remote.dial();
      return line === null ? null : { ...line, radio: watch(line.radio) };
    },
  };
};

/** A folder with the wares of one picture and everything else of another. */
const mixed = (wares: string, rest: string): string => {
  const folder = snapshotOf(rest);
  for (const copy of ["a", "b"]) {
    const file = join("state", "one", `wares.${copy}`);
    rmSync(join(folder, file), { force: true });
    cpSync(join(wares, file), join(folder, file), { force: true });
  }
  return folder;
};

describe("power that fails", () => {
  test("[REQ-087 holds] between two writes of an update leaves the old or the new", async () => {
    const scene = await workshop();
    await updated(scene, scene, imageOf(scene.folder, { ware: "library" }));
    const pictures: string[] = [];
    const last = () => pictures.at(-1) ?? "";
    const states: string[] = [];
    const textOf = (folder: string) =>
      ["a", "b"].map((copy) => readFileSync(join(folder, "state", "one", `wares.${copy}`), "utf8"));
    const take = () => {
      const text = textOf(scene.folder).join();
      if (text === states.at(-1)) return;
      states.push(text);
      pictures.push(snapshotOf(scene.folder));
    };
    const remote = watched(remoteOf(scene, scene.engineer, scene.known), take);
    const said = await updatePump(remote, kitOf(scene.clock), imageOf(scene.folder));
    expect(said).toMatchObject({ kind: "taken", state: "kept" });
    await leave(remote);
    take();
    scene.hosting.stop();
    expect(pictures.length).toBeGreaterThanOrEqual(5);
    const cuts = pictures.flatMap((each, at) => {
      const before = pictures[at - 1];
      return before === undefined ? [each] : [each, mixed(each, before), mixed(before, each)];
    });
    const { program } = await woken(snapshotOf(last()), scene);
    const backs: number[] = [];
    for (const cut of cuts) {
      const found = await woken(cut, scene);
      expect(["1,2,1", "2,2,1"]).toContain(found.versions);
      expect(found.stage).not.toBe("on-trial");
      backs.push(found.back);
      expect(found.done).toBe(found.versions === "1,2,1" ? "kept" : "not-newer");
      expect({ mode: found.mode, program: found.program }).toEqual({ mode: "running", program });
    }
    expect([...new Set(backs)].toSorted()).toEqual([0, 1]);
  });

  test("[REQ-087 holds] within a write leaves what was there before it", async () => {
    const scene = await workshop();
    await updated(scene, scene, imageOf(scene.folder));
    scene.hosting.stop();
    const path = (folder: string, copy: string) => join(folder, "state", "one", `wares.${copy}`);
    const numberOf = (copy: string) =>
      Number(readFileSync(path(scene.folder, copy), "utf8").split("\n")[1]);
    const newest = numberOf("a") > numberOf("b") ? "a" : "b";
    const { length } = readFileSync(path(scene.folder, newest));
    for (const share of [0, 0.01, 0.3, 0.9, 1 - 1 / length]) {
      const folder = snapshotOf(scene.folder);
      truncateSync(path(folder, newest), Math.floor(length * share));
      const found = await woken(folder, scene);
      // Before the last write the image was on trial: it is not kept, and can be brought again.
      expect(found).toMatchObject({ versions: "1,1,1", stage: null, done: "kept" });
      expect(found.back).toBe(0); // its diary says that it was kept: the disk is older than that
    }
  });
});

/** A disk that has no room left for the wares; what was there comes back with the room. */
const filled = (folder: string): (() => void) => {
  const texts = ["a", "b"].map((copy) => {
    const path = join(folder, "state", "one", `wares.${copy}`);
    return [path, existsSync(path) ? readFileSync(path) : null] as const;
  });
  for (const [path] of texts) {
    rmSync(path, { force: true });
    mkdirSync(path);
  }
  return () => {
    for (const [path, text] of texts) {
      rmSync(path, { recursive: true });
      if (text !== null) writeFileSync(path, text);
    }
  };
};

/** An update during which the disk fills up before some frame; null: it was done before that. */
const filledAt = async (scene: Workshop, frame: number): Promise<(() => void) | null> => {
  let [frames, room]: [number, (() => void) | null] = [0, null];
  const fill = () => {
    frames += 1;
    if (frames === frame) room = filled(scene.folder);
  };
  const remote = watched(remoteOf(scene, scene.engineer, scene.known), fill);
  const said = await updatePump(remote, kitOf(scene.clock), imageOf(scene.folder));
  if (room !== null) expect(said.kind).toBe("unknown");
  return room;
};

describe("a disk that is full", () => {
  test("[REQ-087 holds] at any frame: nothing is claimed, and it delivers", async () => {
    let isDone = false;
    for (let frame = 1; !isDone; frame += 1) {
      const scene = await workshop();
      const room = await filledAt(scene, frame);
      isDone = room === null;
      if (room !== null) {
        scene.clock.pass(24_000);
        room();
        const cut = snapshotOf(scene.folder);
        const { wares, status } = await readAt(scene, scene);
        expect(["1,1,1", "2,1,1"]).toContain(versionsOf(wares).join());
        expect(status.delivered.pulses).toBe(Math.floor((480 * status.now) / DAY_MS));
        expect(status.now).toBeGreaterThan(DAY_MS / 2);
        expect(await updated(scene, scene, imageOf(scene.folder))).toMatch(/^(kept|not-newer)$/);
        expect(await woken(cut, scene)).toMatchObject({ versions: "1,1,1", done: "kept" });
      }
      scene.hosting.stop();
    }
  });
});
