// SPDX-License-Identifier: Apache-2.0
/** A passport that was read, on the screen: genuine or not, how old, and the five answers. */
import type { Passport, SealRefusal } from "@cisterna/passport";
import { SOURCES, type SourceId } from "@cisterna/therapy";
import { type Answer, type AnswerLine, ageOf, answersOf, type Speech } from "./answers.ts";
import { element } from "./element.ts";

const telephone = (phone: string): HTMLAnchorElement =>
  element("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}`, class: "big" }, phone);

const lineOf = (answer: Answer, line: AnswerLine): HTMLLIElement => {
  const isPhone = answer.name === "call" && line.big === true;
  const body = isPhone
    ? telephone(line.text)
    : element("span", { class: line.big === true ? "big" : "" }, line.text);
  const note =
    line.note === undefined
      ? null
      : element("span", { class: "quiet", lang: "en" }, ` ${line.note}`);
  const source =
    line.source === undefined ? null : element("span", { class: "quiet" }, ` [${line.source}]`);
  return element("li", {}, body, note, source);
};

const answerCard = (answer: Answer): HTMLElement =>
  element(
    "section",
    { class: answer.name === "kills" ? "card kills" : "card" },
    element("h2", {}, answer.question),
    element("ul", {}, ...answer.lines.map((line) => lineOf(answer, line))),
  );

const patientLine = ({ patient }: Passport, { text }: Speech): HTMLElement | null => {
  const { name, born, id } = patient;
  const parts = [name, born === null ? null : `${text.born} ${born}`, id];
  const said = parts.filter((part) => part !== null);
  return said.length === 0
    ? null
    : element("p", { class: "card" }, `${text.patient}: ${said.join(", ")}`);
};

const trustCard = (passport: Passport, speech: Speech): HTMLElement => {
  const { text } = speech;
  const age = ageOf(passport, speech);
  const isGood = age.trust === "current";
  return element(
    "section",
    { class: isGood ? "card good" : "card bad", role: "status" },
    element("p", { class: "big" }, `${isGood ? "✓" : "⚠"} ${text.genuine} · ${text[age.trust]}`),
    element("p", {}, age.text),
  );
};

const sourcesOf = (answers: readonly Answer[], { text }: Speech): HTMLElement => {
  const named = answers.flatMap(({ lines }) =>
    lines.flatMap(({ source }) => (source === undefined ? [] : [source.split(" ")[0] ?? ""])),
  );
  const cited = [...new Set(named)].map((id) =>
    element("li", { lang: "en" }, `${id}: ${SOURCES[id as SourceId]?.citation ?? ""}`),
  );
  return element(
    "details",
    { class: "card quiet" },
    element("summary", {}, text.sources),
    element("ul", {}, ...cited),
  );
};

/** A genuine passport. */
export const passportShown = (passport: Passport, speech: Speech): readonly Node[] => {
  const answers = answersOf(passport, speech);
  const patient = patientLine(passport, speech);
  return [
    trustCard(passport, speech),
    ...(patient === null ? [] : [patient]),
    ...answers.map(answerCard),
    sourcesOf(answers, speech),
  ];
};

/** Why a text is not believed. */
export const refusalShown = (
  refusals: readonly SealRefusal[],
  { text }: Speech,
): readonly Node[] => [
  element(
    "section",
    { class: "card bad", role: "alert" },
    element("p", { class: "big" }, `✕ ${text.notGenuine}`),
    ...refusals.map(({ kind }) => element("p", {}, text.refusals[kind])),
  ),
];

/** The clinic took it back. */
export const revokedShown = ({ text }: Speech): readonly Node[] => [
  element(
    "section",
    { class: "card bad", role: "alert" },
    element("p", { class: "big" }, `✕ ${text.notGenuine}`),
    element("p", {}, text.revoked),
  ),
];
