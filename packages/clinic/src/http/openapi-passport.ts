// SPDX-License-Identifier: Apache-2.0
/** What everybody who reads passports is given, in the description of the interface. */

type Json = { readonly [key: string]: unknown };

type Around = { readonly parameters: readonly Json[]; readonly problems: Json };

type Paper = { readonly summary: string; readonly says: string; readonly content: Json };

const PAPERS: Readonly<Record<string, Paper>> = {
  "passport-trust": {
    summary: "The clinic's file of keys: what a reader believes, and what was taken back",
    says: "docs/schema/passport-trust.schema.json",
    content: { "application/json": { schema: { type: "object" } } },
  },
  "passport-reader": {
    summary: "The passport reader with that file in it: one page that works without a network",
    says: "The page",
    content: { "text/html": { schema: { type: "string" } } },
  },
};

/** The paths. */
export const passportPaths = ({ parameters, problems }: Around): Json =>
  Object.fromEntries(
    Object.entries(PAPERS).map(([name, { summary, says, content }]) => [
      `/api/clinics/{clinic}/${name}`,
      {
        get: {
          operationId: name,
          tags: ["passport"],
          summary,
          parameters,
          security: [],
          responses: { "200": { description: says, content }, ...problems },
        },
      },
    ]),
  );
