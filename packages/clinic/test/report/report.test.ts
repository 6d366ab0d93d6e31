// SPDX-License-Identifier: Apache-2.0
/** Reports of a story: what stands on paper is what stands in the record. */
import { printSheet } from "@cisterna/paper";
import { describe, expect, test } from "vitest";
import { REPORTS } from "../../src/report/table.ts";
import { voiceIn } from "../../src/report/voice.ts";
import { EN_SAYS } from "../../src/report/words/en.ts";
import { EN_CHECKS, EN_NAMES } from "../../src/report/words/en-names.ts";
import { ES_SAYS } from "../../src/report/words/es.ts";
import { ES_CHECKS, ES_NAMES } from "../../src/report/words/es-names.ts";
import { does, NURSE, PHYSICIAN, scribe } from "../course/scribe.ts";
import { SETTINGS, ward } from "../course/ward.ts";
import { printed, refusalsOf, sheetIn } from "./paper.ts";
import { story } from "./story.ts";

const pen = story();

/** Sentences that only English has. */
const ENGLISH = Object.values(EN_SAYS).filter(
  (each): each is string => typeof each === "string" && each.length > 8,
);

const holds = (text: string, ...parts: readonly string[]): void => {
  for (const each of parts) expect(text).toContain(each);
};

describe("the report of a visit", () => {
  test("has every number of the record with its unit, and who signed", async () => {
    const text = (await printed(pen, "visit", { visit: "visit-2" })).normalize("NFKC");
    holds(text, "Ada Example, born 2 Apr 1961, p1", "penicilina", "61.5 kg");
    holds(text, "Expected 14 mL", "Found 10 mL", "Filled 20 mL", "Missing 4 mL");
    holds(text, "The last fill may lie beside the reservoir", "≈ 66.6667 %");
    holds(text, "Señora Ñandú: 4 μL de más por hora");
    holds(text, "morphine 10 mg/mL 2 mg/d 2.2 mg/d 10 % 2.4 mg/d");
    holds(text, "bupivacaine 7.5 mg/mL – 1.65 mg/d – 1.8 mg/d", "bridge 0.36 mL in 43.2 h");
    holds(text, "0.05 mg over 10 min, at least 4 h apart, at most 4 in 24 h");
    holds(text, "10 mL not discarded yet", "Dr. Añel Müller", "event 0123456789abcdef");
  });

  test("of an earlier visit reads as it did then, whatever came after", async () => {
    const text = await printed(pen, "visit", { visit: "visit-1" });
    holds(text, "morphine 10 mg/mL – 2 mg/d – 2 mg/d");
    expect(text).not.toContain("bupivacaine");
    holds(text, "No electronic signature", "Name Signature Date and time");
  });

  test("says loudly that a visit is open, or ended without its purpose", async () => {
    const open = story();
    const begun = { visit: "visit-3", implant: "implant-1", kind: "refill" };
    does(open, "begin-visit", begun, { patient: "p1" });
    holds(await printed(open, "visit", { visit: "visit-3" }), "NOT FINISHED");
    const end = { visit: "visit-3", because: "fainted", reservoir: "as-it-was" };
    does(open, "abandon-visit", end, { patient: "p1" });
    holds(await printed(open, "visit", { visit: "visit-3" }), "ENDED WITHOUT ITS PURPOSE");
  });
});

test("the prescription holds limits, how far each may be trusted, and its source", async () => {
  const text = await printed(pen, "prescription");
  holds(text, "morphine dose in 24 h, caution above 20 mg/d 12 % has to be confirmed label [2]");
  holds(text, "unverified, never acts", "[1]", "Sources", "https://", "Flow 0.22 mL/d");
});

describe("the worksheet", () => {
  const asked = { order: "order-1", stocks: "morphine 50 mg/mL" };

  test("says what to draw, counted twice, and that it is another fluid than runs", async () => {
    const text = await printed(pen, "drug-worksheet", asked);
    holds(text, "morphine 20 mg/mL 20 mL 400 mg agrees", "morphine 50 mg/mL 8 mL agrees");
    holds(text, "Diluent – 12 mL", "Total – 20 mL agrees", "Farmacia del Parque");
    holds(text, "ANOTHER FLUID THAN RUNS NOW", "morphine: 10 mg/mL now, 20 mg/mL here");
    expect(text).not.toContain("DOES NOT AGREE");
  });

  test("of the fluid that runs leaves the stocks to be filled in", async () => {
    const text = await printed(pen, "drug-worksheet");
    holds(
      text,
      "The same drugs",
      "bupivacaine 7.5 mg/mL 20 mL 150 mg agrees",
      "No stock was named",
    );
  });

  test.each([
    ["morphine 10 mg/mL", "more-than-there"],
    ["morphine 50", "malformed-text"],
    ["baclofen 2 mg/mL", "malformed-text"],
    ["morphine 0 mg/mL", "malformed-text"],
    ["morphine 50 mg/mL, morphine 20 mg/mL", "malformed-text"],
    [",", "malformed-text"],
  ])("refuses the stocks %s", (stocks, kind) => {
    const refusals = refusalsOf(pen, "drug-worksheet", { order: "order-1", stocks });
    expect(refusals).toMatchObject([{ kind, path: "stocks" }]);
    expect(refusals[0]?.accepted).not.toBe("");
  });
});

test("the patient's sheet is in the patient's language, its decimal sign included", async () => {
  const text = await printed(pen, "patient-sheet");
  holds(text, "Su bomba", "2,2 mg en 24 horas", "bupivacaína", "Una dosis es 0,05 mg", "SIN CITA");
  holds(text, "+41 00 000 00 00", "4 jun 2026", "antídoto naloxona");
  holds(await printed(pen, "patient-sheet", { language: "en" }), "Your pump", "2.2 mg in 24 hours");
});

test("the hand-over says when it runs dry, what is open, and whom to call", async () => {
  const text = await printed(pen, "hand-over");
  holds(text, "EMPTY AT WORST ON 11 Jun 2026, 19:17", "Expected now, computed 20 mL");
  holds(text, "check the rate", "1 Apr 2026, 08:00 14 mL 10 mL 20 mL", "Sudden stop of morphine");
  const nothing = ward();
  holds(await printed(nothing, "hand-over"), "NOBODY KNOWS WHAT IS IN IT");
});

test("custody says first what does not add up", async () => {
  const counted = story();
  const count = { lot: "lot-1", found: "0.5 mL" };
  does(counted, "count-stock", count, { who: NURSE, second: PHYSICIAN });
  const text = await printed(counted, "custody");
  holds(text, "lot-1 0 mL 0.5 mL Too much 0.5 mL", "p1 morphine 10 mg/mL 10 mL 10 mL");
  holds(text, "order-1 morphine 20 mg/mL 20 mL p1 Farmacia del Parque");
  expect(text.indexOf("Counts that differ")).toBeLessThan(text.indexOf("Lots"));
});

describe("every report", () => {
  const asked = { visit: "visit-2" };

  test.each(REPORTS.map(({ name }) => name))("%s is printed in both languages", async (name) => {
    const own = name === "visit" ? asked : {};
    const [en, es] = [
      { ...own, language: "en" },
      { ...own, language: "es" },
    ];
    holds(await printed(pen, name, en), EN_SAYS.disclaimer);
    const text = await printed(pen, name, es);
    holds(text, ES_SAYS.disclaimer);
    // No number keeps the other language's sign, and no sentence stays behind.
    expect(text.match(/\d\.\d+ ?(mg|mL|mcg)/g)).toBeNull();
    for (const each of ENGLISH) expect(text).not.toContain(each);
  });

  test("is the same to the byte for the same record at the same moment", () => {
    const once = sheetIn(pen, "hand-over");
    const again = sheetIn(story(), "hand-over");
    expect(again).toEqual(once);
    if (once === null || again === null) throw new Error("no sheet");
    expect(printSheet(again, "letter")).toEqual(printSheet(once, "letter"));
  });

  test("refuses a paper, a language, or a key that it does not know", () => {
    for (const wrong of [{ paper: "a5" }, { language: "de" }, { colour: "red" }]) {
      const [key = ""] = Object.keys(wrong);
      const [refusal] = refusalsOf(pen, "custody", wrong);
      expect(refusal?.path === key || refusal?.read.includes(key)).toBe(true);
    }
  });

  test("is of nobody where nobody is known", () => {
    const empty = scribe();
    does(empty, "configure-clinic", SETTINGS, {});
    for (const { name, subject } of REPORTS.filter((each) => each.subject === "patient")) {
      expect([subject, sheetIn(empty, name, name === "visit" ? asked : {})]).toEqual([
        "patient",
        null,
      ]);
    }
  });
});

describe("the words of reports", () => {
  const keysOf = (value: unknown, path = ""): readonly string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, each]) => keysOf(each, `${path}.${key}`))
      : [path];

  test("are the same in both languages, and none is empty", () => {
    expect(keysOf(ES_NAMES)).toEqual(keysOf(EN_NAMES));
    expect(keysOf(ES_SAYS)).toEqual(keysOf(EN_SAYS));
    expect(Object.keys(ES_CHECKS)).toEqual(Object.keys(EN_CHECKS));
  });

  test("amounts lose no digit that counts and gain none", () => {
    const { amount } = voiceIn("en");
    expect(amount("0.500 mg/d", "dose-rate")).toBe("0.5\u202fmg/d");
    expect(amount("15.3333333333333333 mL", "volume")).toBe("≈ 15.3333\u202fmL");
    expect(amount("2000 ug/mL", "concentration")).toBe("2000\u202fmcg/mL");
    expect(voiceIn("es").amount("0.05 mg", "mass")).toBe("0,05\u202fmg");
  });
});
