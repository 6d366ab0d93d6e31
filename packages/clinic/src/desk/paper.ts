// SPDX-License-Identifier: Apache-2.0
/**
 * Paper: a report of the table as a PDF. Whoever asks was let in and noted before; from here on the
 * same record at the same moment gives the same bytes.
 */
import { PAPERS, type Paper, printSheet } from "@cisterna/paper";
import { accepted, type Result } from "@cisterna/quantity";
import { chroniclesOf } from "../fhir/chronicle.ts";
import type { Report, Signed } from "../report/report.ts";
import { signedIn } from "../report/signed.ts";
import type { Standing } from "../store/follow.ts";
import { inClinic } from "../store/scope.ts";
import type { Desk, Served } from "./desk.ts";
import type { House } from "./house.ts";
import type { Refusal } from "./row.ts";
import { instantIn } from "./zone.ts";

/** What a paper is of: a report of what the record has come to. */
type Source = {
  readonly row: Report;
  readonly standing: Standing<House>;
  /** The subject of the record that it is about. */
  readonly subject: string;
};

/**
 * Which state of the record a paper shows: its subject's revision. What is about the whole clinic
 * follows from every event, and counts them all.
 */
export const revisionOf = ({ row, standing, subject }: Source): number =>
  row.subject === "clinic" ? standing.head.seq + 1 : standing.revisionOf(subject);

/** Which report, of what the record has come to, and what is asked of it. */
type Wish = Source & {
  readonly patient: string | null;
  readonly asked: Readonly<Record<string, unknown>>;
};

const signedBy = async (
  desk: Desk,
  served: Served,
  { standing, patient }: Wish,
): Promise<Signed> => {
  if (patient === null) return new Map();
  const { people } = standing.state;
  const [chronicle] = await inClinic(desk.db, served.clinic, (scope) =>
    chroniclesOf({ scope, served, people }, [patient]),
  );
  return chronicle === undefined ? new Map() : signedIn(chronicle);
};

const paperIn = (asked: Wish["asked"]): Paper =>
  PAPERS.find((each) => each === asked["paper"]) ?? "a4";

/** A report as a PDF; null: there is no such record. Refuses what cannot be asked of it. */
export const printed = async (
  desk: Desk,
  served: Served,
  wish: Wish,
): Promise<Result<Uint8Array | null, Refusal>> => {
  const { row, standing, patient, asked } = wish;
  const written = row.write(
    {
      practice: standing.state.practice,
      now: instantIn(served.zone, desk.now()),
      clinic: served.name,
      patient,
      revision: revisionOf(wish),
      signed: await signedBy(desk, served, wish),
    },
    asked,
  );
  if (!written.ok) return written;
  return accepted(written.value === null ? null : printSheet(written.value, paperIn(asked)));
};
