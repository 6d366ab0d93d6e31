// SPDX-License-Identifier: Apache-2.0
/**
 * Packing: values with exact numbers as JSON and back. The exact numbers of therapy are BigInt,
 * which JSON does not have; here each is an object with one key.
 */

type Big = { readonly $n: string };

const isBig = (value: unknown): value is Big =>
  typeof value === "object" && value !== null && "$n" in value && typeof value.$n === "string";

/** A value as JSON. Law: `unpacked` of it gives the value. */
export const packed = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? { $n: String(each) } : each,
  );

/** The value of a text that `packed` made of one; the caller knows of what type. */
export const unpacked = <T>(text: string): T =>
  JSON.parse(text, (_, each: unknown) => (isBig(each) ? BigInt(each.$n) : each)) as T;
