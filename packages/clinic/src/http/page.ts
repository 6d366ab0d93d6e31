// SPDX-License-Identifier: Apache-2.0
/** The page that stands at the root while no web app is built: what the server can be asked. */
import { COMMAND_ROWS, VIEW_ROWS } from "../desk/table.ts";
import { pathOf } from "./path.ts";

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const row = (method: string, path: string, about: string): string =>
  `<tr><td>${method}</td><td><code>${escaped(path)}</code></td><td>${escaped(about)}</td></tr>`;

/** The page. */
export const frontPage = (): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cisterna: a clinic</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem }
  td { padding: .2rem 1rem .2rem 0; vertical-align: top }
</style>
<h1>Cisterna: a clinic</h1>
<p>Not a medical device, and not cleared for treatment: a second check, never the only one.</p>
<p>The interface is described in <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI
3.1).</p>
<table>
${[...VIEW_ROWS.values()].map((each) => row("GET", pathOf(each), each.about)).join("\n")}
${[...COMMAND_ROWS.values()].map((each) => row("POST", pathOf(each), each.about)).join("\n")}
</table>
</html>
`;
