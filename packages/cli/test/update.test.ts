// SPDX-License-Identifier: Apache-2.0
/** An engineer's device at the terminal: images are made, brought, kept, refused, rolled back. */
import { assert } from "@cisterna/quantity";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { type Bedside, bedside, enrolAt, filled } from "./bedside.ts";

const MODEL = "generic-20";

type Made = { readonly ware?: string; readonly number?: string; readonly more?: readonly string[] };

/** Makes an image under a file name; what the call printed. */
const imageAt = async (
  scene: Bedside,
  out: string,
  { ware = "firmware", number = "2", more = [] }: Made = {},
) => {
  const { io, files } = memoryIo(Object.fromEntries(scene.files));
  const asked = [
    "--ware",
    ware,
    "--number",
    number,
    ...(more.includes("--model") ? [] : ["--model", MODEL]),
  ];
  const words = ["pump", "image", "--maker", "authority.json", ...asked, ...more, "--out", out];
  const { status, stdout } = await runCommandLine([...words, "--json"], io);
  scene.files.set(out, files.get(out) ?? "");
  return { status, json: JSON.parse(stdout) as { refusals?: { kind: string; path: string }[] } };
};

const engineerAt = async (scene: Bedside, me: string): Promise<void> => {
  await enrolAt(scene, me, "service");
  const invited = await scene.call(
    "program",
    "invite",
    "one",
    "--me",
    "doctor",
    "--role",
    "service",
  );
  const code = invited.json.code ?? "";
  const { status, json } = await scene.call("program", "pair", "--me", me, "--code", code);
  assert(status === 0, "the engineer pairs", { json });
};

describe("an engineer at the terminal", () => {
  let scene: Bedside;
  beforeAll(async () => {
    scene = await bedside();
    await filled(scene);
    await engineerAt(scene, "engineer");
  });
  afterAll(() => scene.stop());

  const update = (image: string, ...more: readonly string[]) =>
    scene.call("program", "update", "one", "--me", "engineer", "--image", image, ...more);
  const kindsOf = async (image: string, ...more: readonly string[]) => {
    const { status, json } = await update(image, ...more);
    return [status, ...(json.refusals ?? []).map(({ kind }) => kind)];
  };

  test.each(["firmware", "library", "constants"])("%s is kept, once", async (ware) => {
    await imageAt(scene, ware, { ware });
    const { status, json } = await update(ware);
    expect(status).toBe(0);
    expect(json).toMatchObject({ ware, version: 2, state: "kept", flaw: null });
    expect(json).toMatchObject({ wares: { model: MODEL, [ware]: { version: 2 }, spare: null } });
    expect(json.statement).toMatchObject({ mode: "running", version: 1 });
    expect(await kindsOf(ware)).toEqual([1, "not-newer"]);
  });

  test.each(["firmware", "library", "constants"])("%s with a flaw is rolled back", async (ware) => {
    await imageAt(scene, "flawed", { ware, number: "9", more: ["--flawed"] });
    expect(await kindsOf("flawed")).toEqual([1, "rolled-back"]);
    const text = await scene.text(
      "program",
      "update",
      "one",
      "--me",
      "engineer",
      "--image",
      "flawed",
    );
    expect(text).toContain("did not keep it, and runs on what it had");
    expect(text).not.toContain("undefined");
  });

  test("another model, a changed byte, a cut and a raised version are refused", async () => {
    await imageAt(scene, "other", { number: "7", more: ["--model", "generic-40"] });
    expect(await kindsOf("other")).toEqual([1, "other-model"]);
    await imageAt(scene, "sound", { ware: "library", number: "7" });
    const sound = scene.files.get("sound") ?? "";
    const spoiled = (from: RegExp, to: string): void =>
      void scene.files.set("spoiled", sound.replace(from, to));
    spoiled(/6d6f727068696e65/, "6d6f727068696e66");
    expect(await kindsOf("spoiled")).toEqual([1, "other-content"]);
    spoiled(/("content": "hex:[0-9a-f]+)[0-9a-f]{4}"/, '$1"');
    expect(await kindsOf("spoiled")).toEqual([1, "incomplete"]);
    spoiled(/"version": 7/, '"version": 8');
    expect(await kindsOf("spoiled")).toEqual([1, "not-vouched"]);
    spoiled(/"signature": "hex:[0-9a-f]+"/, '"signature": "hex:00"');
    expect(await kindsOf("spoiled")).toEqual([1, "not-an-image"]);
    spoiled(/"version": 7/, '"version": 0');
    expect(await kindsOf("spoiled")).toEqual([1, "not-an-image"]);
    spoiled(/[\s\S]*/, "{}");
    expect(await kindsOf("spoiled")).toEqual([1, "not-an-image"]);
    spoiled(/^\{/, "");
    expect(await kindsOf("spoiled")).toEqual([1, "not-an-image"]);
    expect(await kindsOf("sound", "--far")).toEqual([1, "needs-near-field"]);
    expect(await kindsOf("sound")).toEqual([0]);
  });

  test("a clinician's device brings nothing", async () => {
    const image = ["--image", "sound"];
    const { json } = await scene.call("program", "update", "one", "--me", "doctor", ...image);
    expect(json.refusals?.map(({ kind }) => kind)).toEqual(["other-role"]);
  });

  test("what the pump runs on is in every reading", async () => {
    const text = await scene.text("program", "interrogate", "one", "--me", "doctor");
    const { json } = await scene.call("program", "interrogate", "one", "--me", "doctor");
    const book = json.logbook ?? [];
    const back = book.find(({ what }) => what.kind === "update-taken");
    expect(back?.actor).toMatchObject({ kind: "peer", name: "engineer" });
    expect(book.length).toBeGreaterThan(10);
    for (const { wall, versions } of book) {
      expect(wall).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(versions?.firmware).toBeGreaterThanOrEqual(1);
    }
    expect(text).toContain("It is a generic-20 with firmware version 2, library 7, constants 2");
  });
});

test("an image that cannot be made is refused by what is wrong with it", async () => {
  const scene = await bedside();
  const kinds = async (made: Made) => {
    const { status, json } = await imageAt(scene, "out", made);
    return [status, ...(json.refusals ?? []).map(({ kind, path }) => `${kind} ${path}`)];
  };
  expect(await kinds({ ware: "hardware" })).toEqual([1, "unknown-value ware"]);
  expect(await kinds({ number: "0" })).toEqual([2, "malformed-count number"]);
  expect(await kinds({ number: "4294967296" })).toEqual([2, "malformed-count number"]);
  expect(await kinds({ more: ["--model", "none-such"] })).toEqual([1, "unknown-value model"]);
  scene.files.set("authority.json", "{}");
  expect(await kinds({})).toEqual([1, "keys-damaged authority.json"]);
  scene.stop();
});

test("a role that no clinic stands for is not enrolled", async () => {
  const { io } = memoryIo({});
  const words = ["program", "enrol", "--clinic", "a", "--name", "x", "--out", "y"];
  const { stdout } = await runCommandLine([...words, "--role", "patient", "--json"], io);
  expect(JSON.parse(stdout)).toMatchObject({ refusals: [{ kind: "unknown-value", path: "role" }] });
});
