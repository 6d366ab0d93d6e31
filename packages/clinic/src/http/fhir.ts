// SPDX-License-Identifier: Apache-2.0
/**
 * The FHIR interface: a route for reading and one for searching of every type of the table, and the
 * operations on a patient. Who looks is written down like any look; a patient reads what is about
 * that patient, and an emergency opens one record.
 */
import type { Bundle, Resource } from "@medplum/fhirtypes";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Chronicle } from "../course/told.ts";
import { act } from "../desk/act.ts";
import type { Desk, Served } from "../desk/desk.ts";
import type { House } from "../desk/house.ts";
import { enter } from "../desk/look.ts";
import { holdsRole, mayCommand } from "../desk/permission.ts";
import type { Refusal } from "../fact/refusal.ts";
import { CARING, type Role } from "../fact/role.ts";
import { everyRecord } from "../fact/shelf.ts";
import { entriesAt, everythingOf, recordBundle } from "../fhir/bundle.ts";
import { capabilityStatement } from "../fhir/capability.ts";
import { chroniclesOf } from "../fhir/chronicle.ts";
import { meets } from "../fhir/match.ts";
import { markIn, markOf } from "../fhir/name.ts";
import { readAt } from "../fhir/paper.ts";
import {
  idNamed,
  patientNamed,
  type Query,
  readNothing,
  readSearch,
  type Search,
} from "../fhir/search.ts";
import { IMPORT_RECORD, patientOfBundle } from "../fhir/take-over.ts";
import { TYPES, type TypeRow } from "../fhir/types.ts";
import { inClinic } from "../store/scope.ts";
import { FHIR_JSON } from "./outcome.ts";
import { sendProblem } from "./problem.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

const ROOT = "/api/clinics/:clinic/fhir";

/** Who reads resources: whoever reads the patient's page. */
export const FHIR_READERS: readonly Role[] = [...CARING, "technician", "patient"];

/** Who takes a whole record along: those who care, and the patient whose it is. */
export const FHIR_EXPORTERS: readonly Role[] = [...CARING, "patient"];

/** Largest record that is taken over. */
const LARGEST_RECORD = 16 * 1_048_576;

const send = (reply: FastifyReply, resource: Resource, status = 200): FastifyReply =>
  reply
    .code(status)
    .header("content-type", FHIR_JSON)
    .header("cache-control", "no-store")
    .send(JSON.stringify(resource));

const addressOf = (request: FastifyRequest, { clinic }: Served): string =>
  `${request.protocol}://${request.host}/api/clinics/${clinic}/fhir`;

/** Somebody at the door of something about a patient, or about the whole clinic. */
type Door = {
  readonly visitor: Visitor;
  readonly name: string;
  readonly who: readonly Role[];
  readonly patient: string | null;
};

/** The house behind a door that is open to who comes; null: it is not. */
const opened = async (desk: Desk, { visitor, name, who, patient }: Door): Promise<House | null> => {
  const subject = patient === null ? "clinic" : "patient";
  const row = { name: `fhir-${name}`, subject, who } as const;
  const { account } = visitor.session;
  const { permission, standing } = await enter(desk, visitor.served, { account, row, patient });
  return permission.granted ? standing.state : null;
};

const chronicles = (
  desk: Desk,
  served: Served,
  { house, patients }: { readonly house: House; readonly patients: readonly string[] },
): Promise<readonly Chronicle[]> =>
  inClinic(desk.db, served.clinic, (scope) =>
    chroniclesOf({ scope, served, people: house.people }, patients),
  );

/** What a patient's account is about, whatever it asks; null for everybody else. */
const ownOf = ({ account }: Visitor): string | null =>
  account.roles.includes("patient") ? account.patient : null;

const patientOfMark = async (served: Served, id: string): Promise<string | null> => {
  const mark = markIn(id);
  if (mark === null) return null;
  const { state } = await served.record.look();
  const found = everyRecord(state.practice.patients).find(([patient]) => markOf(patient) === mark);
  return found?.[0] ?? null;
};

const patientBehind = (served: Served, { type }: TypeRow, id: string): Promise<string | null> =>
  type === "Patient" ? Promise.resolve(id) : patientOfMark(served, id);

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

type Named = { readonly patient?: string; readonly id?: string };

const reader =
  (desk: Desk, row: TypeRow): Handler =>
  async (request, reply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served, account } = visitor;
    const { patient: whole, id = whole ?? "" } = request.params as Named;
    const patient = await patientBehind(served, row, id);
    if (patient === null && !holdsRole(account, { who: FHIR_READERS })) {
      return sendProblem(reply, "forbidden");
    }
    if (patient === null) return sendProblem(reply, "not-found");
    const house = await opened(desk, { visitor, name: row.type, who: FHIR_READERS, patient });
    if (house === null) return sendProblem(reply, "forbidden");
    const asked = readNothing(request.query as Query);
    if (!asked.ok) return sendProblem(reply, "malformed", { refusals: asked.refusals });
    const [found] = await chronicles(desk, served, { house, patients: [patient] });
    const at = addressOf(request, served);
    const resource = (found === undefined ? [] : readAt(at, found, everythingOf(found))).find(
      (each) => each.resourceType === row.type && each.id === id,
    );
    return resource === undefined ? sendProblem(reply, "not-found") : sendOne(reply, resource);
  };

const sendOne = (reply: FastifyReply, resource: Resource): FastifyReply => {
  const { versionId } = resource.meta ?? {};
  if (versionId !== undefined) reply.header("etag", `W/"${versionId}"`);
  return send(reply, resource);
};

/** A page of what was found; without `total` where counting would read the whole clinic. */
type Page = {
  readonly found: readonly Resource[];
  readonly total?: number;
  readonly more: boolean;
};

const pageOf = (all: readonly Resource[], { count, offset }: Search): Omit<Page, "total"> => ({
  found: all.slice(offset, offset + count),
  more: all.length > offset + count,
});

const hitsIn = (
  found: readonly Chronicle[],
  { address, served: { zone }, row: { type }, search: { criteria } }: Looking,
): readonly Resource[] =>
  found.flatMap((chronicle) => {
    const all = everythingOf(chronicle).filter(({ resourceType }) => resourceType === type);
    return readAt(
      address,
      chronicle,
      all.filter((each) => meets(each, criteria, zone)),
    );
  });

/** Patients that are looked at in one go. */
const AT_ONCE = 50;

type Looking = {
  /** Of the interface that is asked. */
  readonly address: string;
  readonly desk: Desk;
  readonly served: Served;
  readonly house: House;
  readonly row: TypeRow;
  readonly search: Search;
};

/** Looks through the patients in the order of their ids, as far as the page reaches. */
const wholeClinic = async (looking: Looking): Promise<Page> => {
  const { desk, served, house, row, search } = looking;
  const within = row.within ?? (() => false);
  const candidates = everyRecord(house.practice.patients)
    .filter(([, state]) => within(state))
    .map(([patient]) => patient);
  const hits: Resource[] = [];
  const { offset, count } = search;
  for (let from = 0; from < candidates.length; from += AT_ONCE) {
    const patients = candidates.slice(from, from + AT_ONCE);
    const found = await chronicles(desk, served, { house, patients });
    hits.push(...hitsIn(found, looking));
    if (hits.length > offset + count) break;
  }
  return pageOf(hits, search);
};

const onePatient = async (looking: Looking, patient: string): Promise<Page> => {
  const { desk, served, house, search } = looking;
  const found = await chronicles(desk, served, { house, patients: [patient] });
  const hits = hitsIn(found, looking);
  return { ...pageOf(hits, search), total: hits.length };
};

const pageFor = (looking: Looking, patient: string | null): Promise<Page> =>
  patient === null ? wholeClinic(looking) : onePatient(looking, patient);

const NOTHING: Page = { found: [], total: 0, more: false };

const queryText = (query: Query, offset: number): string => {
  const said = Object.entries(query)
    .filter(([name]) => name !== "_offset")
    .flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, String(each)]),
    );
  return new URLSearchParams([...said, ["_offset", String(offset)]]).toString();
};

type Answering = {
  readonly request: FastifyRequest;
  readonly served: Served;
  readonly row: TypeRow;
};

const searchset = ({ request, served, row }: Answering, page: Page, search: Search): Bundle => {
  const address = addressOf(request, served);
  const query = request.query as Query;
  const at = (offset: number) => `${address}/${row.type}?${queryText(query, offset)}`;
  return {
    resourceType: "Bundle",
    type: "searchset",
    ...(page.total === undefined ? {} : { total: page.total }),
    link: [
      { relation: "self", url: at(search.offset) },
      ...(page.more ? [{ relation: "next", url: at(search.offset + search.count) }] : []),
    ],
    ...(page.found.length === 0
      ? {}
      : {
          entry: entriesAt(address, page.found).map((entry) => ({
            ...entry,
            search: { mode: "match" },
          })),
        }),
  };
};

const MISSING: Refusal = {
  kind: "missing-key",
  path: "patient",
  read: "no patient, or more than one",
  accepted: "patient, subject or _id that names one patient",
};

/** Whom a search is about: the patient whose account asks, or whom the query names. */
const askedAbout = async (visitor: Visitor, row: TypeRow, query: Query): Promise<string | null> => {
  const named = patientNamed(row, query);
  const id = idNamed(query);
  const behind = named ?? (id === null ? null : await patientBehind(visitor.served, row, id));
  return behind ?? ownOf(visitor);
};

const searcher =
  (desk: Desk, row: TypeRow): Handler =>
  async (request, reply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served } = visitor;
    const query = request.query as Query;
    const patient = await askedAbout(visitor, row, query);
    const house = await opened(desk, { visitor, name: row.type, who: FHIR_READERS, patient });
    if (house === null) return sendProblem(reply, "forbidden");
    const search = readSearch(row, query);
    if (!search.ok) return sendProblem(reply, "malformed", { refusals: search.refusals });
    const isNobodys = patient === null && idNamed(query) !== null;
    if (patient === null && row.within === undefined && !isNobodys) {
      return sendProblem(reply, "malformed", { refusals: [MISSING] });
    }
    const address = addressOf(request, served);
    const looking = { address, desk, served, house, row, search: search.value };
    const page = isNobodys ? NOTHING : await pageFor(looking, patient);
    return send(reply, searchset({ request, served, row }, page, search.value));
  };

type Whole = {
  readonly name: string;
  readonly who: readonly Role[];
  readonly bundle: (chronicle: Chronicle, address: string) => Bundle;
};

const whole =
  (desk: Desk, { name, who, bundle }: Whole): Handler =>
  async (request, reply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { patient } = request.params as { readonly patient: string };
    const house = await opened(desk, { visitor, name, who, patient });
    if (house === null) return sendProblem(reply, "forbidden");
    const asked = readNothing(request.query as Query);
    if (!asked.ok) return sendProblem(reply, "malformed", { refusals: asked.refusals });
    const { served } = visitor;
    const [found] = await chronicles(desk, served, { house, patients: [patient] });
    return found === undefined
      ? sendProblem(reply, "not-found")
      : send(reply, bundle(found, addressOf(request, served)));
  };

const everything = (chronicle: Chronicle, address: string): Bundle => {
  const resources = readAt(address, chronicle, everythingOf(chronicle));
  const entry = entriesAt(address, resources);
  return {
    resourceType: "Bundle",
    type: "searchset",
    total: resources.length,
    entry: entry.map((each) => ({ ...each, search: { mode: "match" } })),
  };
};

const importer =
  (desk: Desk): Handler =>
  async (request, reply) => {
    const visitor = await visitorOf(desk, request, reply);
    if (visitor === null) return reply;
    const { served, session, account } = visitor;
    const patient = patientOfBundle(request.body);
    if (!mayCommand(account, IMPORT_RECORD, patient).granted)
      return sendProblem(reply, "forbidden");
    if (session.stale) return sendProblem(reply, "prove-yourself");
    const result = await act(desk, served, {
      row: IMPORT_RECORD,
      account: session.account,
      patient,
      input: request.body,
      why: null,
      key: null,
      seen: null,
      signature: null,
      second: null,
    });
    if (result.kind === "refused") {
      return sendProblem(reply, "refused", { refusals: result.refusals });
    }
    if (result.kind !== "done") return sendProblem(reply, "forbidden");
    reply.header("location", `${addressOf(request, served)}/Patient/${patient ?? ""}`);
    return send(reply, taken(result.events.length), 201);
  };

const taken = (events: number): Resource => ({
  resourceType: "OperationOutcome",
  issue: [
    {
      severity: "information",
      code: "informational",
      details: { text: `${events} events were taken over` },
    },
  ],
});

/** Adds the FHIR interface. */
export const fhirRoutes = async (root: FastifyInstance, desk: Desk): Promise<void> => {
  const statement = capabilityStatement();
  await root.register(async (app) => {
    const parse = app.getDefaultJsonParser("error", "error");
    app.addContentTypeParser("application/fhir+json", { parseAs: "string" }, parse);
    const who = (roles: readonly Role[]) => ({ config: { who: roles } });
    app.get(`${ROOT}/metadata`, { config: { who: "anybody" } }, (_, reply) =>
      send(reply, statement),
    );
    for (const row of TYPES) {
      app.get(`${ROOT}/${row.type}`, who(FHIR_READERS), searcher(desk, row));
      const name = row.type === "Patient" ? "patient" : "id";
      app.get(`${ROOT}/${row.type}/:${name}`, who(FHIR_READERS), reader(desk, row));
    }
    const about = `${ROOT}/Patient/:patient`;
    app.get(
      `${about}/$everything`,
      who(FHIR_READERS),
      whole(desk, { name: "everything", who: FHIR_READERS, bundle: everything }),
    );
    app.get(
      `${about}/$export-record`,
      who(FHIR_EXPORTERS),
      whole(desk, { name: "export-record", who: FHIR_EXPORTERS, bundle: recordBundle }),
    );
    app.post(
      `${ROOT}/Patient/$import-record`,
      { ...who(IMPORT_RECORD.who), bodyLimit: LARGEST_RECORD },
      importer(desk),
    );
  });
};
