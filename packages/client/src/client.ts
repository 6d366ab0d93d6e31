// SPDX-License-Identifier: Apache-2.0
/**
 * The client: a session at one clinic. Paths, inputs, questions and answers are those of the
 * clinic's table of commands and views; nothing of the clinic itself is loaded. A refusal is an
 * answer; only a clinic that cannot be reached throws, as `fetch` does.
 */
import type {
  ChroniclePage,
  CommandInput,
  CommandReceipt,
  NightList,
  TableCommand,
  TableView,
  ViewAnswer,
  ViewQuestion,
  Welcome,
} from "@cisterna/clinic";
import { type Door, openDoor, type Sent } from "./door.ts";
import type { Answered } from "./problem.ts";

/** A hand under a command; `code` where both factors are asked for. */
type Hand = { readonly password: string; readonly code?: string; readonly meaning: string };

type AboutPatient<Row> = Row extends { readonly subject: "patient" }
  ? { readonly patient: string }
  : { readonly patient?: never };

/** What a command is given with. */
export type Deed<N extends TableCommand["name"]> = AboutPatient<
  Extract<TableCommand, { readonly name: N }>
> & {
  readonly input: CommandInput<N>;
  readonly why?: string;
  readonly signature?: Hand;
  readonly second?: Hand & { readonly account: string };
  /** The same key has one effect and one answer, however often it is sent. */
  readonly key?: string;
  /** The revision that was seen, as a view gave it. */
  readonly seen?: string | null;
};

/** What a view is asked. */
export type Question<N extends TableView["name"]> = AboutPatient<
  Extract<TableView, { readonly name: N }>
> & { readonly asks?: ViewQuestion<N> };

/** A report that is printed every night. */
type NightlyReport = "radar" | "custody";

/** A session at a clinic. */
export type Client = {
  /** Who signed in. */
  readonly who: Welcome;
  readonly read: <N extends TableView["name"]>(
    view: N,
    question: Question<N>,
  ) => Promise<Answered<ViewAnswer<N>>>;
  readonly tell: <N extends TableCommand["name"]>(
    command: N,
    deed: Deed<N>,
  ) => Promise<Answered<CommandReceipt>>;
  /** Everything that was told of a patient, the newest first, from the entry before a place on. */
  readonly chronicle: (patient: string, before?: number) => Promise<Answered<ChroniclePage>>;
  /** The nights of which a report is kept, the newest first. */
  readonly nights: (report: NightlyReport) => Promise<Answered<NightList>>;
  /** The report of a night, as it was made: a PDF. */
  readonly night: (report: NightlyReport, night: string) => Promise<Answered<Uint8Array>>;
  /** Anything else that the clinic describes, by its path below the clinic: `fhir/Patient`. */
  readonly send: (path: string, sent: Sent) => Promise<Answered<unknown>>;
  readonly proveAgain: (password: string) => Promise<Answered<unknown>>;
  readonly signOut: () => Promise<Answered<unknown>>;
};

const pathOf = (name: string, patient: string | undefined): string =>
  patient === undefined ? name : `patients/${encodeURIComponent(patient)}/${name}`;

const asked = (question: object): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? "" : `?${query}`;
};

const session = (door: Door, who: Welcome): Client => ({
  who,
  read: (view, { patient, asks = {} }) =>
    door(`${pathOf(view, patient)}${asked(asks)}`, { method: "GET" }),
  tell: (command, { patient, key, seen, ...body }) =>
    door(pathOf(command, patient), {
      method: "POST",
      body,
      headers: {
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(seen === undefined || seen === null ? {} : { "if-match": seen }),
      },
    }),
  chronicle: (patient, before) =>
    door(`${pathOf("chronicle", patient)}${asked({ before })}`, { method: "GET" }),
  nights: (report) => door(`reports/${report}/nights`, { method: "GET" }),
  night: (report, night) =>
    door(`reports/${report}/nights/${encodeURIComponent(night)}`, { method: "GET" }),
  send: door,
  proveAgain: (password) => door("session", { method: "PUT", body: { password } }),
  signOut: () => door("session", { method: "DELETE" }),
});

/** Where a clinic is, and who comes. `at` is the server's address; "" in a page that it serves. */
type Entrance = {
  readonly at: string;
  readonly clinic: string;
  readonly account: string;
  readonly password: string;
};

/** Signs in. */
export const enter = async ({ at, clinic, ...hand }: Entrance): Promise<Answered<Client>> => {
  const address = `${at.replace(/\/$/, "")}/api/clinics/${encodeURIComponent(clinic)}/`;
  const { door, keep } = openDoor(address);
  const answer = await door<Welcome>("session", { method: "POST", body: hand });
  if (!answer.ok) return answer;
  keep(answer.value.guard);
  return { ...answer, value: session(door, answer.value) };
};
