// SPDX-License-Identifier: Apache-2.0
/**
 * Papers: where a visit's report is to be had as a PDF, beside its text, for whoever reads the
 * record here. A record that travels says no such place: it is printed where it has arrived.
 */
import type { DocumentReference, Resource } from "@medplum/fhirtypes";
import type { Chronicle } from "../course/told.ts";
import { visitCommitted } from "../visit/step.ts";
import { idOf } from "./name.ts";

/** The word by which a visit's report is known among the documents. */
export const VISIT_REPORT = "visit-report";

/** Every visit's report by the id of its document. */
const visitsOf = ({ patient, told }: Chronicle): ReadonlyMap<string, string> =>
  new Map(
    told
      .filter(({ event }) => event.kind === visitCommitted.kind)
      .map(({ event }) => String(event.data.payload["visit"]))
      .map((visit) => [idOf(patient, "document", [VISIT_REPORT, visit]), visit]),
  );

/** A document with a second rendering: the same visit, printed. */
const withPdf = (document: DocumentReference, url: string): DocumentReference => ({
  ...document,
  content: [
    ...(document.content ?? []),
    {
      attachment: {
        contentType: "application/pdf",
        language: "en",
        url,
        title: `${document.description ?? ""}, printed`,
      },
    },
  ],
});

/** Resources as they are read under an address of the FHIR interface. */
export const readAt = (
  address: string,
  chronicle: Chronicle,
  resources: readonly Resource[],
): readonly Resource[] => {
  const visits = visitsOf(chronicle);
  const { patient } = chronicle;
  return resources.map((each) => {
    const visit = each.resourceType === "DocumentReference" ? visits.get(each.id ?? "") : undefined;
    if (each.resourceType !== "DocumentReference" || visit === undefined) return each;
    const asked = new URLSearchParams({ visit });
    const url = new URL(`../patients/${patient}/reports/visit?${asked}`, `${address}/`);
    return withPdf(each, url.href);
  });
};
