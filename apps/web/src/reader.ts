// SPDX-License-Identifier: Apache-2.0
/**
 * The passport reader: one file that works without a network. A code is scanned, chosen or typed;
 * nothing of it is believed before the signature is verified against the clinics that are trusted.
 */
import "./reader/reader.css";
import { opened, PREFIX } from "@cisterna/passport";
import { LANGUAGES, type Language } from "./format/number.ts";
import type { Speech } from "./reader/answers.ts";
import { type Clinic, CODEC, clinicsIn, isRevoked, verifyAmong } from "./reader/codec.ts";
import { button, element } from "./reader/element.ts";
import { type Camera, openCamera, textOfFile } from "./reader/scan.ts";
import { passportShown, refusalShown, revokedShown } from "./reader/shown.ts";
import { READER_TEXT } from "./text/reader.ts";

const KEPT = "cisterna-reader-trust";
const NAMES: Readonly<Record<Language, string>> = { en: "English", es: "Español" };

/** Some browsers keep nothing for a file that was opened from a disk. */
const kept = (): string => {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
};

const keep = (clinics: readonly Clinic[]): void => {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ clinics }));
  } catch {
    return;
  }
};

const place = document.getElementById("reader");
if (place === null) throw new Error("the page has no place for the reader");

const built = clinicsIn(document.getElementById("trust")?.textContent ?? "") ?? [];

let language: Language =
  LANGUAGES.find((each) => navigator.languages.some((wanted) => wanted.startsWith(each))) ?? "en";
let clinics: readonly Clinic[] = [...built, ...(clinicsIn(kept()) ?? [])];
let text: string | null = null;
let message: string | null = null;
let camera: Camera | null = null;

const speech = (): Speech => ({
  text: READER_TEXT[language],
  language,
  now: { epochMs: Date.now(), offsetMinutes: -new Date().getTimezoneOffset() },
});

const take = (read: string | null): void => {
  camera?.stop();
  camera = null;
  text = read;
  message = read === null ? READER_TEXT[language].noCode : null;
  show();
};

const scan = async (): Promise<void> => {
  const video = element("video", { playsinline: true, muted: true });
  try {
    camera = await openCamera(video, take);
    show(video);
  } catch {
    message = READER_TEXT[language].noCamera;
    show();
  }
};

const fileField = (name: string, accept: string, took: (file: File) => void): HTMLElement => {
  const input = element("input", { type: "file", accept });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file !== undefined) took(file);
  });
  return element("label", { class: "file" }, name, input);
};

const addTrust = async (file: File): Promise<void> => {
  const found = clinicsIn(await file.text());
  message = found === null ? READER_TEXT[language].trustWrong : null;
  if (found !== null) {
    clinics = [
      ...clinics.filter((each) => !found.some((one) => one.public === each.public)),
      ...found,
    ];
    keep(clinics);
  }
  show();
};

const pasteCard = ({ text: words }: Speech): HTMLElement => {
  const field = element("textarea", { "aria-label": words.pasteLabel, placeholder: PREFIX });
  return element(
    "details",
    { class: "card" },
    element("summary", {}, words.paste),
    field,
    button(words.read, () => take(field.value.trim())),
  );
};

const trustCard = ({ text: words }: Speech): HTMLElement =>
  element(
    "details",
    { class: "card", open: clinics.length === 0 },
    element("summary", {}, `${words.trust}: ${words.trusted(clinics.length)}`),
    element("p", {}, words.trustLead),
    clinics.length === 0 ? element("p", {}, words.trustNone) : null,
    element("ul", {}, ...clinics.map(({ name }) => element("li", {}, name))),
    fileField(words.trustFile, ".json,application/json", (file) => void addTrust(file)),
  );

const inputs = (spoken: Speech, video: HTMLVideoElement | null): readonly Node[] => {
  const { text: words } = spoken;
  if (video !== null) {
    const stop = button(words.stopScan, () => {
      camera?.stop();
      camera = null;
      show();
    });
    return [element("p", {}, words.aim), video, stop];
  }
  return [
    element("p", { class: "quiet" }, words.lead),
    button(words.scan, () => void scan(), "first"),
    fileField(words.file, "image/*,text/plain", async (file) => take(await textOfFile(file))),
    pasteCard(spoken),
    trustCard(spoken),
  ];
};

const outcome = (read: string, spoken: Speech): readonly Node[] => {
  const found = opened(read, CODEC, verifyAmong(clinics));
  if (!found.ok) return refusalShown(found.refusals, spoken);
  return isRevoked(clinics, found.value)
    ? revokedShown(spoken)
    : passportShown(found.value.passport, spoken);
};

const results = (read: string, spoken: Speech): readonly Node[] => [
  ...outcome(read, spoken),
  element(
    "div",
    { class: "row no-print" },
    button(spoken.text.another, () => {
      text = null;
      show();
    }),
    button(spoken.text.print, () => window.print()),
  ),
];

const head = ({ text: words }: Speech): HTMLElement => {
  const choice = element(
    "select",
    { "aria-label": words.language },
    ...LANGUAGES.map((each) =>
      element("option", { value: each, selected: each === language }, NAMES[each]),
    ),
  );
  choice.addEventListener("change", () => {
    language = LANGUAGES.find((each) => each === choice.value) ?? language;
    show();
  });
  return element("header", { class: "row" }, element("h1", {}, words.title), choice);
};

/** Draws the page as things are. */
function show(video: HTMLVideoElement | null = null): void {
  const spoken = speech();
  document.documentElement.lang = language;
  document.title = spoken.text.title;
  const inside = text === null ? inputs(spoken, video) : results(text, spoken);
  const said =
    message === null ? null : element("p", { class: "card bad", role: "alert" }, message);
  place?.replaceChildren(
    head(spoken),
    element("main", {}, ...(said === null ? [] : [said]), ...inside),
    element(
      "footer",
      { class: "quiet" },
      element("strong", {}, spoken.text.notADevice),
      element("span", {}, spoken.text.offline),
    ),
  );
}

show();
