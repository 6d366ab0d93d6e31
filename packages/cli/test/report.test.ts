// SPDX-License-Identifier: Apache-2.0
import { milliseconds, quantity } from "@cisterna/quantity";
import type { Case } from "@cisterna/therapy";
import { beforeAll, describe, expect, test } from "vitest";
import { writeReport } from "../src/report/report.ts";
import { bridged, mixture, primed, reportInput, withoutKinetics } from "./report-sample.ts";

const HOSTILE = `"><script>alert(1)</script><style>*{}</style> & '; } \\ </style>`;

const named = (of: Case, id: string): Case => ({ ...of, patient: { ...of.patient, id } });

/** What a reader sees: no tags, no style sheet, no hashes and addresses. */
const readable = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<code[\s\S]*?<\/code>|<a class="address"[\s\S]*?<\/a>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\u00a0/g, " ")
    .replace(/\s+/g, " ");

const found = (page: string, pattern: RegExp): readonly string[] =>
  [...page.matchAll(pattern)].map((match) => match[1] ?? "");

const pages = new Map<string, string>();
const page = (name: string): string => pages.get(name) ?? "";

beforeAll(() => {
  const presses = { kind: "every", interval: milliseconds(5_400_000) } as const;
  pages.set("mixture", writeReport(reportInput(mixture, { presses })));
  pages.set("bridged", writeReport(reportInput(bridged, { days: 6 })));
  pages.set("primed", writeReport(reportInput(primed, { stepMinutes: 10 })));
  pages.set("without-kinetics", writeReport(reportInput(withoutKinetics)));
  pages.set("hostile", writeReport(reportInput(named(mixture, HOSTILE))));
});

const EVERY = ["mixture", "bridged", "primed", "without-kinetics", "hostile"];

describe.each(EVERY)("the report %s", (name) => {
  test("loads nothing: no script, no link, no source, no address in its styles", () => {
    expect(page(name)).not.toMatch(/<script|<link|<iframe|<img|<object|<embed|<base/i);
    expect(page(name)).not.toMatch(/\ssrc=|@import|url\((?!#)|xlink/i);
    const hrefs = found(page(name), /href="([^"]*)"/g);
    expect(hrefs.filter((href) => !href.startsWith("#") && !/^https?:\/\//.test(href))).toEqual([]);
    expect(found(page(name), /<(?!a )[a-z]+ [^>]*href="(http[^"]*)"/g)).toEqual([]);
  });

  test("has every section, in the order in which it is read", () => {
    expect(found(page(name), /<section id="([^"]*)"/g)).toEqual([
      "plan",
      "checks",
      "flow",
      "tip",
      "spread",
      "concentrations",
      "refill",
      "events",
      "mass",
      "model",
      "sources",
    ]);
  });

  test("shows no number that is none, and no number without sense", () => {
    expect(page(name)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(readable(page(name))).not.toMatch(/\d\.?\d*e[+-]\d/);
    expect(readable(page(name))).not.toMatch(/µ|μg/);
  });

  test("says what it is not before anything else", () => {
    const text = readable(page(name));
    expect(text.indexOf("Not a medical device. Not cleared for treatment.")).toBeLessThan(
      text.indexOf("What the pump is told to do"),
    );
    expect(text).toContain("estimate of a model, never a reading");
  });

  test("gives every figure a title, words for it, a caption, and two sizes", () => {
    const figures = page(name).split("<figure").slice(1);
    expect(figures.length).toBeGreaterThan(2);
    for (const figure of figures) {
      expect(figure).toMatch(/<h3>[^<]+/);
      expect(figure).toMatch(/class="drawing wide" role="img"\s+aria-label="[^"]{20,}"/);
      expect(figure).toMatch(/class="drawing narrow" role="img"\s+aria-label="[^"]{20,}"/);
      expect(figure).toMatch(/<figcaption>[\s\S]{20,}<\/figcaption>/);
    }
  });

  test("uses every id once, and every link within the page leads somewhere", () => {
    const ids = found(page(name), /\sid="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const inside = found(page(name), /href="#([^"]*)"/g);
    expect(inside.filter((target) => !ids.includes(target))).toEqual([]);
    const clips = found(page(name), /url\(#([^)]*)\)/g);
    expect(clips.filter((target) => !ids.includes(target))).toEqual([]);
  });
});

test("text of the case is never a tag, an attribute or a style", () => {
  expect(page("hostile")).not.toContain("<script");
  expect(page("hostile")).not.toContain("alert(1)</");
  expect(page("hostile").match(/<style>/g)).toHaveLength(1);
  expect(page("hostile").match(/<\/style>/g)).toHaveLength(1);
  expect(page("hostile")).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("equal input gives equal text, whatever was drawn before", () => {
  const input = reportInput(bridged, { days: 6 });
  expect(writeReport(input)).toBe(page("bridged"));
  expect(writeReport(input)).toBe(page("bridged"));
});

test("says the plan in words: doses, on demand with its lock-out, and what a fault does", () => {
  const text = readable(page("mixture"));
  expect(text).toContain(
    "the patient may ask for 0.1 mg (0.01 mL) over 10 min; the next one 2 h 0 min after the last " +
      "began, at most 6 in any 24 h. A day with all 6 of them comes to 3.2 mg/d of morphine.",
  );
  expect(text).toContain("Bupivacaine 20 mg/mL ≈ 4.94286 mg/d ≈ 4.94286 mg/d 6.4 mg/d");
  expect(text).toContain("it goes to its minimum: 0.048 mL/d, which gives 0.48 mg/d of morphine");
});

test("says the bridge in figures, as a range where the catheter is one, and what it averts", () => {
  const text = readable(page("bridged"));
  expect(text).toContain("Programmed 0.35 mL at 0.28 mL/d , which lasts 1 d 6 h 0 min");
  expect(text).toContain("0.35 mL to 0.4 mL, which lasts 1 d 6 h 0 min to ≈ 1 d 10 h 17 min");
  expect(text).toContain("37.5 mcg/d of baclofen (−73 %) for 4 d 16 h to 5 d 8 h");
  expect(text).toContain("The bridge is complete: 0.35 mL given");
});

test("gives the concentrations of one figure in one unit, in its table and its title", () => {
  for (const name of ["mixture", "bridged", "primed"]) {
    for (const figure of page(name).split('<figure id="levels-').slice(1)) {
      const text = readable(figure.slice(0, figure.indexOf("</figure>")));
      const units = new Set(text.match(/[mn]c?g\/mL/g));
      expect(units.size).toBe(1);
    }
  }
});

test("says the prime in figures, and what would happen without it", () => {
  const text = readable(page("primed"));
  expect(text).toContain("0.376 mL at 24 mL/d , which lasts ≈ 23 min");
  expect(text).toContain("no drug would reach the tip for ≈ 1 d 12 h 6 min");
});

test("shows a severity by shape and word, not by colour alone", () => {
  expect(page("mixture")).toContain('<span aria-hidden="true">▲</span> Confirm');
  expect(page("mixture")).toContain('<span aria-hidden="true">●</span> Note');
});

test("says aloud that a drug has no kinetics, and draws nothing for it", () => {
  expect(readable(page("without-kinetics"))).toContain(
    "For ropivacaine no kinetics in the spinal fluid were found: nothing is shown, " +
      "and nothing is guessed.",
  );
  expect(page("without-kinetics")).not.toContain('id="heat-ropivacaine"');
});

test("gives every source behind a number with its citation", () => {
  expect(readable(page("mixture"))).toContain("INFUMORPH label digest (eMPR)");
  expect(page("mixture")).toContain('id="source-infu_empr"');
});

test("tells requests for boluses by the day, and refusals by their reason", () => {
  const text = readable(page("mixture"));
  expect(text).toContain("Boluses on demand: asked for 48 times, granted 18 times");
  expect(text).toContain("Refused: locked out");
});

test("stays below 1.5 MB for thirty days at ten minutes, two drugs and boluses", () => {
  const text = writeReport(
    reportInput(mixture, {
      days: 30,
      stepMinutes: 10,
      presses: { kind: "every", interval: milliseconds(5_400_000) },
    }),
  );
  expect(text.length).toBeLessThan(1_500_000);
});

test("a run that ends dry says so", () => {
  const dry = reportInput(
    { ...primed, reservoir: { ...primed.reservoir, volume: quantity("3 mL", "volume") } },
    { days: 14 },
  );
  const text = readable(writeReport(dry));
  expect(text).toContain("▲ The reservoir ran dry: nothing flows");
  expect(text).not.toMatch(/NaN|Infinity/);
});
