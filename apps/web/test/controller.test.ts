// SPDX-License-Identifier: Apache-2.0
/**
 * The patient's controller on a telephone: real server, real database, a virtual implant that
 * lives, and the session ending in this browser. A broken program is one whose script was changed
 * on its way to the page.
 */
import type { BrowserContext, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { broken, type Prepare } from "./bedside.ts";
import { closeStage, openStage, PATIENT } from "./browser.ts";
import { codeFrom, connected, enter, openPatients, openPhone, pair, type Ward } from "./phone.ts";
import { faultsSeen } from "./sight.ts";
import { weightOfPage } from "./weight.ts";

/** How long a clinic may take to open on a machine with other work. */
const SLOW = 400_000;
const DAY_MS = 86_400_000;
let ward: Ward;
/** A telephone that is used, and another one of the same patient, with the worker of the page. */
let mine: BrowserContext;
let other: BrowserContext;
let phone: Page;

beforeAll(async () => {
  ward = await openPatients(await openStage());
  const page = await connected(ward);
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  other = page.context();
  await page.close();
}, SLOW);

afterAll(async () => {
  await ward.house.close();
  await closeStage(ward.stage);
});

const has = (text: string | RegExp): Promise<void> =>
  phone.getByText(text).first().waitFor(PATIENT);
const press = (name: string | RegExp): Promise<void> => phone.getByRole("button", { name }).click();
const turn = (name: RegExp): Promise<void> => phone.getByRole("link", { name }).click();

/** The telephone is taken up again; `prepare` may change what the page gets. */
const takeUp = async (prepare: Prepare = async () => {}, context = mine): Promise<void> => {
  await phone.close();
  phone = await context.newPage();
  phone.setDefaultTimeout(15_000);
  await prepare(phone);
  await phone.goto(`${ward.stage.site.address}controller.html`);
  await phone.getByText("How your pump is").waitFor();
};

/** The air as a test holds it. `last`: one more frame goes out, and nothing comes back. */
type Air = { state: "open" | "last" | "cut"; heard: number };

const air = (): Air => ({ state: "open", heard: 0 });

/** The page has read the pump through this air, and rests. */
const rests = async (through: Air): Promise<void> => {
  await expect.poll(() => through.heard, { timeout: 15_000 }).toBeGreaterThan(5);
  await phone.locator("main[aria-busy=false]").waitFor();
};

const through =
  (held: Air): Prepare =>
  (page) =>
    page.routeWebSocket(/\/controller\/implants\//, (socket: WebSocketRoute) => {
      if (held.state === "cut") return void socket.close();
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        if (held.state !== "cut") server.send(message);
        if (held.state === "open") return;
        held.state = "cut";
        void socket.close();
      });
      server.onMessage((message) => {
        held.heard += 1;
        if (held.state === "open") socket.send(message);
      });
    });

test("a telephone is connected once, by a password and a code of the own pump", async () => {
  phone = await openPhone(ward.stage, { serviceWorkers: "block" });
  mine = phone.context();
  await enter(phone, "a wrong password");
  await has("Name or password is wrong.");
  await enter(phone);
  await has(/Connected to Demo clinic as Ada Example/);
  await pair(phone, "the code");
  await has("This is not a code of your pump.");
  await pair(phone, `CIS-0002.${"0".repeat(64)}.${"0".repeat(64)}`);
  await has("This code is for the pump CIS-0002. That is not yours.");
  await pair(phone, `CIS-0001.${"0".repeat(64)}.${"0".repeat(64)}`);
  await has("The pump did not answer to this code.");
  await pair(phone, await codeFrom(ward.doctor));
  await has("You can ask for a dose now.");
  await has("0 of at most 4 doses");
});

describe("a dose", () => {
  test("whose answer is lost is not shown; the same request tells [REQ-027 holds]", async () => {
    const held = air();
    await takeUp(through(held));
    await rests(held);
    await press("Ask for a dose");
    held.state = "last";
    await press("Yes, ask");
    await has("We do not know yet whether your pump got your request.");
    expect(await phone.getByText("The pump said yes").count()).toBe(0);
    expect(await phone.getByRole("button", { name: "Ask for a dose" }).count()).toBe(0);
    held.state = "open";
    await press("Ask the pump what happened");
    await has(/The pump said yes. It gives the dose now/);
    await has("1 of at most 4 doses");
  });

  /** Asks against the lock-out, and gives what the pump's no is said in. */
  const refusal = async (): Promise<string> => {
    await press("Ask all the same");
    await press("Yes, ask");
    await has("The pump said no. No dose was given.");
    return phone.locator("main > .alert.bad").innerText();
  };

  test("too soon is refused in plain words, with the next time [REQ-029 holds]", async () => {
    await takeUp();
    await has(/Not yet. You can ask again in (2\sh|1\sh 59\smin)/);
    const said = (await refusal()).replaceAll("\u202f", " ");
    expect(said).toContain("The pause since the last dose is not over.");
    expect(said).toMatch(/You can ask again in (2 h|1 h 59 min) \(.*\d\d:\d\d\)/);
    await has("1 of at most 4 doses");
  });

  test("that is running is not shown on the emergency card as an amount per day", async () => {
    await takeUp();
    await turn(/Card/);
    await has("An extra dose that was asked for is running");
    expect(await phone.getByText(/mg\/d/).count()).toBe(0);
  });

  test("a controller that leaves the next time out is caught [REQ-029 breaks]", async () => {
    await takeUp(broken(/(\w+)=(\w+)\.next===null\?null:\w+\(\w+,\2\.next\)/g, "$1=null"));
    await has(/Not yet/);
    expect(await refusal()).not.toContain("You can ask again");
  });
});

describe("what is old", () => {
  /** Half a minute without contact. */
  const goesGrey = async (...more: readonly Prepare[]): Promise<boolean> => {
    const held = air();
    await takeUp(async (page) => {
      await page.clock.install();
      await through(held)(page);
      for (const each of more) await each(page);
    });
    await has(/Heard from your pump/);
    held.state = "cut";
    await phone.clock.fastForward(31_000);
    await phone.clock.runFor(1_000);
    return (await phone.locator("section.old").count()) > 1;
  };

  test("is greyed after 30 s and called old [REQ-091 holds]", async () => {
    expect(await goesGrey()).toBe(true);
    await has(/No contact with your pump since .*What stands here is old/);
  });

  test("a controller on which nothing gets old is caught [REQ-091 breaks]", async () => {
    expect(await goesGrey(broken(/=3e4,/g, "=3e9,"))).toBe(false);
  });
});

describe("what is kept", () => {
  /** Everything that lies in the browser's storage, as far as it can be read there. */
  const stored = (): Promise<{ text: string; extractable: boolean }> =>
    phone.evaluate(`new Promise((done) => {
      const asked = indexedDB.open("cisterna-controller");
      asked.onsuccess = () => {
        const all = asked.result.transaction("controllers").objectStore("controllers").getAll();
        all.onsuccess = () => {
          const [row] = all.result;
          asked.result.close();
          const text = row === undefined ? "" : new TextDecoder().decode(row.sealed.text);
          done({ text: text + JSON.stringify(localStorage), extractable: row?.wrap.extractable });
        };
      };
    })`);

  const writes = async (note: string): Promise<void> => {
    await turn(/Diary/);
    await phone.getByLabel("Anything else").fill(note);
    await phone.getByRole("group", { name: "Pain" }).getByLabel("7").check({ force: true });
    await press("Write it down");
    await has("Written down.");
  };

  test("is sealed under a key that nobody gets out, and gone in time [REQ-090 holds]", async () => {
    await takeUp();
    await writes("worse in the morning");
    await has("Pain 7 of 10");
    const { text, extractable } = await stored();
    expect(extractable).toBe(false);
    expect(text).not.toMatch(/morning|Ada|morphine|CIS-0001/);
    await takeUp((page) => page.clock.install({ time: Date.now() + 91 * DAY_MS }));
    await turn(/Diary/);
    await has("Nothing yet.");
  });

  test("a controller that seals nothing is caught [REQ-090 breaks]", async () => {
    const plain = /await crypto\.subtle\.encrypt\(\{[^}]*\},\w+,(\w+)\)/g;
    const second = await openPhone(ward.stage, { serviceWorkers: "block" });
    const first = phone;
    phone = second;
    await broken(plain, "await $1.buffer")(phone);
    await phone.reload();
    await enter(phone);
    await has("2. Your pump");
    await writes("worse in the morning");
    expect((await stored()).text).toContain("worse in the morning");
    await second.context().close();
    phone = first;
  });
});

test("an alarm is told with what to do, and is quiet for ten minutes", async () => {
  await ward.house.later(91 * DAY_MS);
  await takeUp();
  await has("Your pump has an alarm");
  await has("The pump needs a refill soon.");
  await has("Your pump may need a refill now. Call your clinic.");
  await phone.getByText("See what to do").click();
  await has("Call your clinic today.");
  expect(await phone.getByRole("link", { name: /^Call / }).getAttribute("href")).toMatch(/^tel:\+/);
  await press("Make it quiet for ten minutes");
  await has("The alarms are quiet for ten minutes.");
  await has(/quiet until \d\d:\d\d/);
});

test("the screens are open to everybody, and whole on a telephone", async () => {
  const look = async (name: string): Promise<void> => {
    expect(await faultsSeen(phone), name).toEqual([]);
  };
  await takeUp();
  for (const [light, language] of [
    ["light", "English"],
    ["dark", "Español"],
  ] as const) {
    await turn(/Settings|Ajustes/);
    await phone.getByLabel(language).check({ force: true });
    await phone.emulateMedia({ colorScheme: light });
    await look(`settings, ${language}`);
    for (const tab of [
      /^(Dose|Dosis)/,
      /^(Alarms|Alarmas)/,
      /^(Diary|Diario)/,
      /^(Card|Tarjeta)/,
    ]) {
      await turn(tab);
      await phone.getByRole("heading").first().waitFor();
      await look(`${tab}, ${language}`);
    }
  }
});

test("with the server off nothing typed is lost and nothing false is shown", async () => {
  await takeUp(async () => {}, other);
  await has(/Heard from your pump/);
  await turn(/Diary/);
  const written = (): Promise<string> => phone.getByLabel("Anything else").inputValue();
  await phone.getByLabel("Anything else").fill("written in the dark");
  await turn(/Dose/);
  await turn(/Diary/);
  await expect.poll(written, PATIENT).toBe("written in the dark");
  await ward.house.away();
  await phone.reload();
  await turn(/Dose/);
  await press("Ask for a dose");
  await press("Yes, ask");
  await has("Your pump could not be reached. Nothing was asked, so no dose comes.");
  await turn(/Diary/);
  await expect.poll(written, PATIENT).toBe("written in the dark");
  await turn(/Card/);
  await has(/morphine 10\smg\/mL/);
  await has(/As the pump said .* ago/);
  await has("Signed by your clinic, and still good.");
  await phone.getByRole("img", { name: "The code of the passport, to be scanned" }).waitFor();
});

test("the first load is at most 160 kB of gzipped JavaScript", () => {
  expect(weightOfPage("controller.html")).toBeGreaterThan(50_000);
  expect(weightOfPage("controller.html")).toBeLessThanOrEqual(160_000);
});

test("no page said an error, and none asked anybody else for anything", () => {
  const expected = /net::ERR_\w+|WebSocket|status of (401|404)/;
  expect(ward.stage.heard.filter((each) => !expected.test(each))).toEqual([]);
});
