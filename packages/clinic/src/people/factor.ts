// SPDX-License-Identifier: Apache-2.0
/**
 * The second factor: codes of six digits that an authenticator shows, new every 30 seconds
 * (RFC 6238 over HMAC-SHA-1, which is what every authenticator speaks). A code signs once.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS = 5;
/** RFC 4226 asks for 128 bits and advises 160. */
const BYTES = 20;

/** What a factor looks like: 160 bits in base32. */
export const FACTOR = /^[A-Z2-7]{32}$/;

/** What a code looks like. */
export const CODE = /^\d{6}$/;

const STEP_MS = 30_000;
const DIGITS = 6;

const bitsOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");

/** A factor that nobody has. */
export const drawFactor = (): string =>
  bitsOf(randomBytes(BYTES)).replace(/.{5}/g, (five) => LETTERS[Number.parseInt(five, 2)] ?? "");

const keyOf = (factor: string): Uint8Array => {
  const bits = [...factor]
    .map((letter) => LETTERS.indexOf(letter).toString(2).padStart(BITS, "0"))
    .join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
};

/** The step that a moment lies in. */
const stepAt = (now: number): number => Math.floor(now / STEP_MS);

/** The code of a step: RFC 4226, section 5.3. */
const codeOf = (factor: string, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.max(0, step)));
  const mac = createHmac("sha1", keyOf(factor)).update(counter).digest();
  const from = (mac.at(-1) ?? 0) & 15;
  const number = (mac.readUInt32BE(from) & 0x7fff_ffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, "0");
};

/** The code that an authenticator shows at a moment. */
export const codeAt = (factor: string, now: number): string => codeOf(factor, stepAt(now));

/** Clocks differ by a step, and a code is typed while the next one comes. */
const WINDOW = [0, -1, 1] as const;

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The step that a code belongs to, near a moment; null: none. */
export const stepOf = (factor: string, code: string, now: number): number | null => {
  const steps = WINDOW.map((away) => stepAt(now) + away);
  return steps.find((step) => same(codeOf(factor, step), code)) ?? null;
};
