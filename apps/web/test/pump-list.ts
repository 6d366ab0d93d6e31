// SPDX-License-Identifier: Apache-2.0
/** A pump list of one line, which a clinic takes as it stands. */

/** The columns. */
export const LIST_HEAD =
  "patient,name,born,tolerance,implanted,model,catheter_length,tip,filled,volume,drugs,basal," +
  "on_fault";

/** The line. */
export const LIST_LINE =
  "z1,Zoe List,1961-04-02,tolerant,2024-05-06,generic-40,80 cm,T10,2026-02-20T09:00:00+01:00," +
  "38 mL,morphine 10 mg/mL,2 mg/d,minimum";
