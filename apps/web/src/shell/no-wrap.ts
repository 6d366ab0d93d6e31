// SPDX-License-Identifier: Apache-2.0
/**
 * Pickers that never go round: REQ-006. A browser's own keys lead from the least to the largest, in
 * a time from 00 to 23 and in a scale of choices from the last to the first. Here a time and a day
 * are typed, and a scale ends at its ends.
 */

const STEPPED = "input[type=date],input[type=time]";
const SCALE = "input[type=radio]";

const DOWN: readonly string[] = ["ArrowDown", "ArrowRight"];
const UP: readonly string[] = ["ArrowUp", "ArrowLeft"];

/** The choices of the group of one of them, in their order. */
const groupOf = (choice: HTMLInputElement): readonly HTMLInputElement[] =>
  [...document.querySelectorAll<HTMLInputElement>("input[type=radio]:not(:disabled)")].filter(
    ({ name, form }) => name === choice.name && form === choice.form,
  );

const goesRound = (field: HTMLInputElement, key: string): boolean => {
  if (field.matches(STEPPED)) return key === "ArrowUp" || key === "ArrowDown";
  if (!field.matches(SCALE)) return false;
  const group = groupOf(field);
  return (
    (DOWN.includes(key) && field === group.at(-1)) || (UP.includes(key) && field === group.at(0))
  );
};

/** Keeps every picker of the page from going round. */
export const stopAtEnds = (): void =>
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (target instanceof HTMLInputElement && goesRound(target, key)) event.preventDefault();
  });
