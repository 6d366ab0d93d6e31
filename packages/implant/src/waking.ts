// SPDX-License-Identifier: Apache-2.0
/**
 * Waking: an implant is made, taken up where its time stood still, or started as after a power cut,
 * from what is on disk. Nothing that is damaged is replaced in silence.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeCrypto } from "@cisterna/crypto";
import {
  diaryAfterStart,
  GUARDS,
  type Head,
  type KeyPair,
  type Kit,
  madeWith,
  quietHead,
  type Random,
  restarted,
  selfTestOf,
  type Wares,
} from "@cisterna/link";
import {
  type Board,
  boot,
  type Controller,
  expectedReport,
  GEOMETRY,
  type Keeper,
  keepCommand,
  keepPassing,
  type Log,
  makeKeeper,
  PAGE_BYTES,
  type Passed,
  pagesOf,
  takeUp,
} from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import { type Card, cardIn, cardText, drawCard, drawVault } from "./card.ts";
import type { Description } from "./description.ts";
import { type FlashFile, openFlash } from "./flash-file.ts";
import { type Implant, keep, markRegisters } from "./implant.ts";
import { contentsOf } from "./made.ts";
import { type Registers, registersIn } from "./registers.ts";
import { quietSounder } from "./sounder.ts";
import { openTwin, type Twin, writeTwin } from "./twin.ts";
import { diaryIn, headIn, vaultText, waresIn, waresText } from "./vault-text.ts";

/** Where an implant is kept, and who stands for it and its clinic. */
type Home = {
  readonly folder: string;
  readonly maker: KeyPair;
  readonly clinic: Uint8Array;
  readonly random: Random;
  readonly controller: Controller;
};

const textIn = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};

/** Writes a secret that was not there, all of it or nothing. */
export const writeSecret = (path: string, text: string): void => {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
};

const cardAt = (path: string, pump: string, { maker, random }: Home): Card => {
  const text = textIn(path);
  if (text !== null) return cardIn(text);
  const card = drawCard(pump, maker.key, random);
  writeSecret(path, cardText(card));
  return card;
};

type Found = {
  readonly board: Board;
  readonly keeper: Keeper;
  readonly flash: FlashFile;
};

/** A new flash counts from when the pump is on it. */
const newPump = (path: string, { device, start }: Description, controller: Controller): Found => {
  const shape = { pages: pagesOf(GEOMETRY), size: PAGE_BYTES };
  const flash = openFlash(`${path}.new`, shape);
  for (let page = 0; page < flash.pages && !flash.isNew; page += 1) flash.erase(page);
  const board = { flash, geometry: GEOMETRY, made: device, controller };
  const keeper = makeKeeper(board, start);
  renameSync(`${path}.new`, path);
  return { board, keeper, flash };
};

/**
 * A world that was put to rest goes on; anything else was a power cut. While nobody hosts an
 * implant its time stands still; its motor did what it was told up to the last entry, and no more.
 */
const keeperAt = (board: Board, registers: Registers | null): Keeper => {
  const mark = registers?.mark ?? null;
  const found = mark === null ? null : takeUp(board, mark);
  if (found !== null && registers?.rested === true) return found;
  const now = found?.pump.now ?? mark?.at ?? null;
  const turns = found === null ? null : expectedReport(found.pump).turns;
  return boot(board, { cause: "power-on", now, mark, turns }).keeper;
};

/** Copies of which the first is only written after the second: whether one ever was. */
const wasWritten = ({ paths }: Twin): boolean => existsSync(paths[0]);

/**
 * What the pump runs on; new where it was never written down, null where it was damaged. An image
 * whose test the power cut off is not kept.
 */
const waresAt = (
  { twin, text }: { readonly twin: Twin; readonly text: string | null },
  make: () => Wares,
): Wares | null => {
  if (text === null && wasWritten(twin)) return null;
  const found = text === null ? make() : waresIn(text);
  const wares = restarted(found);
  if (text === null || wares !== found) writeTwin(twin, waresText(wares), true);
  return wares;
};

type Shelf = {
  readonly description: Description;
  readonly controller: Controller;
  readonly registers: Registers | null;
};

const pumpAt = (path: string, { description, controller, registers }: Shelf): Found => {
  if (!existsSync(path)) return newPump(path, description, controller);
  const flash = openFlash(path, { pages: pagesOf(GEOMETRY), size: PAGE_BYTES });
  const board = { flash, geometry: GEOMETRY, made: description.device, controller };
  return { board, keeper: keeperAt(board, registers), flash };
};

/** The head that was kept; a new one where the pump is new; none where it was damaged. */
const headAt = (
  { twin, text }: { readonly twin: Twin; readonly text: string | null },
  { at, make, wares }: { at: Milliseconds; make: (() => Head) | null; wares: Wares | null },
): Head | null => {
  if (text !== null) return headIn(text, at, wares);
  if (make === null) return null;
  const head = make();
  writeTwin(twin, vaultText(head), true);
  return head;
};

/** A kit whose controller makes durable what it does before it counts as done. */
const kitOf = (random: Random, controller: Controller, implant: () => Implant): Kit => {
  const done = (at: Milliseconds, doing: (keeper: Keeper) => Log): Passed => {
    const events = keep(implant(), at, doing);
    return { events, pump: implant().keeper.pump };
  };
  return {
    ...{ crypto: nodeCrypto, random, guards: GUARDS, selfTest: selfTestOf(controller) },
    controller: {
      ...controller,
      pass: (_, upto) => done(upto, (keeper) => keepPassing(keeper, upto)),
      step: (_, input) => done(input.at, (keeper) => keepCommand(keeper, input)),
    },
  };
};

/** Wakes an implant. Throws what the disk says where a file cannot be opened or written. */
export const wake = (description: Description, home: Home): Implant => {
  const folder = join(home.folder, description.name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const card = cardAt(join(folder, "card.json"), description.name, home);
  const vault = openTwin(join(folder, "vault"));
  const registers = openTwin(join(folder, "registers"));
  const kept = openTwin(join(folder, "wares"));
  const notes = openTwin(join(folder, "diary"));
  const path = join(folder, "flash");
  const isNew = !existsSync(path);
  const { at } = description.start;
  const { model } = description;
  const wares = waresAt(kept, () =>
    madeWith(nodeCrypto, {
      maker: card.maker,
      model,
      at,
      contents: contentsOf(description.device),
    }),
  );
  const make = () => quietHead(drawVault(card, home, home.random), at, wares);
  const first = isNew ? headAt(vault, { at, make, wares }) : null;
  const { controller } = home;
  const shelf = { description, controller, registers: registersIn(registers.text) };
  const { board, keeper, flash } = pumpAt(path, shelf);
  const found = first ?? headAt(vault, { at: keeper.pump.now, make: null, wares });
  const told = diaryIn(notes.text);
  const diary = diaryAfterStart(told, wares, keeper.pump.now);
  const head = found === null ? null : { ...found, diary };
  const there = head === null ? null : { ...head, diary: told };
  const implant: Implant = {
    ...{ name: description.name, board, card, keeper, head, kept: there },
    files: {
      ...{ flash, vault: vault.twin, registers: registers.twin },
      ...{ wares: kept.twin, diary: notes.twin },
    },
    kit: kitOf(home.random, home.controller, () => implant),
    ...{ sounder: quietSounder(), reported: keeper.pump.now, marked: null },
  };
  markRegisters(implant);
  return implant;
};
