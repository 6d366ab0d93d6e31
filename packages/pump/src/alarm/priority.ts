// SPDX-License-Identifier: Apache-2.0
/**
 * Priority: how urgent an alarm is, computed from what may happen and how soon, never written
 * beside a row.
 * Source: IEC 60601-1-8, table of alarm condition priorities, as in REQ-068.
 */

/** What happens if nobody answers. */
export type Harm = "death-or-irreversible" | "reversible" | "minor";

/** How soon it happens: before somebody can act, before somebody usually acts, or later. */
export type Onset = "immediate" | "prompt" | "delayed";

/** How an alarm is signalled. */
export type Priority = "high" | "medium" | "low";

const PRIORITIES: Readonly<Record<Harm, Readonly<Record<Onset, Priority>>>> = {
  "death-or-irreversible": { immediate: "high", prompt: "high", delayed: "medium" },
  reversible: { immediate: "high", prompt: "medium", delayed: "low" },
  minor: { immediate: "medium", prompt: "low", delayed: "low" },
};

/** The priority of an alarm. */
export const priorityOf = (harm: Harm, onset: Onset): Priority => PRIORITIES[harm][onset];

const RANKS: Readonly<Record<Priority, number>> = { high: 2, medium: 1, low: 0 };

/** Order of priorities: the greater is signalled. */
export const rankOf = (priority: Priority): number => RANKS[priority];
