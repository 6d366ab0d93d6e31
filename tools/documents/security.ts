// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/security.md` from `safety/security.yaml`: threats by interface, the rows of OWASP's
 * ASVS, and the tests that hold them.
 *
 *   node tools/documents/security.ts
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

const root = new URL("../../", import.meta.url);

const textOf = (path: string): string => readFileSync(new URL(path, root), "utf8");

type Threat = {
  readonly threat: string;
  readonly answer: string;
  /** Tests, each as FILE: words of its title. */
  readonly held: readonly string[];
};

type Row = {
  readonly row: string;
  readonly what: string;
  readonly note?: string;
  readonly held: readonly string[];
};

/** The file of threats. */
export type Security = {
  readonly threats: readonly { readonly interface: string; readonly threats: readonly Threat[] }[];
  readonly asvs: readonly Row[];
};

/** Threats and rows, as they are written down. */
export const readSecurity = (): Security =>
  parse(textOf("safety/security.yaml"), { schema: "failsafe" }) as Security;

const splitOf = (held: string): readonly [file: string, title: string] => {
  const at = held.indexOf(": ");
  return [held.slice(0, at), held.slice(at + 2)];
};

/** Tests that are named and are not there. */
export const missingIn = ({ threats, asvs }: Security): readonly string[] =>
  [...threats.flatMap((each) => each.threats), ...asvs]
    .flatMap(({ held }) => held)
    .filter((held) => {
      const [file, title] = splitOf(held);
      return title === "" || !existsSync(new URL(file, root)) || !textOf(file).includes(title);
    });

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const linkOf = (held: string): string => {
  const [file, title] = splitOf(held);
  return `[${title.replace("%s", "…")}](../${file})`;
};

const heldBy = (held: readonly string[], note = ""): string =>
  [...held.map(linkOf), ...(note === "" ? [] : [note])].join("; ") || "nothing";

const INTRODUCTION = `Written by \`node tools/documents/security.ts\` from
[safety/security.yaml](../safety/security.yaml); a test sees that it is up to date and that every
test it names is there. It is our own view of what could be done to this program, reviewed by nobody
else; nobody has tried to break in from outside. What nothing holds is open.`;

const ASVS = `Rows of the OWASP Application Security Verification Standard 5.0.0 that the server
touches, in our words; the standard's own text is at github.com/OWASP/ASVS. Rows that are not here
were not looked at, or are not touched (files that are sent up, OAuth, GraphQL, WebRTC).`;

/** The page. */
export const securityDocument = (): string => {
  const { threats, asvs } = readSecurity();
  const held = asvs.filter((each) => each.held.length > 0).length;
  return [
    "# Security",
    INTRODUCTION,
    "## Threats",
    ...threats.flatMap((each) => [
      `### ${each.interface}`,
      table(
        ["what could be done", "what answers it", "held by"],
        each.threats.map((one) => [one.threat, one.answer, heldBy(one.held)]),
      ),
    ]),
    "## OWASP ASVS",
    ASVS,
    `${asvs.length} rows, ${held} held by a test at least in part.`,
    table(
      ["row", "what has to be so", "held by"],
      asvs.map((each) => [each.row, each.what, heldBy(each.held, each.note)]),
    ),
    "",
  ].join("\n\n");
};

if (import.meta.main) writeFileSync(new URL("docs/security.md", root), securityDocument());
