// SPDX-License-Identifier: Apache-2.0
/** The steps of the walk-through: each in words, and as a browser does it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { accept, dose, end, open, propose } from "./bedside.ts";
import { openPage, PATIENT, type Stage } from "./browser.ts";
import type { Demo } from "./demo.ts";
import { opensReader, signsPassport } from "./papers.ts";
import { decision, handsOn } from "./walk.ts";

/** Who walks: where, and the papers that are carried from one step to a later one. */
export type Walker = {
  readonly stage: Stage;
  readonly demo: Demo;
  readonly papers: Map<string, string>;
  page: Page;
};

/** One step. */
export type Step = {
  readonly title: string;
  /** In Markdown; words in bold stand on the screen. */
  readonly says: string;
  /** The picture of how it ends, and what that shows. */
  readonly picture?: string;
  readonly shows?: string;
  /** Does it; gives the page that is looked at afterwards. */
  readonly does: (walker: Walker) => Promise<Page>;
};

const LABEL =
  "CIS1;lot=lot-demo-13-2;patient=demo-13;drugs=morphine 10 mg/mL;volume=20 mL;expires=2030-12-31";

const signIn = async ({ page, demo }: Walker, account: string): Promise<void> => {
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill(account);
  await page.getByLabel("Password").fill(demo.password);
  await page.keyboard.press("Enter");
  await page.getByText("Sign out").waitFor(PATIENT);
};

const becomes = async (walker: Walker, account: string): Promise<void> => {
  const { page } = walker;
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await signIn(walker, account);
};

const toPatient = async ({ page }: Walker, name: string): Promise<void> => {
  await page.getByRole("link", { name: "Radar", exact: true }).click();
  await page.getByRole("textbox", { name: /Search/ }).fill(name);
  await page.getByRole("link", { name }).click();
  await page.getByRole("heading", { name }).waitFor();
};

/** The number that stands under "Computed here", to a tenth. */
const computed = async (page: Page): Promise<string> => {
  const text = await page.locator(".decision").innerText();
  return String(Math.round(Number(/([\d.]+)\s*mL/.exec(text)?.[1]) * 10) / 10);
};

const refill = async (walker: Walker): Promise<Page> => {
  const { page, demo } = walker;
  await toPatient(walker, "Mara Studer");
  const { press, type, scan } = handsOn(page);
  await page.getByRole("button", { name: /Refill visit/ }).waitFor();
  await press("r");
  for (const name of ["What the pump says", "What the needle finds"]) {
    await decision(page, name);
    await type(await computed(page));
    await press("Tab", "Space", "Enter");
  }
  await decision(page, "The syringe");
  await scan(LABEL);
  await page.getByRole("button", { name: "This is the syringe I inject" }).waitFor();
  await press("Enter");
  await decision(page, "What is to run");
  await press("Enter");
  await decision(page, "Dangers");
  await type("stopping is the lesser danger");
  await press("Tab");
  await type(demo.password);
  await press("Enter");
  await decision(page, "The needle's place");
  await press("Space", "Tab", "Space", "Tab");
  await type("22G");
  await press("Tab", "Tab");
  await type("30");
  await press("Enter");
  await decision(page, "What the pump says now");
  await press("Space", "Tab");
  await type("20");
  await press("Tab");
  await type("2");
  await press("Enter");
  await decision(page, "Sign");
  await type(demo.password);
  await press("Tab");
  await type(demo.code("nurse"));
  await press("Enter");
  await decision(page, "Report of the refill");
  return page;
};

const program = async (walker: Walker): Promise<Page> => {
  const { page, demo } = walker;
  await becomes(walker, "physician");
  await toPatient(walker, "Anna Berger");
  await page.getByRole("link", { name: "Program the pump (virtual implants)" }).click();
  await page.getByLabel("Your password").fill(demo.password);
  await page.getByLabel("Six digits of your authenticator").fill(demo.code("physician"));
  await page.getByRole("button", { name: "Draw keys" }).click();
  await page.getByLabel("Implant card (file)").setInputFiles(demo.card);
  await page.getByRole("button", { name: "Read the pump" }).waitFor(PATIENT);
  await open(page);
  await dose(page, "2.2");
  await accept(page);
  await propose(page);
  return page;
};

const switchPump = async ({ page, demo }: Walker): Promise<Page> => {
  const signature = page.getByRole("region", { name: "Your signature" });
  await signature.getByLabel("Your password").fill(demo.password);
  await signature.getByLabel("Six digits of your authenticator").fill(demo.code("physician"));
  await signature.getByRole("button", { name: "Sign: the pump switches" }).click();
  await page.getByText(/Done: version \d+ runs/).waitFor(PATIENT);
  await end(page);
  return page;
};

const issue = async (walker: Walker): Promise<Page> => {
  const { page, demo, papers } = walker;
  await toPatient(walker, "Mara Studer");
  await page.getByRole("link", { name: /^Passport:/ }).click();
  await signsPassport(page, demo.password);
  const folder = mkdtempSync(join(tmpdir(), "cisterna-walk-"));
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the text" }).click();
  await (await coming).saveAs(join(folder, "passport.txt"));
  const reader = page.getByRole("link", { name: "Reader with this clinic's key" });
  const address = new URL((await reader.getAttribute("href")) ?? "", page.url());
  writeFileSync(join(folder, "reader.html"), await (await fetch(address)).text());
  papers.set("text", join(folder, "passport.txt"));
  papers.set("reader", pathToFileURL(join(folder, "reader.html")).href);
  await page.getByRole("button", { name: "Sheet (A5)" }).click();
  await page.getByRole("article", { name: "The paper" }).waitFor();
  return page;
};

const readOffline = async ({ stage, papers }: Walker): Promise<Page> => {
  const day = new Date().toISOString().slice(0, 10);
  const stranger = await opensReader(stage, { address: papers.get("reader") ?? "", day });
  const file = papers.get("text") ?? "";
  await stranger.getByLabel("Choose a photograph or a file").setInputFiles(file);
  for (const said of ["✓ Genuine · current", /Mara Studer/, "What kills?"]) {
    await stranger.getByText(said).first().waitFor();
  }
  return stranger;
};

const solve = async ({ stage }: Walker): Promise<Page> => {
  const page = await openPage(stage, "#/lab");
  await page.getByRole("heading", { name: "All quiet" }).waitFor();
  await page.goto(`${stage.site.address}#/lab/silent-over-infusion`);
  await page.getByRole("timer").waitFor();
  for (let day = 0; day < 30; day += 1) await page.keyboard.press("d");
  await page.getByText("Day 31,").waitFor();
  await page.keyboard.press("a");
  await page.getByText("as of now").first().waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("38");
  await page.keyboard.press("Enter");
  await page.getByText(/needle 20\.\d+\smL, computed 2[34]/).waitFor();
  await page.keyboard.press("e");
  await page.getByRole("radio", { name: /no sensor can see it/ }).check();
  await page.getByRole("button", { name: "This is it" }).click();
  await page.getByText("That is it.").waitFor();
  return page;
};

/** Every step, in order. */
export const STEPS: readonly Step[] = [
  {
    title: "Start",
    says: `
    ./start

installs what is missing and serves a clinic with invented people. It prints a password, the names
to sign in with, the folder of the implant cards, and how to get a code for signing. Open
<http://127.0.0.1:8420>, and sign in to the clinic \`demo\` as \`nurse\`. You see the **Radar**:
every
implant by its worst case, the most urgent first, with the reason and what to do next.
`,
    picture: "radar",
    shows: "The radar of the demo clinic",
    does: async (walker) => {
      await signIn(walker, "nurse");
      await walker.page.getByText(/(\d+) of \1 implants/).waitFor(PATIENT);
      return walker.page;
    },
  },
  {
    title: "Refill a pump",
    says: `
Search for Mara Studer, open her, and press **Refill visit** (R). One decision stands on the screen
at a time; Tab goes on, Space chooses, Enter sends.

1. **What the pump says**: no pump lies here, so type the volume that is computed on the screen,
   to a
   tenth of a mL (3 on the first day), and that it runs without an alarm.
2. **What the needle finds**: the same number, clear. Type another one if you like to be stopped.
3. **The syringe**: scan its label, or type what the scanner would:

       ${LABEL}

   Change a letter of it, and see what happens with another patient's syringe.
4. **What is to run**: it goes on as before. Ten times the dose is a question of its own.
5. **Dangers**: this pump stops when in doubt, and the clinic says what that can mean. Write why
   it is
   right all the same, and give the password.
6. **The needle's place**: fluid came back, no swelling, needle 22G, observed for 30 minutes.
7. **What the pump says now**: it runs, 20 mL, 2 mg a day.
8. **Sign** with the password and the six digits of \`./cisterna clinic code --data out/clinic\`.

The report and the next appointment stand at the end.
`,
    picture: "refill",
    shows: "The report of the refill",
    does: refill,
  },
  {
    title: "Program a pump",
    says: `
Sign out, and in again as \`physician\`. Open Anna Berger, and **Program the pump (virtual
implants)**. Her pump lives on the server, but the session with it ends in your browser: the server
carries frames that it cannot read.

Give the password and the code, and **Draw keys**; choose the file \`DEMO-demo-1/card.json\` in
the folder of the
implant cards; then **Read the pump**. Type 2.2 as the basal dose, accept what the judge says, and
**Have the pump read it back**. What runs and what the pump read back stand side by side.
`,
    picture: "programmer",
    shows: "The pump's own read-back beside what runs",
    does: program,
  },
  {
    title: "Sign, and leave the pump",
    says: `
Under **Your signature** give the password and the next six digits (a code signs once, and there is
a new one every 30 seconds), and **Sign: the pump switches**. Its signed receipt says which version
runs now, and the clinic has a task to bring the change into its record. End the session (E): the
last thing that you see is **The pump's last word**.
`,
    does: switchPump,
  },
  {
    title: "Give the patient a passport",
    says: `
Back to Mara Studer, and **Passport: make, print, take back**. Choose what it reveals, read what a
stranger would see, give the password and **Sign the passport**. **Sheet (A5)** is what she carries.
**Save the text** (it is what the code on the sheet holds), and save the page behind **Reader with
this clinic's key**.
`,
    picture: "passport",
    shows: "The sheet that the patient carries",
    does: issue,
  },
  {
    title: "Read it without a network",
    says: `
Switch the network off. Open the saved reader from your disk, and choose the saved text, or a
photograph
of the code. It says whether the passport is **Genuine**, how old it is, and answers five questions:
**What is in it?** **How much?** **When does it run dry?** **What kills?** **Whom to call?**
`,
    picture: "reader",
    shows: "The passport as a stranger reads it, offline",
    does: readOffline,
  },
  {
    title: "Solve an incident",
    says: `
Network on, to the **Pump lab**. The incident **All quiet** is a month in which nothing seems to
happen.
Go thirty days on (D), ask the pump (A), refill it with 38 mL (R), and compare what the needle
found with
what was computed. Then say what is going on (E). **That is it.** stands above the debrief: what was
inside, what the pump said beside what was true, and everything that happened.
`,
    picture: "lab",
    shows: "The debrief of a solved incident",
    does: solve,
  },
];
