// SPDX-License-Identifier: Apache-2.0
/** The radar on paper: the rows and dates of the screen, for nobody, for one and for very many. */
import { printSheet, type Sheet } from "@cisterna/paper";
import { getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { onShelf, put } from "../../src/fact/shelf.ts";
import { radarOf } from "../../src/radar/practice.ts";
import { voiceIn } from "../../src/report/voice.ts";
import { at, does, type Scribe, scribe } from "../course/scribe.ts";
import { p1, SETTINGS } from "../course/ward.ts";
import { sheetIn, textOf } from "./paper.ts";
import { story } from "./story.ts";

const sheetOf = (pen: Scribe): Sheet => {
  const sheet = sheetIn(pen, "radar");
  if (sheet === null) throw new Error("there is a radar");
  return sheet;
};

const rowsIn = ({ parts }: Sheet) =>
  parts.flatMap(({ title, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "table" ? block.rows.map((row) => ({ title, ...row })) : [],
    ),
  );

/** So many patients of one story, in every state that it has been through. */
const many = (count: number): Scribe => {
  const pen = story();
  const one = onShelf(pen.practice.patients, "p1");
  if (one === undefined || one.person === null) throw new Error("the story has a patient");
  const { person } = one;
  let { patients } = pen.practice;
  for (let place = 2; place <= count; place += 1) {
    const implants = one.implants.map((each) => {
      if (place % 5 === 0) return { ...each, running: null };
      if (place % 7 === 0) return { ...each, running: null, emptied: true };
      const [first = null] = each.programs;
      return place % 3 === 0 ? { ...each, running: first } : each;
    });
    const name = `Person ${place}`;
    patients = put(patients, `p${place}`, { ...one, person: { ...person, name }, implants });
  }
  return { ...pen, practice: { ...pen.practice, patients }, now: at("2026-05-25T05:30:00+02:00") };
};

test("has the radar's implants in its order, each with its band, date, reasons and action", () => {
  const pen = many(24);
  const list = radarOf(pen.practice, pen.now) ?? [];
  const { name, day } = voiceIn("en");
  const rows = rowsIn(sheetOf(pen));
  expect(new Set(list.map(({ band }) => band)).size).toBeGreaterThan(2);
  expect(
    rows.map(({ title, cells: [who, , , empty, why, next] }) => [title, who, empty, why, next]),
  ).toEqual(
    list.map((each) => [
      `${name("bands", each.band)} (${list.filter(({ band }) => band === each.band).length})`,
      `${each.name}, ${each.patient}`,
      each.empty === null ? "not known" : day(each.empty),
      each.reasons.map((reason) => name("reasons", reason)).join("; ") || "–",
      each.next.map(({ kind, by }) => `${name("tasks", kind)} by ${day(by)}`).join("; ") || "–",
    ]),
  );
});

test("says what is in each pump, what it was reckoned with, and who are counted", async () => {
  const pen = many(24);
  const text = (await textOf(printSheet(sheetOf(pen), "a4"))).normalize("NFKC");
  for (const said of [
    "Generic programmable pump, 40 mL, +14.5 % [1]",
    "morphine 10 mg/mL + bupivacaine 7.5 mg/mL",
    "Alarm volume 2 mL",
    "From order to drug 5 working days",
    "Closed every week on Sat, Sun",
    "Patients 24 Implants 24",
    "As of 25 May 2026, 05:30 · record revision 7",
    "[1] Cisterna: constants of our own generic models",
  ]) {
    expect(text).toContain(said);
  }
  expect(rowsIn(sheetOf(pen)).filter(({ tone }) => tone === "plain")).toEqual([]);
});

test("doubts what a visit that was left may have changed", () => {
  const pen = story();
  const begun = { visit: "visit-3", implant: "implant-1", kind: "refill" };
  does(pen, "begin-visit", begun, p1);
  const aspirate = { visit: "visit-3", volume: "5 mL", appearance: "clear" };
  does(pen, "record-aspirate", aspirate, p1);
  pen.now = at("2026-04-03T08:00:00+02:00");
  const [row] = rowsIn(sheetOf(pen));
  expect(row?.title).toBe("Unknown (1)");
  expect(row?.cells[2]).toMatch(/^last known: morphine/);
});

test("of nobody, and of a clinic that has chosen nothing, says so", () => {
  const empty = scribe();
  const noticesIn = ({ parts }: Sheet) =>
    parts.flatMap(({ blocks }) => blocks).flatMap((each) => ("tone" in each ? [each.title] : []));
  expect(noticesIn(sheetOf(empty))).toEqual([
    "The clinic is not set up yet: alarm volume, lead time and calendar are missing.",
  ]);
  does(empty, "configure-clinic", SETTINGS, {});
  expect(noticesIn(sheetOf(empty))).toEqual(["No implant is on the radar."]);
  expect(JSON.stringify(sheetOf(empty))).toContain('"label":"Patients","value":"0"');
});

test("of a thousand goes over many pages, each with its heads and its rows whole", async () => {
  const pen = many(1_000);
  const pdf = await getDocumentProxy(Uint8Array.from(printSheet(sheetOf(pen), "letter")));
  expect(pdf.numPages).toBeGreaterThan(50);
  const content = await (await pdf.getPage(40)).getTextContent();
  const text = content.items.map((item) => ("str" in item ? item.str : "")).join(" ");
  expect(text).toMatch(/Patient.*What is in it.*Empty at worst.*Why/);
  expect(text).toContain(` 40 / ${pdf.numPages}`);
});
