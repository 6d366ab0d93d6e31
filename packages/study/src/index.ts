// SPDX-License-Identifier: Apache-2.0
/** In-silico trials: a population, several regimens, and what becomes of the drug in each. */
export { type Design, designOf } from "./design.ts";
export { type FolderRefusal, studyTextIn } from "./folder.ts";
export { dailyDoseOf } from "./giving.ts";
export { openResults, type Results } from "./results.ts";
export { type FinishedStudy, runStudy } from "./run.ts";
export {
  type DailyStep,
  type OutcomeAsked,
  READINGS,
  type Reading,
  type RegimenAsked,
  type Study,
  type StudyRefusal,
  type TrialRefusal,
} from "./study.ts";
