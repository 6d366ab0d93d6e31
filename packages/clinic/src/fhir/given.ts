// SPDX-License-Identifier: Apache-2.0
/** Given: a mapping without the keys that nothing was said about. FHIR knows no empty values. */

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** The mapping without its undefined keys. */
export const given = <T extends object>(entries: Loose<T>): T =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as T;
