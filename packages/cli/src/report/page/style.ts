// SPDX-License-Identifier: Apache-2.0
/** The style sheet: system fonts, one column of reading width, light, dark and A4. */
import { PRINT } from "./print.ts";

const COLOURS = `
:root {
color-scheme: light dark;
--sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial,
sans-serif;
--mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
--paper: #ffffff; --panel: #f4f6f8; --shade: #e4eaef; --edge: rgba(24, 34, 45, .15); --ink:
#18222d; --muted: #566371; --rule: #dce2e8;
--accent: #0a5a72; --refuse: #a5112b; --confirm: #874b00; --note: #0a5a72;
--refuse-ground: #fdeef0; --confirm-ground: #fff5e2; --note-ground: #eef5f8;
--s1: #0a5a72; --s2: #b24a12; --s3: #5a4aa8; --s4: #5f6f00; --s5: #96306e;
}
@media screen and (prefers-color-scheme: dark) {
:root {
--paper: #11171d; --panel: #1a222a; --shade: #26313b; --edge: rgba(0, 0, 0, .75); --ink: #e5eaef;
--muted: #9fabb7; --rule: #2d3842;
--accent: #74c3da; --refuse: #ff96a3; --confirm: #f2bb66; --note: #74c3da;
--refuse-ground: #35191e; --confirm-ground: #32270f; --note-ground: #15272e;
--s1: #74c3da; --s2: #f0a070; --s3: #b3a5f5; --s4: #c2cf5c; --s5: #eb93c5;
}
}`;

const TEXT = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--sans);
font-variant-numeric: tabular-nums lining-nums; }
.sheet { max-width: 860px; margin: 0 auto; padding: 40px 24px 80px; }
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 34px; font-weight: 650; letter-spacing: -.01em; margin: 2px 0 20px; overflow-wrap:
anywhere; }
h1 .label { font-weight: 400; color: var(--muted); }
h2 { font-size: 24px; font-weight: 650; letter-spacing: -.005em; margin: 0 0 14px; }
h2 .number { color: var(--muted); font-weight: 400; margin-right: .35em; }
h3 { font-size: 16.5px; font-weight: 650; margin: 32px 0 8px; }
section { margin-top: 64px; scroll-margin-top: 20px; }
p { margin: 0 0 12px; max-width: 72ch; }
a { color: var(--accent); text-underline-offset: 2px; text-decoration-thickness: 1px; }
code { font: .86em var(--mono); }
.hash { overflow-wrap: anywhere; color: var(--muted); }
.kind { color: var(--muted); margin: 0; }
.lead { color: var(--muted); margin-top: -6px; }
.opening { margin-bottom: 16px; }
.small, .after, .where, .addresses, .origin, .tier { font-size: 13.5px; color: var(--muted); }
.after { display: block; }
.plain { padding-left: 1.2em; max-width: 72ch; }
.plain li { margin-bottom: 6px; }`;

const BLOCKS = `
.notice { border: 1.5px solid var(--confirm); border-radius: 6px; background:
var(--confirm-ground); padding: 12px 16px; margin: 0 0 24px; }
.notice p { margin: 0; max-width: none; }
.glance { display: flex; flex-wrap: wrap; gap: 1px; background: var(--rule); border: 1px solid
var(--rule); border-radius: 6px; overflow: hidden; margin: 0 0 24px; }
.tile { flex: 1 1 185px; background: var(--panel); padding: 12px 16px 14px; }
.tile p { margin: 0; }
.tile .name { font-size: 13.5px; color: var(--muted); }
.tile .figure { font-size: 22px; font-weight: 650; line-height: 1.35; white-space: nowrap; }
.tile .more { font-size: 13.5px; color: var(--muted); }
.tile.confirm .figure { color: var(--confirm); }
.facts { margin: 0 0 16px; display: grid; gap: 0; }
.facts > div { display: grid; grid-template-columns: 150px 1fr; gap: 16px; padding: 6px 0;
border-top: 1px solid var(--rule); }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; }
.contents { margin: 32px 0 0; padding: 14px 0; border-block: 1px solid var(--rule); }
.contents ol { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 0;
counter-reset: place; list-style: none; }
.contents li::before { counter-increment: place; content: counter(place) " "; color: var(--muted); }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.checks { list-style: none; margin: 0; padding: 0; }
.check { display: grid; grid-template-columns: 104px 1fr; gap: 4px 16px; padding: 12px 16px;
margin-bottom: 8px; border-left: 4px solid; border-radius: 4px; }
.check p { margin: 0; max-width: none; }
.check .severity { font-weight: 650; white-space: nowrap; }
.check.refuse { border-color: var(--refuse); background: var(--refuse-ground); }
.check.confirm { border-color: var(--confirm); background: var(--confirm-ground); }
.check.note { border-color: var(--note); background: var(--note-ground); }
.check.refuse .severity { color: var(--refuse); }
.check.confirm .severity { color: var(--confirm); }
.check.note .severity { color: var(--note); }
.check.note { padding-block: 8px; font-size: 15px; }
.count, .means { font-weight: 400; color: var(--muted); }
.sources { padding: 0; list-style: none; }
.sources li { padding: 8px 0; border-top: 1px solid var(--rule); }
.sources li:target { background: var(--note-ground); }
.sources p { margin: 0; overflow-wrap: anywhere; max-width: none; }
.tier { border: 1px solid var(--rule); border-radius: 3px; padding: 0 6px; white-space: nowrap; }
.address { display: block; }
footer { margin-top: 64px; }`;

const TABLES = `
.date { white-space: nowrap; }
.frame { overflow-x: auto; margin: 0 0 20px; background:
linear-gradient(to right, var(--paper) 30%, transparent) left / 32px 100% no-repeat local,
linear-gradient(to left, var(--paper) 30%, transparent) right / 32px 100% no-repeat local,
linear-gradient(to right, var(--edge), transparent) left / 12px 100% no-repeat scroll,
linear-gradient(to left, var(--edge), transparent) right / 12px 100% no-repeat scroll; }
.frame:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 15px; line-height: 1.4; }
.caption { color: var(--muted); font-size: 14px; margin: 20px 0 4px; max-width: none; }
th, td { padding: 7px 16px 7px 0; text-align: left; vertical-align: top; border-top: 1px solid
var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 500; font-size: 13.5px; color: var(--muted); border-top: 0; border-bottom:
1.5px solid var(--muted); vertical-align: bottom; }
tbody th { font-weight: 500; }
.amount { text-align: right; white-space: nowrap; }
thead .amount { white-space: normal; }
.compact { font-size: 14px; }
.compact th, .compact td { padding-block: 5px; }
.share-cell { display: grid; grid-template-columns: 1fr 3.6em; gap: 8px; align-items: center;
min-width: 120px; }
.share-cell span { text-align: right; }
.bar { width: 100%; height: 8px; }
.bar .track { fill: var(--shade); }
.bar .share { fill: var(--s1); }
.bar .over { fill: var(--refuse); }`;

const FIGURES = `
figure { margin: 0 0 40px; }
figure h3 { margin-top: 24px; }
.drawing { display: block; width: 100%; height: auto; overflow: visible; }
.drawing.narrow { display: none; }
figcaption { font-size: 14px; color: var(--muted); margin: 6px 0 12px; }
figcaption p { max-width: none; }
.scale { display: block; width: 100%; max-width: 580px; height: auto; margin: 4px 0 6px 38px; }
figure[id^="heat-"] .drawing path { shape-rendering: crispEdges; }
.scale text { font: 12px var(--sans); fill: var(--muted); }
`;

const NARROW = `
@media screen and (min-width: 1320px) {
.contents { position: fixed; top: 40px; left: calc(50% - 650px); width: 190px; margin: 0; padding:
0; border: 0; font-size: 14.5px; line-height: 1.9; }
.contents ol { display: block; }
}
@media screen and (max-width: 1023px) { .sheet { max-width: 760px; } }
@media screen and (max-width: 599px) {
body { font-size: 16px; }
.sheet { padding: 20px 16px 56px; }
h1 { font-size: 26px; }
h2 { font-size: 21px; }
section { margin-top: 48px; }
.drawing.wide { display: none; }
.drawing.narrow { display: block; }
.facts > div { grid-template-columns: 1fr; gap: 0; }
.check { grid-template-columns: 1fr; }
.scale { margin-left: 0; }
.scale text { font-size: 18px; }
table { font-size: 14px; }
.tile { flex-basis: 150px; padding: 10px 12px; }
.tile .figure { font-size: 18px; }
.bar { display: none; }
.share-cell { display: block; min-width: 0; }
th, td { padding-right: 12px; }
}`;

/** The style sheet of the report. */
export const STYLE: string = [COLOURS, TEXT, BLOCKS, TABLES, FIGURES, NARROW, PRINT]
  .join("\n")
  .trim();
