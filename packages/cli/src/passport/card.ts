// SPDX-License-Identifier: Apache-2.0
/**
 * The card: one printed sheet of A5 with the five answers as of the day of issue, and the QR code
 * for the rest. It asks the network for nothing and has no script.
 */
import { renderSVG } from "uqr";
import { html, type Markup, plain, trusted } from "../report/page/markup.ts";
import { citedSources, fiveAnswers, paperLine, patientLine } from "../text/en/passport.ts";
import type { Answers } from "./answers.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

const STYLE = `
@page { size: A5; margin: 8mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 148mm; padding: 4mm; background: #fff; color: #111;
  font: 10pt/1.35 system-ui, "DejaVu Sans", sans-serif; }
header { display: flex; gap: 5mm; align-items: flex-start; border-bottom: 1mm solid #b3261e;
  padding-bottom: 3mm; }
header > div { flex: 1; min-width: 0; }
h1 { font-size: 15pt; line-height: 1.15; margin: 0 0 1mm; }
h2 { font-size: 10.5pt; margin: 2.6mm 0 0.4mm; }
h2 span { color: #b3261e; }
p { margin: 0 0 0.8mm; }
.state { font-weight: 600; }
.kills p { font-size: 8.6pt; }
.what p:first-of-type { font-size: 13pt; font-weight: 650; }
.call p { font-size: 13pt; font-weight: 650; }
.code { width: 46mm; flex: none; }
.code svg { display: block; width: 100%; height: auto; }
footer { margin-top: 3mm; border-top: 0.3mm solid #767676; padding-top: 1.5mm; font-size: 6.8pt;
  color: #444; overflow-wrap: anywhere; }
@media screen and (max-width: 480px) { header { flex-direction: column-reverse; }
  .code { width: 100%; max-width: 70mm; } }
`;

const KINDS = ["what", "much", "dry", "kills", "call"] as const;

const sections = (answers: Answers): readonly Markup[] =>
  fiveAnswers(answers).map(
    ({ question, lines }, index) => html`<section class="${KINDS[index] ?? ""}">
<h2><span>${index + 1}</span> ${question}</h2>
${lines.map((line) => html`<p>${line}</p>`)}</section>
`,
  );

const head = (answers: Answers, text: string): Markup => {
  const patient = patientLine(answers);
  const code = renderSVG(text, { ecc: "M", border: 2 });
  return html`<header><div>
<h1>I have an implanted pump with drug in my spinal fluid</h1>
${patient === null ? null : html`<p>${patient}</p>`}
<p class="state">${paperLine(answers)}</p>
<p>Estimates on this sheet are of the day of issue. Scan the code for today's: <b>cisterna passport
read</b> checks the signature and works without a network.</p>
</div><div class="code">${trusted(code)}</div></header>`;
};

/** The card of a passport as a page. `text` is what the QR code holds. */
export const cardPage = (answers: Answers, text: string): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${plain(POLICY)}">
<title>Pump passport</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
${head(answers, text)}
<main>
${sections(answers)}</main>
<footer><p>${citedSources(answers).join(" · ")}</p>
<p>Cisterna is not a medical device and not cleared for treatment: a second check, never the only
one. Passport ${answers.passport.id}.</p></footer>
</body>
</html>
`.markup;
