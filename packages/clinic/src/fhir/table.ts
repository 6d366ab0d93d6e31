// SPDX-License-Identifier: Apache-2.0
/** The table: what every kind of fact about a patient makes. */

import type { Row } from "./row.ts";
import { COURSE_ROWS } from "./rows/course.ts";
import { FOLLOW_UP_ROWS } from "./rows/follow-up.ts";
import { IMPLANT_ROWS } from "./rows/implant.ts";
import { PASSPORT_ROWS } from "./rows/passport.ts";
import { PERSON_ROWS } from "./rows/person.ts";
import { THERAPY_ROWS } from "./rows/therapy.ts";
import { VISIT_ROWS } from "./rows/visit.ts";

/** Every row, by the kind of its fact. */
export const ROWS: ReadonlyMap<string, Row> = new Map(
  [
    ...PERSON_ROWS,
    ...COURSE_ROWS,
    ...IMPLANT_ROWS,
    ...VISIT_ROWS,
    ...THERAPY_ROWS,
    ...FOLLOW_UP_ROWS,
    ...PASSPORT_ROWS,
  ].map((row) => [row.kind, row]),
);
