// SPDX-License-Identifier: Apache-2.0
/** Programmer and controller at the terminal, against served implants. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderOf } from "../../implant/test/ward.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import {
  atHome,
  type Bedside,
  bedside,
  type Called,
  doctorAt,
  enrolAt,
  filled,
  signed,
} from "./bedside.ts";

const kinds = ({ refusals = [] }: Called["json"]): readonly string[] =>
  refusals.map(({ kind }) => kind);

describe("a visit", () => {
  let scene: Bedside;
  beforeAll(async () => {
    scene = await bedside();
    await filled(scene);
  });
  afterAll(() => scene.stop());

  const program = (...words: readonly string[]) =>
    scene.call("program", ...words.slice(0, 1), "one", "--me", "doctor", ...words.slice(1));

  test("shows checks, then the pump's words beside the old ones, and signs nothing", async () => {
    const change = ["change", "one", "--me", "doctor", "--basal", "2.4 mg/d"];
    const text = await scene.text("program", ...change);
    const places = [
      "Notes",
      "rises by 20 %",
      "reads back",
      "Basal         2 mg/d",
      "2.4 mg/d (0.24 mL/d)",
      "Not signed",
    ];
    expect(places.map((each) => text.indexOf(each))).toEqual(
      places.map((each) => text.indexOf(each)).toSorted((a, b) => a - b),
    );
    expect(text).not.toContain("undefined");
    const { json } = await program("interrogate");
    expect(json.program?.version).toBe(1);
  });

  test("a hash that is another one signs nothing", async () => {
    const found = await program("change", "--basal", "2.4 mg/d", "--sign", "00000000");
    expect(found.status).toBe(1);
    expect(kinds(found.json)).toEqual(["other-hash-signed"]);
    expect(found.json.statement).toMatchObject({ version: 1, mode: "running" });
  });

  test("every session ends with how the pump says that it runs on [REQ-060 holds]", async () => {
    const stopped = await program("stop", "--reason", "a scan", "--maximum", "2 h");
    expect(stopped.json.statement).toMatchObject({
      mode: "stopped",
      rate: { value: 0, unit: "mL/d" },
      stop: { reason: "a scan" },
    });
    const resumed = await program("resume");
    expect(resumed.json.statement).toMatchObject({ mode: "running", rate: { value: 0.2 } });
  });

  test("scan, alarms and clock are told and answered", async () => {
    expect((await program("begin-scan", "--for", "1 h")).status).toBe(0);
    expect((await program("end-scan", "--turns")).status).toBe(0);
    expect((await program("test-alarm")).status).toBe(0);
    expect((await program("set-clock")).status).toBe(0);
    expect(kinds((await program("acknowledge")).json)).toEqual(["no-alarm"]);
    expect(kinds((await program("cancel-bolus")).json)).toEqual(["no-bolus"]);
  });

  test("what needs the coil is refused from afar", async () => {
    const fill = ["--case", "first-fill.yaml", "--aspirated", "18 mL", "--far"];
    expect(kinds((await program("refill", ...fill)).json)).toEqual(["needs-near-field"]);
    const other = ["--case", "stronger-fill.yaml", "--aspirated", "18 mL", "--far"];
    expect(kinds((await program("refill", ...other)).json)).toEqual(["needs-near-field"]);
  });

  test("a case that is refused, unreadable or not confirmed proposes nothing", async () => {
    const wrong = await program("change", "--basal", "2.4 mg");
    expect(wrong.status).toBe(1);
    const beyond = await program("change", "--basal", "200 mg/d");
    expect(beyond.json.hash).toBeUndefined();
    const fluid = await program("change", "--case", "stronger-fill.yaml");
    expect(kinds(fluid.json)).toContain("fluid-differs");
  });

  test("the patient asks, is locked out and hears when, and reads what is left", async () => {
    const invited = await program("invite");
    expect(invited.status).toBe(0);
    await enrolAt(scene, "mine", "patient");
    const paired = await scene.call(
      "patient",
      "pair",
      "--me",
      "mine",
      "--code",
      invited.json.code ?? "",
    );
    expect(paired.status).toBe(0);
    const patient = (word: string) => scene.call("patient", word, "one", "--me", "mine");
    expect((await patient("ask")).json.events).toMatchObject([{ kind: "bolus-granted" }]);
    const again = await patient("ask");
    expect(kinds(again.json)).toContain("locked-out");
    expect(again.json.next_in?.value).toBe(120);
    const status = await patient("status");
    expect(status.json.statement?.low_in?.value).toBeGreaterThan(30);
    expect(kinds((await patient("silence")).json)).toEqual(["no-alarm"]);
    const stolen = await scene.call(
      "patient",
      "pair",
      "--me",
      "mine",
      "--code",
      invited.json.code ?? "",
    );
    expect(kinds(stolen.json)).toEqual(["pairing-failed"]);
    const forgotten = await program("forget", "--slot", String(paired.json.slot));
    expect(forgotten.status).toBe(0);
  });

  test("of two programmers one controls and the other reads", async () => {
    const { code = "" } = (await program("invite", "--role", "clinician")).json;
    await enrolAt(scene, "b", "program");
    expect((await scene.call("program", "pair", "--me", "b", "--code", code)).status).toBe(0);
    const both = await Promise.all([
      program("stop", "--reason", "one", "--maximum", "1 h"),
      scene.call("program", "stop", "one", "--me", "b", "--reason", "other", "--maximum", "1 h"),
    ]);
    const outcomes = both.map(({ json }) => kinds(json).join() || "done").toSorted();
    expect(["done", "done,not-in-control", "done,stopped"]).toContain(
      [...new Set(outcomes)].join(),
    );
    await program("resume");
  });
});

describe("a programmer that was lost", () => {
  let scene: Bedside;
  beforeAll(async () => {
    scene = await bedside();
    await doctorAt(scene, "doctor");
    const invited = await scene.call(
      "program",
      "invite",
      "one",
      "--me",
      "doctor",
      "--role",
      "clinician",
    );
    await enrolAt(scene, "lost", "program");
    await scene.call("program", "pair", "--me", "lost", "--code", invited.json.code ?? "");
  });
  afterAll(() => scene.stop());

  const reads = (me: string) => scene.call("program", "interrogate", "one", "--me", me);
  const advance = (epoch: string) =>
    scene.call(
      ...["program", "advance", "one", "--me", "doctor"],
      ...["--clinic", "authority.json", "--epoch", epoch],
    );
  const certify = (me: string, epoch: string) =>
    atHome(
      scene,
      "program",
      "certify",
      "--clinic",
      "authority.json",
      ...["--me", me],
      ...["--epoch", epoch],
    );

  // A pump that does not listen says nothing, and that takes a while to hear: it is heard once.
  test("is not listened to from the next epoch on, by no earlier one either", async () => {
    expect((await reads("lost")).status).toBe(0);
    expect(await certify("doctor", "2")).toBe(0);
    expect(await advance("2")).toMatchObject({ status: 0, json: { epoch: 2 } });
    expect((await reads("doctor")).status).toBe(0);
    expect(await certify("lost", "1")).toBe(0);
    expect((await reads("lost")).status).toBe(1);
  });

  test("comes back by no number that is lower, or none", async () => {
    expect(kinds((await advance("1")).json)).toEqual(["stale-epoch"]);
    for (const epoch of ["0", "-1", "1.5", "two", "1000000"]) {
      expect(kinds((await advance(epoch)).json)).toEqual(["malformed-count"]);
      expect(await certify("doctor", epoch)).toBe(2);
    }
  });
});

describe("what is not there, or not this device's", () => {
  let scene: Bedside;
  beforeAll(async () => {
    scene = await bedside(folderOf(["one", "two"]));
    await doctorAt(scene, "doctor");
  });
  afterAll(() => scene.stop());

  test("a wrong port, another pump, a device that has not paired, a card twice", async () => {
    const { io } = memoryIo(Object.fromEntries(scene.files));
    const words = ["program", "interrogate", "one", "--me", "doctor", "--json", "--url"];
    const nowhere = await runCommandLine([...words, "ws://127.0.0.1:9"], io);
    expect(nowhere.status).toBe(1);
    expect(kinds(JSON.parse(nowhere.stdout))).toEqual(["pump-unreachable"]);
    const unknown = await scene.call("program", "interrogate", "three", "--me", "doctor");
    expect(kinds(unknown.json)).toEqual(["not-paired"]);
    const again = await scene.call("program", "pair", "--me", "doctor", "--card", "one.card");
    expect(kinds(again.json)).toEqual(["pairing-failed"]);
    scene.files.set("broken", "{}");
    expect((await scene.call("program", "resume", "one", "--me", "broken")).status).toBe(2);
    const air = await scene.call("pump", "air", "three", "--loss", "20");
    expect(kinds(air.json)).toEqual(["not-done"]);
  });

  test("over air that loses 20 % a visit goes through; over jammed air nobody knows", async () => {
    const lossy = await scene.text("pump", "air", "one", "--channel", "near", "--loss", "20");
    expect(lossy).toContain("20 % are lost");
    const fill = ["--case", "first-fill.yaml", "--aspirated", "0 mL"];
    const found = await signed(scene, "program", "refill", "one", "--me", "doctor", ...fill);
    expect(found).toMatchObject({ status: 0, json: { signed: true, statement: { version: 1 } } });
    await scene.text("pump", "air", "one", "--channel", "near", "--jammed");
    const lost = await scene.call("program", "resume", "one", "--me", "doctor");
    expect(kinds(lost.json)).toEqual(["unknown-outcome"]);
  });
});

test("pump serve refuses what it cannot serve before it serves anything", async () => {
  const { io } = memoryIo();
  const serve = async (...words: readonly string[]) => {
    const { status, stdout } = await runCommandLine(["pump", "serve", ...words, "--json"], io);
    return { status, kinds: kinds(JSON.parse(stdout)) };
  };
  const folder = folderOf(["one"]);
  expect(await serve("--implants", folder, "--host", "0.0.0.0")).toEqual({
    status: 1,
    kinds: ["not-loopback"],
  });
  expect(await serve("--implants", folder, "--speed", "fast")).toEqual({
    status: 2,
    kinds: ["malformed-speed"],
  });
  expect(await serve("--implants", "/nowhere")).toEqual({ status: 2, kinds: ["folder-missing"] });
  const scene = await bedside(folder);
  expect(await serve("--implants", folder, "--port", "0")).toEqual({
    status: 1,
    kinds: ["folder-in-use"],
  });
  const port = new URL(scene.address).port;
  expect(await serve("--implants", folderOf(["one"]), "--port", port)).toEqual({
    status: 1,
    kinds: ["port-taken"],
  });
  scene.stop();
  const rested = await serve("--implants", folder, "--port", "0");
  expect(rested).toEqual({ status: 0, kinds: [] });
});

test("a session is left running, or standing in so many words [REQ-063 holds]", async () => {
  const scene = await bedside();
  await filled(scene);
  const typed = async (...answers: readonly string[]) => {
    const { io } = memoryIo(Object.fromEntries(scene.files));
    const said: string[] = [];
    const ask = async (question: string) => {
      said.push(question);
      return answers[said.filter((each) => each.endsWith(": ")).length - 1] ?? null;
    };
    const words = ["program", "session", "one", "--me", "doctor", "--url", scene.address, "--json"];
    const asked = { ...io, ask, say: (line: string) => void said.push(line), now: later };
    const { status, stdout } = await runCommandLine(words, asked);
    return { status, said, mode: JSON.parse(stdout).statement.mode as string };
  };
  // A file of the device that is older than its counters gets through by the clock.
  let hour = 0;
  const later = () => {
    hour += 1;
    return { epochMs: hour * 3_600_000, offsetMinutes: 0 };
  };
  const running = await typed("stop", "a scan", "1 h", "leave", "no", "resume", "leave");
  expect(running).toMatchObject({ status: 0, mode: "running" });
  expect(running.said.join("\n")).toContain("Its patient gets nothing");
  const standing = await typed("stop", "a scan", "1 h", "leave", "leave it stopped");
  expect(standing).toMatchObject({ status: 0, mode: "stopped" });
  scene.stop();
});
