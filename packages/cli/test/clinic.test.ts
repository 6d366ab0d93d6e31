// SPDX-License-Identifier: Apache-2.0
/** `clinic` as its owner calls it: the demo is served, copied, restored, and looked through. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const NODE = ["--disable-warning=ExperimentalWarning", MAIN];

type Called = { readonly status: number; readonly out: string; readonly said: string };

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name !== "DATABASE_URL"),
);

/** Calls the command line with some words, and waits for its end. */
const call = (...words: readonly string[]): Promise<Called> =>
  new Promise((resolve) => {
    const options = { env: environment };
    execFile(process.execPath, [...NODE, ...words], options, (error, out, said) =>
      resolve({ status: Number(error?.code ?? 0), out, said }),
    );
  });

type Served = { readonly child: ChildProcess; readonly address: string; readonly password: string };

/** Serves the demo from a folder, and waits until it says where. */
const served = (folder: string): Promise<Served> =>
  new Promise((resolve, reject) => {
    const pages = join(folder, ".."); // a folder that is there, and holds no app
    const words = ["clinic", "--demo", "--data", folder, "--port", "0", "--app", pages];
    const env = { ...environment, CISTERNA_LOG: "warn" };
    const child = spawn(process.execPath, [...NODE, ...words], { env });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /open at (http:\S+)\//.exec(said) ?? [];
      const [, password] = /password (\S+) as/.exec(said) ?? [];
      if (address !== undefined && password !== undefined && said.includes("patient      ")) {
        resolve({ child, address, password });
      }
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });

const ended = ({ child }: Served): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGTERM");
  });

const json = { "content-type": "application/json" };

/** An example as it stands, and what it is expected to print. */
const example = (name: string): string =>
  fileURLToPath(new URL(`../../../examples/clinic/${name}`, import.meta.url));

/** A page of the radar. */
type Page = { readonly rows?: readonly unknown[] };

/** Signs in and reads a page. */
const readAs = async ({ address, password }: Served, account: string, page: string) => {
  const door = `${address}/api/clinics/demo`;
  const body = JSON.stringify({ account, password });
  const signedIn = await fetch(`${door}/session`, { method: "POST", headers: json, body });
  expect(signedIn.status).toBe(201);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const answer = await fetch(`${door}/${page}`, { headers: { cookie } });
  return { status: answer.status, body: (await answer.json()) as Page };
};

describe("the demo clinic", () => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-demo-"));
  const data = join(folder, "data");
  let clinic: Served;
  beforeAll(async () => {
    clinic = await served(data);
  });
  afterAll(() => {
    clinic.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  test("shows whom it watches: 24 implants", async () => {
    const { status, body } = await readAs(clinic, "coordinator", "radar");
    expect(status).toBe(200);
    expect(body.rows).toHaveLength(24);
  });

  test("shows no patient's record to whoever may not see it", async () => {
    expect((await readAs(clinic, "auditor", "radar")).status).toBe(403);
  });

  test("shows the code that its people sign a prescription with", async () => {
    const { status, out } = await call("clinic", "code", "--data", data);
    expect([status, out]).toEqual([0, expect.stringMatching(/^\d{6}\n/)]);
    const nowhere = await call("clinic", "code", "--data", join(folder, "nowhere"));
    expect([nowhere.status, nowhere.out + nowhere.said]).toEqual([
      2,
      expect.stringContaining("nothing was made"),
    ]);
  });

  test("has a patient refilled by curl alone, as docs/refill.md shows it", async () => {
    const words = [example("refill.sh"), clinic.address, clinic.password, data];
    const { stdout } = await promisify(execFile)("bash", words, { env: environment });
    if (process.env["CISTERNA_UPDATE"] !== undefined) writeFileSync(example("refill.txt"), stdout);
    expect(stdout).toBe(readFileSync(example("refill.txt"), "utf8"));
  });

  test("is called by another program through the typed client", async () => {
    const words = [example("client.ts"), clinic.address, clinic.password];
    const { stdout } = await promisify(execFile)(process.execPath, words, { env: environment });
    if (process.env["CISTERNA_UPDATE"] !== undefined) writeFileSync(example("client.txt"), stdout);
    expect(stdout).toBe(readFileSync(example("client.txt"), "utf8"));
  });

  test("keeps its folder to itself while it is open", async () => {
    const { status, said, out } = await call("clinic", "--demo", "--data", data, "--port", "0");
    expect({ status, text: said + out }).toMatchObject({
      status: 1,
      text: expect.stringContaining("is in use by another process already"),
    });
  });

  test("ends when it is told to, is whole, and comes back with the same password", async () => {
    expect(await ended(clinic)).toBe(0);
    const whole = await call("clinic", "verify", "--data", data, "--json");
    expect(JSON.parse(whole.out)).toMatchObject({ whole: true, clinics: [{ clinic: "demo" }] });
    const before = clinic.password;
    clinic = await served(data);
    expect(clinic.password).toBe(before);
    expect(await ended(clinic)).toBe(0);
  });

  test("says at the terminal who runs dry first, and gives a calendar without names", async () => {
    const ics = join(folder, "refills.ics");
    const { status, out } = await call("radar", "--data", data, "--ics", ics, "--json");
    const [clinic] = JSON.parse(out).clinics;
    expect([status, clinic.implants.length]).toEqual([0, 24]);
    const worst = clinic.implants[0];
    const text = (await call("radar", "--data", data, "--band", worst.band)).out;
    expect(text).toContain(`empty at worst ${worst.empty.slice(0, 10)}  ${worst.name}`);
    const feed = readFileSync(ics, "utf8");
    expect(feed).toContain("BEGIN:VCALENDAR");
    expect(feed).not.toContain(worst.name);
    expect((await call("radar", "--band", "soon")).out).toContain("accepted: empty, unknown");
  });

  test("is copied to a file for its owner alone, and made again from it", async () => {
    const file = join(folder, "copy.jsonl");
    expect((await call("clinic", "backup", file, "--data", data)).status).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = join(folder, "again");
    expect((await call("clinic", "restore", file, "--data", again)).status).toBe(0);
    const [one, other] = await Promise.all([
      call("clinic", "verify", "--data", data, "--json"),
      call("clinic", "verify", "--data", again, "--json"),
    ]);
    expect(JSON.parse(other.out)).toEqual(JSON.parse(one.out));
    const twice = await call("clinic", "restore", file, "--data", again);
    expect([twice.status, twice.out]).toEqual([1, expect.stringContaining("nothing was changed")]);
  });

  test("is exported as FHIR, every patient or one, for its owner alone", async () => {
    const file = join(folder, "records.ndjson");
    const all = await call("clinic", "export", file, "--data", data);
    expect([all.status, all.out]).toEqual([0, expect.stringContaining("24 patients")]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const bundles = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(bundles).toHaveLength(24);
    const one = join(folder, "one.json");
    await call("clinic", "export", one, "--patient", "demo-2", "--data", data);
    const bundle = JSON.parse(readFileSync(one, "utf8"));
    expect(bundle).toMatchObject({ resourceType: "Bundle", type: "collection" });
    expect(bundles.map((each) => JSON.parse(each))).toContainEqual(bundle);
    const none = await call("clinic", "export", one, "--patient", "nobody", "--data", data);
    expect([none.status, none.out + none.said]).toEqual([1, expect.stringContaining("nobody")]);
  });

  test("prints a report for its owner alone, and says what it cannot print", async () => {
    const file = join(folder, "radar.pdf");
    const words = ["clinic", "report", file, "--clinic", "demo", "--data", data];
    const printed = await call(...words, "--report", "radar", "--paper", "letter");
    expect([printed.status, printed.out]).toEqual([0, expect.stringContaining("radar.pdf")]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
    for (const [wrong, status, said] of [
      [["--report", "custody"], 2, "cannot be written"],
      [["--report", "everything"], 1, "patient-sheet"],
      [["--report", "visit"], 2, "patient"],
      [["--report", "visit", "--patient", "demo-1"], 2, "visit"],
      [["--report", "visit", "--patient", "demo-1", "--visit", "none"], 1, "none"],
      [["--report", "hand-over", "--patient", "demo-1", "--paper", "a3"], 2, "a4, letter"],
      [["--report", "custody", "--visit", "v"], 2, "visit"],
      [["--patient", "demo-1"], 2, "report"],
    ] as const) {
      const refused = await call(...words, ...wrong);
      expect([wrong, refused.status, refused.out + refused.said]).toEqual([
        wrong,
        status,
        expect.stringContaining(said),
      ]);
    }
  });

  test("takes a pump list in after a dry run, whole or not at all, and once", async () => {
    const where = ["--clinic", "demo", "--data", data];
    const list = fileURLToPath(new URL("../../../examples/clinic/pumps.csv", import.meta.url));
    const bad = join(folder, "bad.csv");
    writeFileSync(bad, readFileSync(list, "utf8").replace(",T9,", ",T99,"));
    const refused = await call("clinic", "import", bad, ...where);
    expect([refused.status, refused.out]).toEqual([
      1,
      expect.stringContaining('line 3, column 9 (tip): unknown-word\n    read "T99"'),
    ]);
    const dry = await call("clinic", "import", list, "--dry-run", ...where);
    expect([dry.status, dry.out]).toEqual([0, expect.stringContaining("this was a dry run")]);
    const done = await call("clinic", "import", list, ...where, "--json");
    expect([done.status, JSON.parse(done.out)]).toMatchObject([0, { ready: true, events: 10 }]);
    const again = await call("clinic", "import", list, ...where, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ ready: true, events: 0 });
    const { out } = await call("radar", "--data", data);
    expect(out).toContain("Ada Example (list-1, implant-1)");
    const verdict = await call("clinic", "verify", "--data", data, "--json");
    expect([verdict.status, JSON.parse(verdict.out)]).toMatchObject([0, { whole: true }]);
  });

  test("is not restored from a copy that anything was added to", async () => {
    const file = join(folder, "copy.jsonl");
    const text = readFileSync(file, "utf8");
    appendFileSync(file, `${text.split("\n")[1]}\n`);
    const { status, out } = await call("clinic", "restore", file, "--data", join(folder, "none"));
    expect([status, out]).toEqual([1, expect.stringContaining("cut or was changed")]);
  });
});

describe("a folder in which no clinic was ever kept", () => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-none-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  test.each([["radar"], ["clinic", "verify"], ["clinic", "backup", join(folder, "copy.jsonl")]])(
    "is refused by %s %s, and stays as it was",
    async (...words) => {
      const { status, out, said } = await call(...words, "--data", join(folder, "mistyped"));
      expect([status, out + said]).toEqual([2, expect.stringContaining("nothing was made")]);
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe("a call that means nothing", () => {
  test.each([
    [["sweep"], "ACTION"],
    [["backup"], "FILE"],
    [["verify", "more"], "more"],
    [["export"], "FILE"],
    [["backup", "copy.jsonl", "--patient", "demo-1"], "patient"],
    [["export", "copy.jsonl", "--dry-run"], "dry-run"],
    [["--port", "many"], "port"],
    [["--host", "0.0.0.0"], "host"],
    [["--app", "no-such-folder"], "app"],
  ])("%j is refused before anything is opened", async (words, path) => {
    const { status, out, said } = await call("clinic", ...words);
    expect(status).not.toBe(0);
    expect(out + said).toContain(`${path}: `);
  });
});
