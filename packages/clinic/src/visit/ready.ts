// SPDX-License-Identifier: Apache-2.0
/** Whether a visit can be committed: every reason why not yet, all at once. */
import {
  canonical,
  compare,
  type DoseRate,
  multiply,
  negate,
  print,
  quantity,
  rational,
  same,
  subtract,
  total,
} from "@cisterna/quantity";
import { type Plan, pumpOf } from "@cisterna/therapy";
import type { VisitState } from "../course/patient.ts";
import type { Standing } from "../course/standing.ts";
import type { Context } from "../fact/command.ts";
import { type Refusal, refusal } from "../fact/refusal.ts";
import { isSameFluid, misfits } from "./act.ts";
import type { Subject } from "./case.ts";
import type * as entry from "./entry.ts";
import {
  type Judged,
  judgementOf,
  reconciliationOf,
  subjectOf,
  unconfirmed,
  verdictsToExplain,
} from "./findings.ts";
import { checkKey } from "./shown.ts";
import * as step from "./step.ts";

/** What a commit looks at. */
export type Ready = {
  readonly standing: Standing;
  readonly context: Context;
  readonly visit: VisitState;
  readonly subject: Subject;
};

type Needed = { readonly step: keyof entry.Steps; readonly by: string; readonly when: boolean };

/** What a visit has to have done before it can be committed. */
const needed = ({ visit, subject }: Ready): readonly Needed[] => {
  const { running, entry: implanted } = subject.implant;
  const { kind } = visit;
  if (kind === "assessment") return [];
  const refill = kind === "refill";
  const [runs, asks] = [running !== null, pumpOf(implanted.pump.model).programmable];
  const proposing = kind === "single-bolus" ? "propose-single" : "propose-program";
  return [
    { step: "reading", by: "record-reading", when: runs && asks },
    { step: "aspirate", by: "record-aspirate", when: refill && runs },
    { step: "syringe", by: "check-syringe", when: refill },
    { step: "fill", by: "propose-fill", when: refill },
    { step: "program", by: proposing, when: !refill },
    { step: "guard", by: "guard-fill", when: refill },
    { step: "readBack", by: "record-read-back", when: asks },
  ];
};

const undone = (ready: Ready): readonly Refusal[] =>
  needed(ready)
    .filter(({ when, step: name }) => when && step.stepOf(ready.visit, name) === undefined)
    .map(({ step: name, by }) =>
      refusal("out-of-order", name, { read: "not done yet", accepted: by }),
    );

/** A visit to assess has an assessment of its day, or of a later one. */
const unassessed = ({ visit, standing: { patient } }: Ready): Refusal | null =>
  visit.kind !== "assessment" || patient.assessments.some(({ on }) => on >= dayOf(visit.began))
    ? null
    : refusal("out-of-order", "assessment", {
        read: "not done yet",
        accepted: `record-assessment of ${dayOf(visit.began)} or later`,
      });

const dayOf = (moment: string): string => moment.slice(0, 10);

const unexplained = ({ subject, visit }: Ready): Refusal | null => {
  const found = reconciliationOf(subject, visit);
  const verdicts = found === null ? [] : verdictsToExplain(found);
  const explained = step.stepOf(visit, "explanation")?.verdicts ?? [];
  const open = verdicts.filter((each) => !explained.includes(each));
  return open.length === 0
    ? null
    : refusal("discrepancy-not-explained", "explanation", {
        read: verdicts.join(", "),
        accepted: `explain-discrepancy for ${open.join(", ")}`,
      });
};

const syringeRefusals = ({ visit }: Ready): readonly (Refusal | null)[] => {
  const fill = step.stepOf(visit, "fill");
  const syringes = step.stepsOf(visit, "syringe");
  if (fill === undefined || syringes.length === 0) return [];
  const used = total(syringes.map(({ volume }) => quantity(volume, "volume")));
  return [
    ...syringes.map(({ drugs, lot }) =>
      isSameFluid(drugs, fill.drugs)
        ? null
        : refusal("wrong-drug", "fill.drugs", {
            read: lot,
            accepted: "a syringe of the drugs and concentrations of the fill",
          }),
    ),
    same(used, quantity(fill.volume, "volume"))
      ? null
      : refusal("volumes-do-not-fit", "fill.volume", {
          read: fill.volume,
          accepted: `${print(used, "mL")}, what the syringes give`,
        }),
  ];
};

const judgeRefusals = (visit: VisitState, judged: Judged | null): readonly Refusal[] => {
  if (judged === null) return [];
  const refusing = judged.shown.filter(({ severity }) => severity === "refuse");
  return [
    ...refusing.map((check) =>
      refusal("check-refuses", check.path, {
        read: checkKey(check),
        accepted: "another proposal, or a distinct confirmation where the check allows one",
      }),
    ),
    ...unconfirmed(visit, judged).map((check) =>
      refusal("check-not-confirmed", check.path, {
        read: checkKey(check),
        accepted: "confirm-check",
      }),
    ),
  ];
};

/** Half of the last digit of a number as it was written: what a display may have rounded away. */
const halfDigit = (text: string): DoseRate => {
  const [number = "", unit = ""] = text.split(" ");
  const decimals = number.includes(".") ? number.length - number.indexOf(".") - 1 : 0;
  const one = quantity(`1 ${unit}`, "dose-rate");
  return canonical(multiply(one, rational(1n, 2n * 10n ** BigInt(decimals))));
};

const shows = (text: string, dose: DoseRate): boolean => {
  const difference = subtract(quantity(text, "dose-rate"), dose);
  const size = difference.n < 0n ? negate(difference) : difference;
  return compare(size, halfDigit(text)) <= 0;
};

const readBackRefusals = ({ visit }: Ready, plan: Plan | null): readonly (Refusal | null)[] => {
  const said = step.stepOf(visit, "readBack");
  const row = plan?.doses.find(({ drug }) => drug === plan.of.prescription.doseOf);
  if (said === undefined || plan === null || row === undefined) return [];
  const asked = [row.asked, ...(row.achievable === null ? [] : [row.achievable])];
  return [
    same(quantity(said.volume, "volume"), plan.of.reservoir.volume) || visit.kind !== "refill"
      ? null
      : refusal("program-differs", "readBack.volume", {
          read: said.volume,
          accepted: print(plan.of.reservoir.volume, "mL"),
        }),
    asked.some((dose) => shows(said.per_day, dose))
      ? null
      : refusal("program-differs", "readBack.per_day", {
          read: said.per_day,
          accepted: print(row.asked, "mg/d"),
        }),
  ];
};

/** Why a visit cannot be committed yet; empty: it can. */
export const commitRefusals = (ready: Ready): readonly Refusal[] => {
  const judged = judgementOf(ready.subject, ready.visit, ready.context.now);
  const list = [
    ...undone(ready),
    unassessed(ready),
    ...misfits(ready.standing, ready.visit, ready.context),
    unexplained(ready),
    ...syringeRefusals(ready),
    ...judgeRefusals(ready.visit, judged),
    ...readBackRefusals(ready, judged?.plan ?? null),
  ];
  return list.filter((each) => each !== null);
};

/** What a commit looks at; null: there is no such open visit. */
export const readyFor = (standing: Standing, name: string, context: Context): Ready | null => {
  const visit = step.openVisit(standing.patient, name);
  const subject = visit === undefined ? null : subjectOf(standing, visit, context);
  return visit === undefined || subject === null ? null : { standing, context, visit, subject };
};
