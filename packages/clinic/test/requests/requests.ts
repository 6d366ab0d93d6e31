// SPDX-License-Identifier: Apache-2.0
/**
 * Requests drawn from the description: every operation of it, with fields that it takes and fields
 * that it does not, as several people, at several clinics. What comes back is judged: never a
 * broken server; whatever has no effect is a problem document, and has written nothing.
 */
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { ROLES } from "../../src/fact/role.ts";
import { openApi } from "../../src/http/openapi.ts";
import { type Caller, openTestClinic, PASSWORD, type TestClinic } from "../rig/clinic.ts";
import { type Schema, STRANGE, spoiled, valid, type Words } from "./arbitrary.ts";

type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };

type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
};

/** One operation of the description, at its path. */
type Row = { readonly method: string; readonly path: string; readonly operation: Operation };

/** A stream never ends, and who signs out asks nothing more. */
const LEFT_OUT = ["changes", "sign-out"];

/** Every operation that is asked. */
export const ROWS: readonly Row[] = Object.entries(
  openApi()["paths"] as Record<string, Record<string, Operation>>,
)
  .flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...{ method: method.toUpperCase(), path, operation },
    })),
  )
  .filter(({ operation }) => !LEFT_OUT.includes(operation.operationId));

const WORDS: Words = {
  names: [
    ...["p-1", "p-2", "implant-1", "visit-1", "lot-1", "task-1", "order-1", "emergency-1"],
    ...["Erika Muster", "generic-40", "morphine", "baclofen", "1961-04-02", "2026-03-02"],
    ...["2026-03-02T09:00:00Z", "20 mL", "2 mL", "2 mg/d", "10 mg/mL", "30 min", "80 cm"],
    ...["ghost", "T10", "123456"],
  ],
  password: PASSWORD,
};

const WHO = ["all", "patient", "nobody"] as const;
const CLINICS = ["one", "two", "nowhere", "One", "%2e%2e", "one%00", "a".repeat(300)] as const;
const PATIENTS = ["p-1", "p-2", "x-1", "none", "%00", "%E0%A4%A", "..%2f..", "é", "a".repeat(250)];

/** A request as it is drawn. */
type Drawn = {
  readonly row: Row;
  readonly who: (typeof WHO)[number];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | undefined;
};

const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: other, weight: 1 });

const strangeText = fc.constantFrom(...STRANGE.map((each) => String(JSON.stringify(each))));

const urlOf = ({ path, operation }: Row): fc.Arbitrary<string> => {
  const clinic = mostly(fc.constant<string>("one"), fc.constantFrom<string>(...CLINICS));
  const patient = mostly(fc.constant("p-1"), fc.constantFrom(...PATIENTS));
  const asked = (operation.parameters ?? []).filter((each) => each.in === "query");
  const query = fc.record(
    Object.fromEntries(
      asked.map(({ name, schema }) => [
        name,
        mostly(
          valid(schema, WORDS).map(String),
          fc.constantFrom("", "%", "-1", "1e99", "a".repeat(99)),
        ),
      ]),
    ),
    { requiredKeys: [] },
  );
  return fc.tuple(clinic, patient, query).map(([one, other, pairs]) => {
    const said = Object.entries(pairs).map(([name, value]) => `${name}=${escaped(String(value))}`);
    const at = path.replace("{clinic}", one).replace("{patient}", other);
    return said.length === 0 ? at : `${at}?${said.join("&")}`;
  });
};

const escaped = (value: string): string => (value === "%" ? value : encodeURIComponent(value));

const VISIBLE = /^[\x20-\x7e]*$/;

const headersOf = ({ operation }: Row): fc.Arbitrary<Readonly<Record<string, string>>> => {
  const asked = (operation.parameters ?? []).filter(
    (each) => each.in === "header" && each.name !== "x-cisterna-guard",
  );
  const strange = strangeText.filter((value) => VISIBLE.test(value));
  return fc.record(
    Object.fromEntries(
      asked.map(({ name, schema }) => [
        name,
        mostly(valid(schema, WORDS).map(String), strange) as fc.Arbitrary<string>,
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Readonly<Record<string, string>>>;
};

type Body = { readonly type: string; readonly payload: string | Buffer };

const JSON_TYPE = "application/json";

const asJson = (value: unknown): Body => ({
  type: JSON_TYPE,
  payload: JSON.stringify(value) ?? "null",
});

const TOO_LARGE = `"${"a".repeat(1_100_000)}"`;

/** Bodies that are no JSON, or not said to be. */
const unreadable: fc.Arbitrary<Body> = fc.constantFrom(
  { type: JSON_TYPE, payload: "{" },
  { type: JSON_TYPE, payload: "" },
  { type: JSON_TYPE, payload: '{"input":{},"input":{}}' },
  { type: JSON_TYPE, payload: '{"__proto__":{"a":1}}' },
  { type: JSON_TYPE, payload: "[".repeat(5_000) },
  { type: JSON_TYPE, payload: Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d]) },
  { type: `${JSON_TYPE}; charset=utf-16`, payload: "{}" },
  { type: `${JSON_TYPE}\t;`, payload: "{}" },
  { type: "text/plain", payload: "{}" },
  { type: "application/x-www-form-urlencoded", payload: "input=1" },
  { type: "multipart/form-data; boundary=x", payload: "--x--" },
);

const bodyOf = ({ operation }: Row): fc.Arbitrary<Body | null> => {
  const schema = operation.requestBody?.content[JSON_TYPE]?.schema;
  if (schema === undefined) return fc.constant(null);
  const fitting = valid(schema, WORDS);
  return fc.oneof(
    { arbitrary: fitting.map(asJson), weight: 6 },
    { arbitrary: spoiled(fitting).map(asJson), weight: 8 },
    { arbitrary: fc.jsonValue().map(asJson), weight: 1 },
    { arbitrary: unreadable, weight: 2 },
  );
};

const HUGE = fc.constant<Body>({ type: JSON_TYPE, payload: TOO_LARGE });

const oneOf = (row: Row): fc.Arbitrary<Drawn> =>
  fc
    .record({
      who: fc.oneof(
        { arbitrary: fc.constant(WHO[0]), weight: 8 },
        { arbitrary: fc.constantFrom(...WHO), weight: 2 },
      ),
      url: urlOf(row),
      headers: headersOf(row),
      body: fc.oneof(
        { arbitrary: bodyOf(row), weight: 200 },
        { arbitrary: row.method === "GET" ? fc.constant(null) : HUGE, weight: 1 },
      ),
    })
    .map(({ body, headers, ...rest }) => ({
      ...{ row, ...rest, payload: body?.payload },
      headers: body === null ? headers : { ...headers, "content-type": body.type },
    }));

/** Any request that the description could lead somebody to. */
const drawn: fc.Arbitrary<Drawn> = fc.oneof(...ROWS.map(oneOf));

type Scene = {
  readonly house: TestClinic;
  readonly callers: ReadonlyMap<(typeof WHO)[number], Caller | null>;
  /** Events that were written since the scene was set. */
  readonly written: { events: number };
};

const setScene = async (): Promise<Scene> => {
  const house = await openTestClinic("scratch");
  await house.found("two");
  const all = await house.hire(
    "one",
    "all",
    ROLES.filter((role) => role !== "patient"),
  );
  const person = { name: "Erika Muster", born: "1961-04-02", tolerance: "tolerant" };
  for (const patient of ["p-1", "p-2"])
    await all.tell(`patients/${patient}/register-patient`, person);
  const patient = await house.hire("one", "p-1", ["patient"]);
  const written = { events: 0 };
  house.desk.listen((_, events) => {
    written.events += events.length;
  });
  const callers = new Map([
    ["all", all],
    ["patient", patient],
    ["nobody", null],
  ] as const);
  return { house, callers, written };
};

/** Problems that name a field, unless the body was no JSON at all. */
const NAMING = ["urn:cisterna:problem:refused"];

type Document = {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly refusals?: readonly { readonly kind: string; readonly accepted: string }[];
  readonly resourceType?: string;
  readonly issue?: readonly { readonly code: string; readonly severity: string }[];
};

/** What came back, as far as it is judged. */
type Judged = { readonly status: number; readonly type: string; readonly json: Document };

const isProblem = ({ status, json }: Judged): boolean => {
  const named = json.refusals ?? [];
  const says = named.every(({ kind, accepted }) => kind !== "" && accepted !== "");
  const names = named.length > 0 || !NAMING.includes(json.type ?? "");
  return json.status === status && json.title !== undefined && says && names;
};

/** An outcome of the FHIR interface, with the kind of each issue and words for people. */
const isOutcome = ({ json }: Judged): boolean => {
  const issues = json.issue ?? [];
  const says = issues.every(({ code, severity }) => code !== "" && severity === "error");
  return json.resourceType === "OperationOutcome" && issues.length > 0 && says;
};

const isSaid = (answer: Judged): boolean =>
  answer.type.startsWith("application/fhir+json") ? isOutcome(answer) : isProblem(answer);

const DOCUMENTS = ["application/problem+json", "application/fhir+json"];

/** What is wrong with an answer that wrote so many events; null: nothing. */
export const complaintOn = (answer: Judged, wrote: number): string | null => {
  if (answer.status >= 500) return "a broken server";
  if (answer.status < 400) return null;
  if (!DOCUMENTS.some((type) => answer.type.startsWith(type))) return "no problem document";
  if (!isSaid(answer)) return "a problem that names nothing";
  return wrote === 0 ? null : "written, and said to have had no effect";
};

const sent = async ({ house, callers }: Scene, request: Drawn): Promise<Judged> => {
  const { url, headers, payload, row, who } = request;
  const options = {
    ...{ method: row.method, url, headers },
    ...(payload === undefined ? {} : { payload }),
  } as InjectOptions;
  const caller = callers.get(who) ?? null;
  const answer = await (caller === null ? house.call(options) : caller.send(options));
  return { ...answer, type: String(answer.headers["content-type"] ?? "") };
};

/** What a run of requests came to. */
export type Run = {
  readonly requests: number;
  readonly operations: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly events: number;
  readonly complaints: readonly string[];
};

const MOST_COMPLAINTS = 20;

/** Sends so many requests, drawn from a seed. */
export const askAtRandom = async (
  requests: number,
  seed: number,
  told: (done: number) => void = () => undefined,
): Promise<Run> => {
  const scene = await setScene();
  const statuses: Record<string, number> = {};
  const complaints: string[] = [];
  const operations = new Set<string>();
  let done = 0;
  for (const request of fc.sample(drawn, { numRuns: requests, seed })) {
    const before = scene.written.events;
    const answer = await sent(scene, request);
    const complaint = complaintOn(answer, scene.written.events - before);
    const { method, path, operation } = request.row;
    operations.add(operation.operationId);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (complaint !== null && complaints.length < MOST_COMPLAINTS) {
      const said = JSON.stringify({ ...request, row: undefined, payload: undefined }).slice(0, 300);
      const payload = String(request.payload ?? "").slice(0, 600);
      complaints.push(`${complaint}: ${answer.status} ${method} ${path} ${said} ${payload}`);
    }
    done += 1;
    told(done);
  }
  const { events } = scene.written;
  await scene.house.close();
  return { requests: done, operations: operations.size, statuses, events, complaints };
};
