// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Dossier, leave, readPump, tellPump } from "@cisterna/link";
import { controllerOf, PARTS } from "@cisterna/pump";
import { assert, HOUR_MS, milliseconds, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { steady } from "../../pump/test/sample.ts";
import { type Hosting, type Order, serve, startImplants, type Tone } from "../src/index.ts";
import {
  doctorOf,
  folderOf,
  type HandClock,
  hosted,
  kitOf,
  pairByCard,
  programmed,
  remoteOf,
} from "./ward.ts";

const FILL = {
  kind: "exchange",
  aspirated: nanolitres(0),
  volume: nanolitres(20_000_000),
  fluid: "morphine",
  program: { ...steady, minimum: pulsesPerDay(480) },
  replaces: null,
  catheter: null,
} as const;

/** A pump that was filled and runs, with its doctor. */
const FAST = { speed: 3_600 };

/** Seconds of the host in which an hour of an implant goes by. */
const hours = (many: number): number => many * 1_000;

const running = async (folder = folderOf(["one"]), change: Partial<Order> = {}) => {
  const { hosting, clock } = await hosted(folder, { ...FAST, ...change });
  const doctor = doctorOf(folder);
  const paired = await pairByCard({ hosting, clock, folder }, doctor, "one");
  const remote = remoteOf({ hosting, clock }, doctor, paired);
  const by = { clock, doctor, paired };
  expect(await programmed(remote, by, { told: FILL, expects: 0 })).toBe("switched");
  expect(await leave(remote)).toMatchObject({ kind: "left", statement: { mode: "running" } });
  return { folder, hosting, clock, doctor, paired };
};

const dossierOf = async (
  at: { hosting: Hosting; clock: HandClock },
  { doctor, paired }: Awaited<ReturnType<typeof running>>,
): Promise<Dossier> => {
  const remote = remoteOf(at, doctor, paired);
  const read = await readPump(remote, kitOf(at.clock), 0);
  if (read.kind !== "read") throw new Error(JSON.stringify(read));
  await leave(remote);
  return read.dossier;
};

describe("a hosted implant", () => {
  test("is paired, filled, programmed, and lives in real time", async () => {
    const scene = await running();
    scene.clock.pass(hours(24));
    const { status, log } = await dossierOf(scene, scene);
    expect(status.delivered.pulses).toBe(480);
    expect(status.mode).toBe("running");
    expect(log.map(({ kind }) => kind)).toContain("self-tested");
    scene.hosting.stop();
  });

  test("put to rest and hosted again goes on where it stood, without a reset", async () => {
    const scene = await running();
    scene.clock.pass(hours(5));
    scene.hosting.stop();
    const again = await hosted(scene.folder, FAST);
    again.clock.pass(hours(19));
    const { status, log } = await dossierOf(again, scene);
    expect(status.delivered.pulses).toBe(480);
    expect(status.faults).toEqual([]);
    expect(log.some(({ kind }) => kind === "recovered")).toBe(false);
    again.hosting.stop();
  });

  test("runs as fast as it is told, and as its caller while somebody talks", async () => {
    const folder = folderOf(["one"]);
    const { hosting, clock } = await hosted(folder, { speed: 3_600 });
    clock.pass(10_000);
    const doctor = doctorOf(folder);
    const paired = await pairByCard({ hosting, clock, folder }, doctor, "one");
    const remote = remoteOf({ hosting, clock }, doctor, paired);
    const before = await readPump(remote, kitOf(clock), 0);
    clock.pass(10_000);
    const after = await readPump(remote, kitOf(clock), 0);
    await leave(remote);
    clock.pass(10_000);
    const later = await readPump(remote, kitOf(clock), 0);
    const at = [before, after, later].map((each) =>
      each.kind === "read" ? each.dossier.status.now : 0,
    );
    expect(at[0]).toBeGreaterThanOrEqual(10 * HOUR_MS);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBe(10_000);
    expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(9 * HOUR_MS);
    hosting.stop();
  });

  test("stands still at speed nought until time is passed on", async () => {
    const folder = folderOf(["one"]);
    const { hosting, clock } = await hosted(folder, { speed: 0 });
    const doctor = doctorOf(folder);
    const paired = await pairByCard({ hosting, clock, folder }, doctor, "one");
    clock.pass(HOUR_MS);
    hosting.forward(milliseconds(3 * HOUR_MS));
    const read = await readPump(remoteOf({ hosting, clock }, doctor, paired), kitOf(clock), 0);
    expect(read).toMatchObject({ kind: "read", dossier: { status: { now: 3 * HOUR_MS } } });
    hosting.stop();
  });

  test("whose telemetry is damaged delivers, and listens to nobody", async () => {
    const scene = await running();
    scene.hosting.stop();
    for (const copy of ["a", "b"]) {
      writeFileSync(join(scene.folder, "state", "one", `vault.${copy}`), "nothing");
    }
    const { hosting, clock } = await hosted(scene.folder, FAST);
    expect(hosting.deaf).toEqual(["one"]);
    clock.pass(hours(24));
    hosting.stop();
  });

  test("whose store was cut says that it was recovered, and asks for a clinician", async () => {
    const scene = await running();
    scene.hosting.stop();
    for (const copy of ["a", "b"])
      rmSync(join(scene.folder, "state", "one", `registers.${copy}`), { force: true });
    const again = await hosted(scene.folder);
    const { status, log, program } = await dossierOf(again, scene);
    expect(program).toEqual(FILL.program);
    expect(log.map(({ kind }) => kind)).toContain("recovered");
    expect(status.faults.map(({ fault }) => fault)).toContain("clock-lost");
    again.hosting.stop();
  });
});

describe("an implant whose disk takes nothing", () => {
  test("says nothing that is not written down, delivers, and speaks when it can", async () => {
    const scene = await running();
    const vault = (copy: string) => join(scene.folder, "state", "one", `vault.${copy}`);
    const texts = ["a", "b"].map((copy) => [copy, readFileSync(vault(copy))] as const);
    for (const [copy] of texts) {
      rmSync(vault(copy));
      mkdirSync(vault(copy));
    }
    const remote = remoteOf(scene, scene.doctor, scene.paired);
    expect(await readPump(remote, kitOf(scene.clock), 0)).toEqual({ kind: "unknown" });
    // Ten seconds go by in real time: for so long a session waits for its first frame.
    scene.clock.pass(hours(10 + 24));
    for (const [copy] of texts) rmSync(vault(copy), { recursive: true });
    const { status } = await dossierOf(scene, scene);
    expect(status.delivered.pulses).toBeGreaterThanOrEqual(480);
    scene.hosting.stop();
    const again = await hosted(scene.folder, FAST);
    expect(again.hosting.deaf).toEqual([]);
    again.hosting.stop();
  });

  test("a store that was overwritten is no pump's any more: alarms tell", async () => {
    const scene = await running();
    scene.hosting.stop();
    const flash = join(scene.folder, "state", "one", "flash");
    writeFileSync(
      flash,
      readFileSync(flash).map((_, index) => (index * 31) & 255),
    );
    const again = await hosted(scene.folder);
    const { status } = await dossierOf(again, scene);
    const faults = status.faults.map(({ fault }) => fault);
    expect(faults).toEqual(expect.arrayContaining(["program-lost", "totals-lost"]));
    expect(status.rate).toBe(0);
    again.hosting.stop();
  });
});

describe("a served folder", () => {
  test("turns away pages of other origins and names of other machines", async () => {
    const { hosting } = await hosted(folderOf(["one"]));
    const served = await serve(hosting, { host: "127.0.0.1", port: 0 });
    if (!served.ok) throw new Error("a port is free");
    const url = served.value.address.replace("ws", "http");
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${url}/implants`, { headers })).status;
    expect(await status({})).toBe(200);
    expect(await status({ origin: "http://127.0.0.1:8420" })).toBe(200);
    expect(await status({ origin: "https://somebody.example" })).toBe(403);
    expect(await status({ origin: "null" })).toBe(403);
    const air = { method: "POST", body: '{ "wind": 1 }' };
    expect((await fetch(`${url}/implants/one/far/air`, air)).status).toBe(400);
    expect((await fetch(`${url}/implants/two/far/air`, air)).status).toBe(404);
    expect((await fetch(`${url}/clock`, { method: "POST", body: "{" })).status).toBe(400);
    served.value.close();
    hosting.stop();
    const far = await serve(hosting, { host: "0.0.0.0", port: 0 });
    expect(far).toMatchObject({ refusals: [{ kind: "not-loopback" }] });
  });
});

describe("a served pump whose program finds itself broken", () => {
  /** A controller that breaks as soon as it is told to play its tones. */
  const broken = controllerOf({
    ...PARTS,
    decide: (pump, command) => {
      assert(command.kind !== "test-alarm", "a controller that breaks");
      return PARTS.decide(pump, command);
    },
  });

  test("starts again with its alarm, and the process lives on [REQ-024 holds]", async () => {
    const scene = await running(folderOf(["one", "two"]), { controller: broken });
    const at = kitOf(scene.clock);
    const remote = remoteOf(scene, scene.doctor, scene.paired);
    const told = { kind: "test-alarm" } as const;
    expect(await tellPump(remote, at, { told, expects: null })).toMatchObject({ events: [] });
    const { status, log } = await dossierOf(scene, scene);
    expect(status.faults.map(({ fault }) => fault)).toContain("invariant-broken");
    expect(log).toContainEqual(expect.objectContaining({ kind: "recovered", cause: "invariant" }));
    expect(status.mode).toBe("running");
    scene.clock.pass(hours(1));
    expect(scene.hosting.connect("two", "far", () => undefined)).not.toBeNull();
    scene.hosting.stop();
  });
});

describe("a host", () => {
  test("lets a folder live once at a time", async () => {
    const folder = folderOf();
    const { hosting } = await hosted(folder);
    expect(hosting.names).toEqual(["CIS-0002", "CIS-0001", "CIS-0003"]);
    const second = await startImplants({ folder, speed: 1 });
    expect(second).toMatchObject({ refusals: [{ kind: "folder-in-use", path: folder }] });
    hosting.stop();
    const third = await hosted(folder);
    third.hosting.stop();
  });

  test("refuses a folder that is not there, is empty, or holds what it cannot read", async () => {
    const folder = folderOf([]);
    const missing = await startImplants({ folder: join(folder, "none"), speed: 1 });
    expect(missing).toMatchObject({ refusals: [{ kind: "folder-missing" }] });
    expect(await startImplants({ folder, speed: 1 })).toMatchObject({
      refusals: [{ kind: "no-implants" }],
    });
    writeFileSync(join(folder, "a.json"), '{ "name": "one", "model": "generic-20" }');
    writeFileSync(join(folder, "b.json"), '{ "name": "one", "model": "generic-20" }');
    writeFileSync(join(folder, "c.json"), '{ "name": "../up", "model": "generic-20" }');
    writeFileSync(join(folder, "d.json"), '{ "name": "two", "model": "synchromed-ii-20" }');
    writeFileSync(join(folder, "e.json"), "{");
    expect(await startImplants({ folder, speed: 1 })).toMatchObject({
      refusals: [
        { kind: "implant-twice", read: "one" },
        { kind: "implant-unreadable", because: "name" },
        { kind: "implant-unreadable", because: "model" },
        { kind: "implant-unreadable", because: "not-json" },
      ],
    });
  });

  test("tells the tones: somebody has paired, and an alarm when it is due again", async () => {
    const folder = folderOf(["one"]);
    const { hosting, clock } = await hosted(folder);
    const tones: Tone[] = [];
    hosting.onTone((tone) => tones.push(tone));
    const doctor = doctorOf(folder);
    const paired = await pairByCard({ hosting, clock, folder }, doctor, "one");
    expect(tones.map(({ because }) => because)).toContain("paired");
    clock.pass(HOUR_MS + 2_000);
    const low = tones.filter(({ because }) => because === "reservoir-low");
    expect(low.length).toBeGreaterThanOrEqual(2);
    const told = { kind: "acknowledge" } as const;
    const remote = remoteOf({ hosting, clock }, doctor, paired);
    await tellPump(remote, kitOf(clock), { told, expects: null });
    tones.length = 0;
    clock.pass(2 * HOUR_MS);
    expect(tones).toEqual([]);
    hosting.stop();
  });

  test("knows no implant but its own, and no air that cannot be", async () => {
    const { hosting } = await hosted(folderOf(["one"]));
    expect(hosting.connect("two", "far", () => undefined)).toBeNull();
    expect(hosting.changeAir("two", "far", { loss: 0.1 })).toBeNull();
    for (const change of [{ loss: 2 }, { delay: -1 }, { jammed: 1 }, { wind: 3 }]) {
      expect(hosting.changeAir("one", "far", change)).toBeNull();
    }
    expect(hosting.changeAir("one", "far", { jammed: true })).toMatchObject({ jammed: true });
    hosting.stop();
  });
});
