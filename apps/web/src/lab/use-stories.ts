// SPDX-License-Identifier: Apache-2.0
/** The stories that the app was built with, fetched once. */
import { useQuery } from "@tanstack/react-query";
import { unpacked } from "./pack.ts";
import type { Story } from "./story.ts";

const fetched = async (): Promise<readonly Story[]> => {
  const response = await fetch("./stories.json");
  if (!response.ok) throw new Error(`stories.json: ${response.status}`);
  return unpacked<readonly Story[]>(await response.text());
};

/** Every story, as a query. */
export const useStories = () =>
  useQuery({ queryKey: ["stories"], queryFn: fetched, staleTime: Number.POSITIVE_INFINITY });

const KEPT = "cisterna-solved";

/** Names of the stories that were solved in this browser. */
export const solved = (): readonly string[] => {
  const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
  return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
};

/** Remembers that a story was solved. */
export const rememberSolved = (id: string): void =>
  localStorage.setItem(KEPT, JSON.stringify([...new Set([...solved(), id])]));
