// SPDX-License-Identifier: Apache-2.0
/** Paths: where a command or a view stands. */
import type { CommandRow, ViewRow } from "../desk/row.ts";

/** The path of a row, with its parameters as the router writes them. */
export const pathOf = ({ subject, name }: CommandRow | ViewRow): string =>
  subject === "patient"
    ? `/api/clinics/:clinic/patients/:patient/${name}`
    : `/api/clinics/:clinic/${name}`;
