// SPDX-License-Identifier: Apache-2.0
/**
 * Writes the tables of `docs/link.md` from the tables of the link: frames, parts, requests,
 * replies, commands, refusals, roles, limits and energy. The words around them are by hand.
 */
import { readFileSync, writeFileSync } from "node:fs";
import {
  AUDIBLE,
  CERTIFICATE,
  CONSTANTS,
  COSTS,
  DAILY,
  FIRMWARE,
  type Fields,
  FLAW,
  FRAME,
  INTRODUCTION,
  LABEL,
  type Layout,
  LIBRARY,
  LIMITS,
  LINK_REFUSAL,
  PART,
  PERMISSIONS,
  PROGRAM,
  REPLY,
  REQUEST,
  ROLES,
  TOLD,
  UPDATES,
  WELCOME,
} from "@cisterna/link";

const FILE = new URL("../../docs/link.md", import.meta.url);

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Layouts that have a table of their own. */
const NAMED: readonly (readonly [Layout, string])[] = [
  [TOLD.layout, "a command"],
  [PROGRAM.layout, "a program"],
  [LINK_REFUSAL.layout, "a refusal"],
  [CERTIFICATE.layout, "a certificate"],
  [LABEL.layout, "a label"],
  [FLAW.layout, "a flaw"],
];

const EXACT = Number.MAX_SAFE_INTEGER;

const bounds = (least: number, most: number): string =>
  most === EXACT ? `${least === 0 ? "" : `${least} … `}up to 2^53 − 1` : `${least} … ${most}`;

const inline = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, of], index) => `${index} ${name}: ${kindOf(of)}`)
    .join("; ");

/** A layout in words, for one cell. */
const kindOf = (layout: Layout): string => {
  const named = NAMED.find(([each]) => each === layout);
  return named === undefined ? spelled(layout) : named[1];
};

const spelled = (layout: Layout): string => {
  switch (layout.kind) {
    case "count":
      return `whole number, ${bounds(layout.least, layout.most)}`;
    case "flag":
      return "true or false";
    case "choice":
      return Object.entries(layout.numbers)
        .map(([name, number]) => `${number} ${name}`)
        .join(", ");
    case "text":
      return `text, at most ${layout.most} bytes of UTF-8`;
    case "octets":
      return layout.least === layout.most
        ? `${layout.most} bytes`
        : `bytes, ${layout.least} … ${layout.most}`;
    case "nullable":
      return `null, or ${kindOf(layout.of)}`;
    case "list":
      return `list of at most ${layout.most}: ${kindOf(layout.of)}`;
    case "record":
      return `map { ${inline(layout.fields)} }`;
    case "variant":
      return `one of ${Object.keys(layout.kinds).join(", ")}`;
    case "value":
      return "a value of the record";
  }
};

const HEAD = ["kind", "number", "field", "on the wire"];

/** Every kind of a union with its fields. */
const kinds = (layout: Layout): string => {
  if (layout.kind !== "variant") return "";
  const rows = Object.entries(layout.kinds).flatMap(([kind, fields], index) => [
    [`\`${kind}\``, 0, "kind", index],
    ...Object.entries(fields).map(([name, of], at) => ["", at + 1, name, kindOf(of)]),
  ]);
  return table(HEAD, rows);
};

/** The fields of one record. */
const fields = (layout: Layout): string =>
  layout.kind === "record"
    ? table(
        HEAD.slice(1),
        Object.entries(layout.fields).map(([name, of], index) => [index, name, kindOf(of)]),
      )
    : "";

const roles = (): string =>
  table(
    ["command", ...Object.keys(ROLES)],
    [
      ...Object.entries(PERMISSIONS).map(([kind, row]) => [
        `\`${kind}\``,
        ...Object.keys(ROLES).map((role) => row[role as keyof typeof row]),
      ]),
      [
        "an update",
        ...Object.values(UPDATES).map((may) => (may ? "near, none in control" : "never")),
      ],
    ],
  );

const limits = (): string =>
  table(
    ["limit", "value †"],
    Object.entries(LIMITS).flatMap(([name, value]): readonly (string | number)[][] =>
      typeof value === "number"
        ? [[name, value]]
        : Object.entries(value).map(([inner, each]) => [`${name}.${inner}`, each]),
    ),
  );

const energy = (): string =>
  table(["work", "units †"], [...Object.entries(COSTS), ["allowance of a day", DAILY] as const]);

const heard = (): string =>
  Object.entries(AUDIBLE)
    .filter(([, isAudible]) => isAudible)
    .map(([kind]) => `\`${kind}\``)
    .join(", ");

const REGIONS: Readonly<Record<string, () => string>> = {
  frames: () => kinds(FRAME.layout),
  part: () => fields(PART.layout),
  welcome: () => fields(WELCOME.layout),
  introduction: () => fields(INTRODUCTION.layout),
  certificate: () => fields(CERTIFICATE.layout),
  label: () => fields(LABEL.layout),
  firmware: () => fields(FIRMWARE.layout),
  library: () => fields(LIBRARY.layout),
  constants: () => fields(CONSTANTS.layout),
  flaws: () => kinds(FLAW.layout),
  requests: () => kinds(REQUEST.layout),
  replies: () => kinds(REPLY.layout),
  commands: () => kinds(TOLD.layout),
  program: () => fields(PROGRAM.layout),
  refusals: () => kinds(LINK_REFUSAL.layout),
  roles,
  limits,
  energy,
  heard,
};

const regionOf = (name: string): RegExp =>
  new RegExp(`(<!-- ${name}: generated -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);

/** The page as it is, and as it has to be. */
export const link = (): { readonly found: string; readonly generated: string } => {
  const found = readFileSync(FILE, "utf8");
  const generated = Object.entries(REGIONS).reduce(
    (page, [name, write]) => page.replace(regionOf(name), `$1\n${write()}\n\n$2`),
    found,
  );
  return { found, generated };
};

if (import.meta.main) writeFileSync(FILE, link().generated);
