// SPDX-License-Identifier: Apache-2.0
/** `passport`: made by a clinic, read by a stranger, on the command line. */
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { passportOutput } from "../src/schema/passport.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { nodeIo } from "../src/shell/node.ts";

const CASE = readFileSync(
  new URL("../../../examples/10-morphine-with-bupivacaine.yaml", import.meta.url),
  "utf8",
);

const clinic = async () => {
  const world = memoryIo({ "case.yaml": CASE });
  const call = (...words: readonly string[]) => runCommandLine(["passport", ...words], world.io);
  const about = ["--name", "Demo clinic", "--phone", "+34 900 000 000"];
  await call("key", ...about, "--out", "k.json", "--trust", "t.json");
  const issued = ["--key", "k.json", "--at", "2026-03-05T10:00:00+01:00"];
  await call(
    "make",
    "case.yaml",
    ...issued,
    "--out",
    "p.txt",
    "--card",
    "c.html",
    "--show",
    "born",
  );
  return { ...world, call };
};

const READ = ["read", "p.txt", "--trust", "t.json", "--at"];
const IN_APRIL = "2026-04-05T10:00:00+02:00";

describe("a passport", () => {
  test("answers the five questions, and says how old it is", async () => {
    const { call } = await clinic();
    const { status, stdout } = await call(...READ, IN_APRIL);
    expect(status).toBe(0);
    for (const said of [
      "the signature is genuine",
      "CURRENT. Issued 2026-03-05 10:00, 30 d ago",
      "morphine 10 mg/mL with bupivacaine 20 mg/mL",
      "Runs dry between 2026-06-11",
      "antidote naloxone",
      "Demo clinic, +34 900 000 000",
    ]) {
      expect(stdout).toContain(said);
    }
  });

  test("is data by its published schema", async () => {
    const { call } = await clinic();
    const { stdout } = await call(...READ, IN_APRIL, "--json");
    expect(passportOutput.parse(JSON.parse(stdout))).toMatchObject({
      trust: "current",
      age_days: 30,
      patient: { name: null, id: null },
      pump: "generic-40",
    });
  });

  test("is old once its refill was due, and loudly so", async () => {
    const { call } = await clinic();
    expect((await call(...READ, "2026-09-01T10:00:00+02:00")).stdout).toContain("OLD:");
  });

  test("that was revoked, damaged or signed by a stranger is refused", async () => {
    const { call, io, files } = await clinic();
    const text = files.get("p.txt") ?? "";
    const id = JSON.parse((await call(...READ, IN_APRIL, "--json")).stdout).id as string;
    const trust = JSON.parse(files.get("t.json") ?? "");
    const revoked = { ...trust, clinics: [{ ...trust.clinics[0], revoked: [id] }] };
    await io.writeText("t.json", JSON.stringify(revoked));
    expect(await call(...READ, IN_APRIL)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("was revoked"),
    });
    await io.writeText("p.txt", text.slice(0, 200));
    expect((await call(...READ, IN_APRIL)).stdout).toContain("cut or damaged");
    await io.writeText("p.txt", text);
    await call("key", "--name", "x", "--phone", "1", "--out", "o.json", "--trust", "t.json");
    expect((await call(...READ, IN_APRIL)).stdout).toContain("not trusted");
  });

  test("is a card that asks the network for nothing and reveals only what was chosen", async () => {
    const { files } = await clinic();
    const card = files.get("c.html") ?? "";
    expect(card).toContain("default-src &#39;none&#39;");
    expect(card).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    expect(card).toContain("born");
    expect(card).not.toContain("demo-");
  });
});

test("a secret is for its owner alone, and never overwrites what is there", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "cisterna-key-")), "k.json");
  const { io } = nodeIo();
  expect((await io.writeText(file, "first", { secret: true })).ok).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await io.writeText(file, "second", { secret: true })).toMatchObject({
    ok: false,
    refusals: [{ kind: "file-not-writable", because: "EEXIST" }],
  });
  expect(readFileSync(file, "utf8")).toBe("first");
});

describe("a call that cannot be carried out", () => {
  test.each([
    [["make", "case.yaml", "--key", "k.json", "--show", "colour"], "show", "unknown-value"],
    [["make", "case.yaml", "--key", "k.json", "--at", "today"], "at", "malformed-instant"],
    [["make", "none.yaml", "--key", "k.json"], "none.yaml", "file-not-found"],
    [["make", "case.yaml", "--key", "t.json"], "kind", "unknown-word"],
    [["read", "p.txt", "--trust", "k.json"], "kind", "unknown-word"],
    [["read", "case.yaml", "--trust", "t.json"], "case.yaml", "not-a-passport"],
    [
      ["key", "--name", " ", "--phone", "1", "--out", "a", "--trust", "b"],
      "name",
      "malformed-text",
    ],
  ])("%j names its place", async (words, path, kind) => {
    const { call } = await clinic();
    const { stdout } = await call(...words, "--json");
    expect(JSON.parse(stdout).refusals).toContainEqual(expect.objectContaining({ path, kind }));
  });

  test("a key whose halves differ signs nothing", async () => {
    const { call, io, files } = await clinic();
    const [key, other] = ["k.json", "t.json"].map((file) => JSON.parse(files.get(file) ?? ""));
    await call("key", "--name", "x", "--phone", "1", "--out", "o.json", "--trust", "p.json");
    const stranger = JSON.parse(files.get("o.json") ?? "");
    await io.writeText("k.json", JSON.stringify({ ...key, private: stranger.private }));
    expect(other.clinics[0].public).toBe(key.public);
    expect((await call("make", "case.yaml", "--key", "k.json")).stdout).toContain("different keys");
  });

  test("a case that is refused has no passport", async () => {
    const { call, io } = await clinic();
    await io.writeText("case.yaml", CASE.replace(/on_fault: .*/, ""));
    expect((await call("make", "case.yaml", "--key", "k.json")).status).toBe(1);
  });
});
