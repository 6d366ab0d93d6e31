// SPDX-License-Identifier: Apache-2.0
/** What a pump runs on, in words. */
import type { ToldWares } from "@cisterna/link";
import { flawText } from "./link.ts";
import { prose } from "./word.ts";

const STAGES: Readonly<Record<NonNullable<ToldWares["spare"]>["stage"], string>> = {
  coming: "has come in part",
  whole: "has come and waits to be taken on",
  "on-trial": "is taken on, its test is due",
};

/** The versions of software, library and constants, and what is under way. */
export const wareLines = (wares: ToldWares | null): readonly string[] => {
  if (wares === null) return ["What it runs on cannot be read: it takes no update"];
  const { firmware, library, constants, model, spare, ended } = wares;
  const waiting =
    spare === null ? [] : [`  ${spare.ware} version ${spare.version} ${STAGES[spare.stage]}`];
  const back =
    ended === null || ended.flaw === null
      ? []
      : [`  ${ended.ware} version ${ended.version} was rolled back: ${flawText(ended.flaw)}`];
  return [
    prose`It is a ${model} with firmware version ${firmware.version}, library
      ${library.version}, constants ${constants.version}`,
    ...waiting,
    ...back,
  ];
};
