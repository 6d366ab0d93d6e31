// SPDX-License-Identifier: Apache-2.0
/** What a study and its folder refuse: as data with its place, and as a line. */
import type { FolderRefusal, StudyRefusal, TrialRefusal } from "@cisterna/study";
import { pathFrom } from "../case/problem.ts";
import { shown } from "../run/figure.ts";
import { type PlaceOf, protocolSentence, refusalInFile } from "../run/protocol.ts";
import type { Outcome, Refusal } from "../shell/command.ts";

type Any = StudyRefusal | FolderRefusal;

const TRIAL: readonly Any["kind"][] = [
  "name-twice",
  "window-outside-study",
  "bolus-longer-than-interval",
  "steps-out-of-order",
] satisfies readonly TrialRefusal["kind"][];

const FOLDER: readonly Any["kind"][] = [
  "folder-not-empty",
  "no-study-there",
  "study-changed",
  "parameters-changed",
  "disk-too-small",
  "study-unfinished",
] satisfies readonly FolderRefusal["kind"][];

const isOfTrial = (refusal: Any): refusal is TrialRefusal => TRIAL.includes(refusal.kind);
const isOfFolder = (refusal: Any): refusal is FolderRefusal => FOLDER.includes(refusal.kind);

const trialSentence = (refusal: TrialRefusal): string => {
  switch (refusal.kind) {
    case "name-twice":
      return `"${refusal.asked}" is the name of another one. Each name stands once.`;
    case "window-outside-study":
      return `The window ends after ${shown(refusal.asked)} h, the study after ${refusal.limit} h.`;
    case "bolus-longer-than-interval":
      return `A bolus of ${shown(refusal.asked)} h does not fit into ${shown(refusal.limit)} h.`;
    case "steps-out-of-order":
      return "The steps of a day stand in order, each at a time of its own.";
  }
};

const MEGABYTE = 1e6;
const megabytes = (bytes: number): string => `${shown(Math.ceil(bytes / MEGABYTE))} MB`;

const folderSentence = (refusal: FolderRefusal): string => {
  switch (refusal.kind) {
    case "folder-not-empty":
      return "There is something else in this folder. Accepted: an empty or a new one.";
    case "no-study-there":
      return "There is no study in this folder.";
    case "study-changed":
      return "The results in this folder are of another study, or of this one before it changed.";
    case "parameters-changed":
      return `The results in this folder were made with other parameters (${refusal.found}).`;
    case "disk-too-small":
      return `The study takes ${megabytes(refusal.asked)}, ${megabytes(refusal.limit)} are free.`;
    case "study-unfinished":
      return `${refusal.found} of ${refusal.asked} parts are done. study run goes on with it.`;
  }
};

/** A refusal with its place: in the file, or the folder. */
const placed = (refusal: Any, placeOf: PlaceOf): Refusal => {
  if (isOfFolder(refusal)) return refusal;
  return isOfTrial(refusal)
    ? { ...refusal, ...placeOf(pathFrom(refusal.path)) }
    : refusalInFile(refusal, placeOf);
};

const lineOf = (file: string, refusal: Any, placeOf: PlaceOf): string => {
  if (isOfFolder(refusal)) return `${refusal.path}: ${folderSentence(refusal)}`;
  const { line, column } = placeOf(pathFrom(refusal.path));
  const why = isOfTrial(refusal) ? trialSentence(refusal) : protocolSentence(refusal);
  return `${file}:${line}:${column} ${refusal.path}: ${why}`;
};

/** The outcome of a study that was refused: every reason, each with its place. */
export const studyRefused = (
  file: string,
  refusals: readonly (StudyRefusal | FolderRefusal)[],
  placeOf: PlaceOf,
): Outcome => ({
  status: 1,
  json: { refusals: refusals.map((each) => placed(each, placeOf)) },
  text: `${refusals.map((each) => lineOf(file, each, placeOf)).join("\n")}\n`,
});
