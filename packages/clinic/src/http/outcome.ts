// SPDX-License-Identifier: Apache-2.0
/** Outcomes: a problem as the FHIR interface says it. */
import type { OperationOutcome, OperationOutcomeIssue } from "@medplum/fhirtypes";
import type { ProblemDocument, ProblemKind } from "./problem-kind.ts";

/** Media type of the interface. */
export const FHIR_JSON = "application/fhir+json; charset=utf-8";

const ISSUES: Readonly<Record<ProblemKind, NonNullable<OperationOutcomeIssue["code"]>>> = {
  malformed: "invalid",
  "not-signed-in": "login",
  "wrong-password": "login",
  "wrong-passkey": "login",
  "prove-yourself": "expired",
  forbidden: "forbidden",
  "guard-missing": "security",
  "not-found": "not-found",
  "wrong-method": "not-supported",
  "key-taken": "duplicate",
  stale: "conflict",
  "upgrade-needed": "not-supported",
  "too-large": "too-long",
  "wrong-type": "not-supported",
  refused: "business-rule",
  "too-often": "throttled",
  resting: "throttled",
  broken: "exception",
  "no-database": "transient",
};

/** Whether an address is of the FHIR interface. */
export const isFhir = (url: string): boolean => /^\/api\/clinics\/[^/?]*\/fhir(?:[/?]|$)/.test(url);

/** The outcome of a problem: one issue for every field that is wrong, or one for the whole. */
export const outcomeOf = (
  kind: ProblemKind,
  { title, instance, type, refusals = [] }: ProblemDocument,
): OperationOutcome => {
  const issue = { severity: "error", code: ISSUES[kind] } as const;
  const coding = [{ system: "urn:cisterna:problem", code: kind, display: title }];
  return {
    resourceType: "OperationOutcome",
    issue:
      refusals.length === 0
        ? [{ ...issue, details: { coding, text: title }, diagnostics: `${type} ${instance}` }]
        : refusals.map(({ kind: what, path, read, accepted }) => ({
            ...issue,
            details: { coding, text: `${path}: ${what.replaceAll("-", " ")}` },
            diagnostics: `read: ${read}; accepted: ${accepted}`,
            ...(path === "" ? {} : { expression: [path] }),
          })),
  };
};
