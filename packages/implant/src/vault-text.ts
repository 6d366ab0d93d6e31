// SPDX-License-Identifier: Apache-2.0
/** What a telemetry head keeps for good, as a text: vault, receipts, what the radio has used. */
import { type Bytes, type Head, type Note, quietHead, type Wares } from "@cisterna/link";
import type { Milliseconds } from "@cisterna/quantity";

type Kept = Pick<Head, "vault" | "receipts" | "account">;

const MARK = "hex:";

const dressed = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? `${MARK}${Buffer.from(value).toString("hex")}` : value;

const bare = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));

const undressed = (_: string, value: unknown): unknown =>
  typeof value === "string" && value.startsWith(MARK) ? bare(value.slice(MARK.length)) : value;

/** What is kept of a head. */
export const vaultText = ({ vault, receipts, account }: Kept): string =>
  JSON.stringify({ vault, receipts, account }, dressed);

/** The head that was kept in a text, without sessions: those end with the power. */
export const headIn = (text: string, at: Milliseconds, wares: Wares | null): Head => {
  const { vault, receipts, account } = JSON.parse(text, undressed) as Kept;
  return { ...quietHead(vault, at, wares), receipts, account };
};

/** What is kept of a pump's wares. */
export const waresText = (wares: Wares): string => JSON.stringify(wares, dressed);

/** The wares that were kept in a text. */
export const waresIn = (text: string): Wares => JSON.parse(text, undressed) as Wares;

/** The diary as a text. */
export const diaryText = (diary: readonly Note[]): string => JSON.stringify(diary, dressed);

/** The diary in a text; what cannot be read is lost. */
export const diaryIn = (text: string | null): readonly Note[] =>
  text === null ? [] : (JSON.parse(text, undressed) as readonly Note[]);

/** Whether two heads keep the same. */
export const keepsSame = (one: Head, other: Head): boolean =>
  one.vault === other.vault && one.receipts === other.receipts;
